/** The way from an assignment back to the others of its course. */
import { TextLink } from '@/components/links';
import type { Assignment } from '@/generated/types.gen';
import classes from './Assignment.module.css';

export function CourseLink({ assignment }: { assignment: Assignment }) {
  return (
    <TextLink
      to="/c/$id/study"
      params={{ id: String(assignment.course) }}
      className={classes.course}
    >
      {assignment.course_title}
    </TextLink>
  );
}
