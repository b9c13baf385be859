/** The reader's own courses in the side bar: those they teach or are enrolled in. */
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CourseCover } from '@/components/cover/CourseCover';
import { IconLink, TextLink } from '@/components/links';
import { useOwnCourses } from '@/features/courses/api/ownCourses';
import { useMe } from '@/lib/me';
import classes from './SideNav.module.css';

const shown = 8;

export function CourseLinks() {
  const { t } = useTranslation();
  const me = useMe();
  const courses = useOwnCourses(me).data ?? [];
  if (me.user_type === 'admin' || (courses.length === 0 && me.user_type === 'student')) return null;
  return (
    <div>
      <div className={classes.heading}>
        {t('nav.ownCourses')}
        {me.user_type === 'teacher' ? (
          <IconLink to="/teach/courses/new" aria-label={t('course.new')}>
            <IconPlus size={16} aria-hidden="true" />
          </IconLink>
        ) : null}
      </div>
      <ul className={classes.links}>
        {courses.slice(0, shown).map((course) => (
          <li key={course.id}>
            <Link to="/c/$id" params={{ id: String(course.id) }} className={classes.link}>
              <span className={classes.swatch}>
                <CourseCover id={course.id} />
              </span>
              <span className={classes.label} title={course.title}>
                {course.title}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {courses.length > shown ? (
        <TextLink to="/courses" search={{ show: 'own' }} px={8} size="xs">
          {t('nav.allOwnCourses', { count: courses.length })}
        </TextLink>
      ) : null}
    </div>
  );
}
