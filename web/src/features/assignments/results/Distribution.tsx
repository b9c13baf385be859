/** How the scores lie: a table of ten steps that looks like a chart. */
import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Bar } from './Bar';
import classes from './Results.module.css';

export function Distribution({ counts }: { counts: readonly number[] }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...counts);
  return (
    <table className={classes.chart}>
      <caption className={classes.caption}>{t('assignments.distribution')}</caption>
      <colgroup>
        <col className={classes.narrow} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>{t('assignments.score')}</VisuallyHidden>
          </th>
          <th scope="col">
            <VisuallyHidden>{t('assignments.students')}</VisuallyHidden>
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map((count, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the steps are fixed
          <tr key={step}>
            <th scope="row">{rangeOf(step)}</th>
            <td>
              <div className={classes.bin}>
                <Bar share={count / most} />
                <span className={classes.count}>{count}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** "0–9", and "90–100" for the last of ten steps. */
function rangeOf(step: number): string {
  return `${10 * step}–${step === 9 ? 100 : 10 * step + 9}`;
}
