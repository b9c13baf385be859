/** `/c/$id/live`: the live rooms of a course and the way in, and its planned lessons; its teacher opens the first room here. */
import { Badge, Button } from '@mantine/core';
import { IconBroadcast } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import { ButtonLink } from '@/components/links';
import { CardSkeleton } from '@/components/page/CardSkeleton';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import type { Course, Room } from '@/generated/types.gen';
import { roomAddress } from '@/lib/addresses';
import { useCourseRooms, useCreateRoom } from '../api/rooms';
import { PlannedLessons } from '../components/PlannedLessons';
import classes from './CourseRoomsPage.module.css';

export function CourseRoomsPage({ course }: { course: Course }) {
  const { t } = useTranslation();
  const query = useCourseRooms(course.id);
  return (
    <>
      <Section title={t('room.rooms')} lead={t('room.roomsLead')}>
        <QueryState query={query} skeleton={<CardSkeleton />}>
          {(rooms) => (
            <Card padded={false}>
              {rooms.length > 0 ? (
                <ul className={classes.list}>
                  {rooms.map((room) => (
                    <Row key={room.id} room={room} />
                  ))}
                </ul>
              ) : (
                <None course={course} />
              )}
            </Card>
          )}
        </QueryState>
      </Section>
      <PlannedLessons course={course.id} rooms={query.data ?? []} />
    </>
  );
}

function Row({ room }: { room: Room }) {
  const { t } = useTranslation();
  return (
    <li className={classes.row}>
      <span className={classes.name}>
        {room.name}
        {room.is_live ? <Badge color="green">{t('room.live')}</Badge> : null}
      </span>
      <ButtonLink
        to="/rooms/$id/lessons"
        params={{ id: String(room.id) }}
        variant="subtle"
        aria-label={t('room.lessonsOf', { name: room.name })}
      >
        {t('room.lessons')}
      </ButtonLink>
      <ButtonLink
        to={roomAddress(room)}
        variant={room.is_live || room.is_owner ? 'filled' : 'default'}
        aria-label={t('room.enterOf', { name: room.name })}
      >
        {t('room.enter')}
      </ButtonLink>
    </li>
  );
}

function None({ course }: { course: Course }) {
  const { t } = useTranslation();
  const create = useCreateRoom();
  if (!course.is_owner) {
    return <EmptyState icon={<IconBroadcast size={22} />}>{t('room.noneYet')}</EmptyState>;
  }
  const name = `${course.code} · ${t('room.live')}`;
  return (
    <EmptyState
      icon={<IconBroadcast size={22} />}
      action={
        <>
          <FormProblem error={create.error} />
          <Button
            loading={create.isPending}
            onClick={() => create.mutate({ name, course: course.id })}
          >
            {t('room.create')}
          </Button>
        </>
      }
    >
      {t('room.noneOwner')}
    </EmptyState>
  );
}
