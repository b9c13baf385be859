/** One course of a teacher: its cover, its members, and who came in the last two weeks. */
import { useTranslation } from 'react-i18next';
import { CourseCover } from '@/components/cover/CourseCover';
import { TextLink } from '@/components/links';
import type { Course } from '@/generated/types.gen';
import type { CourseActivity } from './activity';
import classes from './CourseActivityRow.module.css';
import { Sparkbars } from './Sparkbars';

interface Props {
  course: Course;
  activity: CourseActivity | undefined;
}

export function CourseActivityRow({ course, activity }: Props) {
  const { t } = useTranslation();
  return (
    <li className={classes.row}>
      <div className={classes.cover}>
        <CourseCover id={course.id} />
      </div>
      <div className={classes.text}>
        <TextLink to="/c/$id/overview" params={{ id: String(course.id) }} className={classes.title}>
          {course.title}
        </TextLink>
        <div className={classes.meta}>
          <span>{course.code}</span>
          <span>{t('course.members', { count: course.enrolled_count })}</span>
          {course.is_active ? null : <span>{t('course.closed')}</span>}
        </div>
      </div>
      {activity ? (
        <div className={classes.activity}>
          <span>{t('home.newThisWeek', { count: activity.week })}</span>
          <Sparkbars values={activity.perDay} />
        </div>
      ) : null}
    </li>
  );
}
