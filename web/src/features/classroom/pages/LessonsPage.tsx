/** `/rooms/$id/lessons`: the lessons that were held in a room; its teacher goes on to who was there. */
import { Badge } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { LoadMore } from '@/components/list/LoadMore';
import { CardSkeleton } from '@/components/page/CardSkeleton';
import { Page } from '@/components/page/Page';
import { Card } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import type { LessonAnswer, Room } from '@/generated/types.gen';
import { roomAddress } from '@/lib/addresses';
import { allItems } from '@/lib/api/pages';
import { formatDate, formatTime } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useLessons } from '../api/lessons';
import { useRoom } from '../api/rooms';
import { useDuration } from '../components/useDuration';
import classes from './CourseRoomsPage.module.css';

export function LessonsPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const room = useRoom(id);
  return (
    <QueryState query={room} skeleton={<CardSkeleton />}>
      {(found) => (
        <Page
          title={t('room.lessons')}
          lead={found.name}
          width="medium"
          actions={
            <ButtonLink to={roomAddress(found)} variant="default">
              {t('room.enter')}
            </ButtonLink>
          }
        >
          <Lessons room={found} />
        </Page>
      )}
    </QueryState>
  );
}

function Lessons({ room }: { room: Room }) {
  const { t } = useTranslation();
  const query = useLessons(room.id);
  return (
    <QueryState query={query} skeleton={<CardSkeleton />}>
      {(data) => {
        const lessons = allItems(data);
        return (
          <Card padded={false}>
            {lessons.length > 0 ? (
              <ul className={classes.list}>
                {lessons.map((lesson) => (
                  <Row key={lesson.id} room={room} lesson={lesson} />
                ))}
              </ul>
            ) : (
              <EmptyState icon={<IconCalendarOff size={22} />}>{t('room.noLessons')}</EmptyState>
            )}
            <LoadMore query={query} />
          </Card>
        );
      }}
    </QueryState>
  );
}

function Row({ room, lesson }: { room: Room; lesson: LessonAnswer }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const duration = useDuration();
  const { started_at, ended_at } = lesson;
  const time = `${formatDate(started_at, locale)}, ${formatTime(started_at, locale)}`;
  const seconds = (Date.parse(ended_at ?? started_at) - Date.parse(started_at)) / 1000;
  return (
    <li className={classes.row}>
      <span className={classes.name}>
        {time}
        {ended_at ? (
          <small>{duration(seconds)}</small>
        ) : (
          <Badge color="green">{t('room.live')}</Badge>
        )}
      </span>
      {room.is_owner ? (
        <ButtonLink
          to="/rooms/$id/lessons/$lesson"
          params={{ id: String(room.id), lesson: String(lesson.id) }}
          variant="default"
          aria-label={t('room.attendanceOf', { time })}
        >
          {t('room.attendance')}
        </ButtonLink>
      ) : null}
    </li>
  );
}
