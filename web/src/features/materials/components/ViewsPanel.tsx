/** Who has opened material, when and how often, and who has not; for its owner, at the side of the viewer. */
import { Drawer } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PersonName } from '@/components/person/PersonName';
import { ProgressBar } from '@/components/progress/ProgressBar';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { Material, MaterialView, Student } from '@/generated/types.gen';
import { formatRelative } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { readershipOf, useCourseStudents, useViews } from '../api/views';
import classes from './ViewsPanel.module.css';

interface Props {
  material: Material;
  isOpen: boolean;
  onClose: () => void;
}

export function ViewsPanel({ material, isOpen, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="min(400px, 100%)"
      title={t('views.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Readers material={material} />
    </Drawer>
  );
}

function Readers({ material }: { material: Material }) {
  const views = useViews(material.id);
  const students = useCourseStudents(material.course);
  return (
    <QueryState query={views} skeleton={<RowsSkeleton count={5} />}>
      {(opened) => <Lists views={opened} students={students.data ?? []} />}
    </QueryState>
  );
}

function Lists({ views, students }: { views: MaterialView[]; students: Student[] }) {
  const { t } = useTranslation();
  const { opened, notYet } = readershipOf(views, students);
  const all = students.length;
  const present = all - notYet.length;
  return (
    <>
      {all > 0 ? (
        <div className={classes.share}>
          <p>{t('views.openedOf', { opened: present, all })}</p>
          <ProgressBar label={t('views.progress')} percent={(100 * present) / all} />
        </div>
      ) : null}
      {opened.length > 0 ? (
        <>
          <h3 className={classes.heading}>{t('views.opened', { count: opened.length })}</h3>
          <ul className={classes.list}>
            {opened.map((view) => (
              <Reader key={view.student} view={view} />
            ))}
          </ul>
        </>
      ) : (
        <EmptyState icon={<IconEyeOff size={22} />}>{t('views.nobody')}</EmptyState>
      )}
      {notYet.length > 0 ? (
        <>
          <h3 className={classes.heading}>{t('views.notYet', { count: notYet.length })}</h3>
          <ul className={classes.list}>
            {notYet.map(({ id, full_name, username, photo }) => (
              <li key={id} className={classes.reader}>
                <PersonName
                  id={id}
                  name={full_name || username || t('common.someone')}
                  photo={photo}
                />
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function Reader({ view }: { view: MaterialView }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const first = formatRelative(view.first_opened_at, locale);
  return (
    <li className={classes.reader}>
      <PersonName
        id={view.student}
        name={view.student_name ?? t('common.someone')}
        photo={view.student_photo}
        detail={t('views.first', { time: first })}
      />
      <div className={classes.times}>
        {t('views.times', { count: view.times })}
        <br />
        <RelativeTime time={view.last_opened_at} />
      </div>
    </li>
  );
}
