/** How a draft came about: with a model or without, what that cost, and why an item could not be made anew. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '@/components/toast/toasts';
import type { Assignment } from '@/generated/types.gen';
import { useFailure } from '../components/useFailure';
import classes from './Editor.module.css';

export function Origin({ assignment }: { assignment: Assignment }) {
  const { t } = useTranslation();
  const why = useFailure();
  const { generator, progress, status } = assignment;
  const error = status === 'draft' ? assignment.error : null;
  const failure = error ? `${t('assignments.remakeFailed')} ${why(error)}` : '';
  const known = useRef(failure);
  // The item may be far down the page, where this note is not seen.
  useEffect(() => {
    if (failure && failure !== known.current) showToast('bad', failure);
    known.current = failure;
  }, [failure]);
  return (
    <>
      {generator === 'basic' ? <p className={classes.note}>{t('assignments.basic')}</p> : null}
      {generator && generator !== 'basic' ? (
        <p className={classes.note}>
          {t('assignments.madeBy', { model: generator })}
          {progress?.cost
            ? ` ${t('assignments.lastCost', { cost: progress.cost.toFixed(3) })}`
            : null}
        </p>
      ) : null}
      {failure ? <p className={classes.failure}>{failure}</p> : null}
    </>
  );
}
