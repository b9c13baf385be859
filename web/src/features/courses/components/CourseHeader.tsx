/** The head of a course's pages: cover, title, who teaches it, and what the reader can do. */
import { Badge, Title } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CourseCover } from '@/components/cover/CourseCover';
import { TextLink } from '@/components/links';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { Average } from '@/components/rating/Average';
import type { Course } from '@/generated/types.gen';
import classes from './CourseHeader.module.css';
import { EnrolButton } from './EnrolButton';

export function CourseHeader({ course }: { course: Course }) {
  const { t } = useTranslation();
  const teacher = course.teacher_name ?? t('common.someone');
  return (
    <header className={classes.header}>
      <div className={classes.cover}>
        <CourseCover id={course.id} />
      </div>
      <div className={classes.row}>
        <div className={classes.text}>
          <div className={classes.code}>
            {course.code}
            {course.is_active ? null : <Badge color="gray">{t('course.closed')}</Badge>}
          </div>
          <Title order={1} tabIndex={-1} className={classes.title}>
            {course.title}
          </Title>
          <div className={classes.meta}>
            <span className={classes.teacher}>
              <PersonAvatar
                id={course.teacher}
                name={teacher}
                photo={course.teacher_photo}
                size={24}
              />
              <TextLink to="/u/$id" params={{ id: String(course.teacher) }} c="inherit">
                {teacher}
              </TextLink>
            </span>
            <span className={classes.members}>
              <IconUsers size={16} aria-hidden="true" />
              {t('course.members', { count: course.enrolled_count })}
            </span>
            <Average course={course} size={16} />
          </div>
        </div>
        <EnrolButton course={course} size="md" />
      </div>
    </header>
  );
}
