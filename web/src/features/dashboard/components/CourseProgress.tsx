/** How far a course has come: a bar and the same in words. */
import { useTranslation } from 'react-i18next';
import { useMinute } from '@/components/time/minute';
import type { Course } from '@/generated/types.gen';
import { formatDate } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import classes from './CourseProgress.module.css';
import { type CourseProgress as Progress, progressOf } from './progress';

export function CourseProgress({ course }: { course: Course }) {
  const words = useWords();
  const progress = progressOf(course, useMinute());
  if (!progress) return null;
  const percent = progress.state === 'running' ? progress.percent : 0;
  return (
    <div className={classes.progress}>
      <span className={classes.track} aria-hidden="true">
        <span style={{ width: `${progress.state === 'over' ? 100 : percent}%` }} />
      </span>
      <span>{words(progress)}</span>
    </div>
  );
}

function useWords(): (progress: Progress) => string {
  const { t } = useTranslation();
  const locale = useLocale();
  return (progress) => {
    if (progress.state === 'over') return t('home.over');
    if (progress.state === 'running') return t('home.week', progress);
    return t('home.startsOn', { date: formatDate(progress.startsOn, locale) });
  };
}
