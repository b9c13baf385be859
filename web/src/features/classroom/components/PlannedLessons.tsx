/** The lessons that are planned in a course; the rooms' teacher plans, moves and cancels them here. */
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '@/components/dialog/ConfirmDialog';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { showToast } from '@/components/toast/toasts';
import type { PlannedLesson, Room } from '@/generated/types.gen';
import { formatDate, formatTime } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useCancelLesson, usePlanned } from '../api/planned';
import { PlanDialog } from './PlanDialog';
import classes from './PlannedLessons.module.css';

export function PlannedLessons({ course, rooms }: { course: number; rooms: Room[] }) {
  const { t } = useTranslation();
  const query = usePlanned(course);
  const [planning, dialog] = useDisclosure(false);
  const own = rooms.filter((room) => room.is_owner);
  return (
    <Section
      title={t('room.plan.heading')}
      lead={t('room.plan.lead')}
      action={
        own.length > 0 ? (
          <Button variant="default" onClick={dialog.open}>
            {t('room.plan.new')}
          </Button>
        ) : null
      }
    >
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton />}>
          {(lessons) =>
            lessons.length > 0 ? (
              <ul className={classes.list}>
                {lessons.map((lesson) => (
                  <Row key={lesson.id} lesson={lesson} rooms={own} />
                ))}
              </ul>
            ) : (
              <EmptyState icon={<IconCalendarEvent size={22} />}>{t('room.plan.none')}</EmptyState>
            )
          }
        </QueryState>
      </Card>
      <PlanDialog opened={planning} onClose={dialog.close} rooms={own} />
    </Section>
  );
}

function Row({ lesson, rooms }: { lesson: PlannedLesson; rooms: Room[] }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const about = lesson.title ? `${lesson.room_name} · ` : '';
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <div className={classes.name}>{lesson.title || lesson.room_name}</div>
        <div className={classes.when}>
          <time dateTime={lesson.starts_at}>
            {`${formatDate(lesson.starts_at, locale)}, ${formatTime(lesson.starts_at, locale)}`}
          </time>
          {` · ${about}${t('room.plan.takes', { count: lesson.minutes })}`}
        </div>
      </div>
      {lesson.is_owner ? <Actions lesson={lesson} rooms={rooms} /> : null}
    </li>
  );
}

function Actions({ lesson, rooms }: { lesson: PlannedLesson; rooms: Room[] }) {
  const { t } = useTranslation();
  const [moving, dialog] = useDisclosure(false);
  const [asking, question] = useDisclosure(false);
  const cancelling = useCancelLesson(lesson);
  const name = lesson.title || lesson.room_name;
  const cancel = () =>
    cancelling.mutate(undefined, {
      onSuccess: () => showToast('good', t('room.plan.cancelled')),
    });
  return (
    <div className={classes.actions}>
      <Button
        variant="default"
        size="xs"
        onClick={dialog.open}
        aria-label={t('room.plan.changeOf', { name })}
      >
        {t('room.plan.change')}
      </Button>
      <Button
        variant="default"
        size="xs"
        onClick={question.open}
        aria-label={t('room.plan.cancelOf', { name })}
      >
        {t('room.plan.cancel')}
      </Button>
      <PlanDialog opened={moving} onClose={dialog.close} rooms={rooms} lesson={lesson} />
      <ConfirmDialog
        opened={asking}
        onClose={question.close}
        title={t('room.plan.cancelTitle')}
        confirmLabel={t('room.plan.cancel')}
        onConfirm={cancel}
        isPending={cancelling.isPending}
        error={cancelling.error}
      >
        <p>{t('room.plan.cancelText', { name })}</p>
      </ConfirmDialog>
    </div>
  );
}
