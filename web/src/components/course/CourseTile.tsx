/** A course in a grid: its cover, its names, its teacher and size. The whole tile leads to the course; `action` stands above that link. */

import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CourseCover } from '@/components/cover/CourseCover';
import { TextLink } from '@/components/links';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { Average } from '@/components/rating/Average';
import type { Course } from '@/generated/types.gen';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import classes from './CourseTile.module.css';

interface Props {
  course: Course;
  action?: React.ReactNode;
  /** Two where the tile stands directly below the page's title. */
  level?: 2 | 3;
}

export function CourseTile({ course, action, level = 3 }: Props) {
  const Heading = `h${level}` as const;
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <article className={classes.tile}>
      <div className={classes.cover}>
        <CourseCover id={course.id} />
        {course.is_active ? null : <span className={classes.flag}>{t('course.closed')}</span>}
      </div>
      <div className={classes.body}>
        <div className={classes.code}>{course.code}</div>
        <Heading className={classes.title}>
          <TextLink
            to="/c/$id/overview"
            params={{ id: String(course.id) }}
            className={classes.link}
          >
            {course.title}
          </TextLink>
        </Heading>
        <div className={classes.meta}>
          <TeacherName course={course} />
          <span className={classes.facts}>
            <Average course={course} size={14} />
            <span className={classes.members}>
              <IconUsers size={14} aria-hidden="true" />
              <span className={classes.srOnly}>
                {t('course.members', { count: course.enrolled_count })}
              </span>
              <span aria-hidden="true">{formatNumber(course.enrolled_count, locale)}</span>
            </span>
          </span>
        </div>
        {action ? <div className={classes.action}>{action}</div> : null}
      </div>
    </article>
  );
}

function TeacherName({ course }: { course: Course }) {
  const { t } = useTranslation();
  const name = course.teacher_name ?? t('common.someone');
  return (
    <span className={classes.teacher}>
      <PersonAvatar id={course.teacher} name={name} photo={course.teacher_photo} size={20} />
      <span className={classes.teacherName}>{name}</span>
    </span>
  );
}
