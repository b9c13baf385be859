/** `/u/$id`: a person and, for a teacher, their courses. */

import { Badge, Title } from '@mantine/core';
import { IconCalendar, IconMail, IconPencil, IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CourseGrid } from '@/components/course/CourseGrid';
import { CourseTile } from '@/components/course/CourseTile';
import { ButtonLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { Section } from '@/components/page/Section';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { LinkedText } from '@/components/text/LinkedText';
import type { User } from '@/generated/types.gen';
import { isNotFound } from '@/lib/api/problem';
import { formatDate } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useMe } from '@/lib/me';
import { displayName } from '@/lib/names';
import { useCoursesOf, useUser } from '../api/user';
import classes from './UserPage.module.css';

export function UserPage({ id }: { id: number }) {
  const { t } = useTranslation();
  const query = useUser(id);
  const title = query.data ? displayName(query.data) : t('profile.title');
  if (isNotFound(query.error)) return <NoSuchUser />;
  return (
    <Page title={title} header={null} width="medium">
      <QueryState query={query} skeleton={<RowsSkeleton count={1} />}>
        {(user) => (
          <>
            <Head user={user} />
            <About user={user} />
            <Courses user={user} />
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Head({ user }: { user: User }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const me = useMe();
  const name = displayName(user);
  return (
    <header className={classes.head}>
      <PersonAvatar id={user.id} name={name} photo={user.photo} size={96} />
      <div className={classes.text}>
        <Title order={1} tabIndex={-1}>
          {name}
        </Title>
        <div className={classes.tags}>
          <span>@{user.username}</span>
          <Badge>{t(`role.${user.user_type}`)}</Badge>
          {user.is_blocked ? <Badge color="red">{t('admin.blocked')}</Badge> : null}
        </div>
        <div className={classes.meta}>
          <span>
            <IconCalendar size={16} aria-hidden="true" />
            {t('profile.since', { date: formatDate(user.created_at, locale) })}
          </span>
          {user.email ? (
            <a href={`mailto:${user.email}`}>
              <IconMail size={16} aria-hidden="true" />
              {user.email}
            </a>
          ) : null}
        </div>
      </div>
      {user.id === me.id ? (
        <ButtonLink to="/settings/profile" variant="default" leftSection={<IconPencil size={16} />}>
          {t('profile.edit')}
        </ButtonLink>
      ) : null}
    </header>
  );
}

function About({ user }: { user: User }) {
  const { t } = useTranslation();
  if (!user.bio) return null;
  return (
    <Section title={t('profile.about')}>
      <p className={classes.bio}>
        <LinkedText>{user.bio}</LinkedText>
      </p>
    </Section>
  );
}

function Courses({ user }: { user: User }) {
  const { t } = useTranslation();
  const me = useMe();
  const courses = useCoursesOf(user, me);
  if (courses.length === 0) return null;
  const isShared = user.id !== me.id && user.user_type === 'student';
  return (
    <Section title={t(isShared ? 'profile.shared' : 'profile.courses')}>
      <CourseGrid>
        {courses.map((course) => (
          <CourseTile key={course.id} course={course} />
        ))}
      </CourseGrid>
    </Section>
  );
}

function NoSuchUser() {
  const { t } = useTranslation();
  return (
    <Page title={t('profile.gone')}>
      <EmptyState
        icon={<IconUserOff size={22} />}
        action={<ButtonLink to="/dashboard">{t('errors.toHome')}</ButtonLink>}
      >
        {t('profile.goneText')}
      </EmptyState>
    </Page>
  );
}
