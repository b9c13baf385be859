/** What a teacher should see to. Not there when there is nothing. */
import { IconClockX, IconPencil, IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { Card, Section } from '@/components/page/Section';
import type { Assignment, Course } from '@/generated/types.gen';
import { assignmentAddress } from '@/lib/addresses';
import { useInvitationCount, useUnfinishedAssignments } from '../api/attention';
import classes from './Rows.module.css';

export function Attention({ courses }: { courses: readonly Course[] }) {
  const { t } = useTranslation();
  const unfinished = useUnfinishedAssignments();
  const expired = useInvitationCount('expired') ?? 0;
  const empty = courses.filter(({ is_active, enrolled_count }) => is_active && !enrolled_count);
  if (unfinished.length + expired + empty.length === 0) return null;
  return (
    <Section title={t('home.attention')}>
      <Card padded={false}>
        <ul className={classes.list}>
          {unfinished.map((assignment) => (
            <Unfinished key={assignment.id} assignment={assignment} />
          ))}
          {expired > 0 ? <Expired count={expired} /> : null}
          {empty.map((course) => (
            <Empty key={course.id} course={course} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function Unfinished({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const hasFailed = assignment.status === 'failed';
  return (
    <li className={classes.row}>
      <span className={classes.icon} data-tone={hasFailed ? 'bad' : 'warn'} aria-hidden="true">
        <IconPencil size={18} stroke={1.75} />
      </span>
      <div className={classes.text}>
        <TextLink to={assignmentAddress(assignment)} className={classes.title}>
          {assignment.title}
        </TextLink>
        <span className={classes.detail}>
          {t(hasFailed ? 'home.failed' : 'home.draft', { course: assignment.course_title })}
        </span>
      </div>
    </li>
  );
}

function Expired({ count }: { count: number }) {
  const { t } = useTranslation();
  return (
    <li className={classes.row}>
      <span className={classes.icon} data-tone="warn" aria-hidden="true">
        <IconClockX size={18} stroke={1.75} />
      </span>
      <div className={classes.text}>
        <TextLink to="/teach/invitations" search={{ status: 'expired' }} className={classes.title}>
          {t('home.expired', { count })}
        </TextLink>
        <span className={classes.detail}>{t('home.expiredDetail')}</span>
      </div>
    </li>
  );
}

function Empty({ course }: { course: Course }) {
  const { t } = useTranslation();
  return (
    <li className={classes.row}>
      <span className={classes.icon} aria-hidden="true">
        <IconUserPlus size={18} stroke={1.75} />
      </span>
      <div className={classes.text}>
        <TextLink to="/c/$id/people" params={{ id: String(course.id) }} className={classes.title}>
          {course.title}
        </TextLink>
        <span className={classes.detail}>{t('home.nobodyYet')}</span>
      </div>
    </li>
  );
}
