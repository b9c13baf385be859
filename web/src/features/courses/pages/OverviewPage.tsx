/** `/c/$id/overview`: what the course is about, when it runs, who teaches it; for its owner also who came lately. */

import { IconCalendar, IconHash, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { Card, Section } from '@/components/page/Section';
import { PersonName } from '@/components/person/PersonName';
import type { Course } from '@/generated/types.gen';
import { formatDate, formatDates } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useCourse } from '../api/editing';
import { RecentStudents } from '../components/RecentStudents';
import classes from './OverviewPage.module.css';

interface Props {
  id: number;
  /** What else stands beside the description. */
  aside?: React.ReactNode;
}

export function OverviewPage({ id, aside }: Props) {
  const course = useCourse(id).data;
  if (!course) return null;
  return (
    <div className={classes.columns}>
      <div>
        <About course={course} />
        {course.is_owner ? <RecentStudents course={course} /> : null}
      </div>
      <div>
        <Facts course={course} />
        {aside}
      </div>
    </div>
  );
}

function About({ course }: { course: Course }) {
  const { t } = useTranslation();
  const paragraphs = course.description.split(/\n{2,}/).filter((text) => text.trim());
  return (
    <Section title={t('course.about')}>
      <div className={classes.prose}>
        {paragraphs.length > 0 ? (
          paragraphs.map((text) => <p key={text}>{text}</p>)
        ) : (
          <p className={classes.faint}>
            {course.is_owner ? (
              <TextLink to="/c/$id/settings" params={{ id: String(course.id) }}>
                {t('course.writeDescription')}
              </TextLink>
            ) : (
              t('course.noDescription')
            )}
          </p>
        )}
      </div>
    </Section>
  );
}

function Facts({ course }: { course: Course }) {
  const { t } = useTranslation();
  const teacher = course.teacher_name ?? t('common.someone');
  return (
    <Section title={t('course.details')}>
      <Card>
        <PersonName
          id={course.teacher}
          name={teacher}
          photo={course.teacher_photo}
          detail={t('role.teacher')}
          size={40}
        />
        <dl className={classes.facts}>
          <Fact icon={<IconCalendar size={18} stroke={1.75} />} name={t('course.runs')}>
            <Runs course={course} />
          </Fact>
          <Fact
            icon={
              course.is_active ? (
                <IconLockOpen size={18} stroke={1.75} />
              ) : (
                <IconLock size={18} stroke={1.75} />
              )
            }
            name={t('course.enrolment')}
          >
            {t(course.is_active ? 'course.isOpen' : 'course.isClosed')}
          </Fact>
          <Fact icon={<IconHash size={18} stroke={1.75} />} name={t('course.code')}>
            {course.code}
          </Fact>
        </dl>
      </Card>
    </Section>
  );
}

function Runs({ course }: { course: Course }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { start_date, end_date } = course;
  if (start_date && end_date) return formatDates(start_date, end_date, locale);
  if (start_date) return t('course.from', { date: formatDate(start_date, locale) });
  if (end_date) return t('course.until', { date: formatDate(end_date, locale) });
  return t('course.always');
}

interface FactProps {
  icon: React.ReactNode;
  name: string;
  children: React.ReactNode;
}

function Fact({ icon, name, children }: FactProps) {
  return (
    <div className={classes.fact}>
      <dt>
        {icon}
        {name}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}
