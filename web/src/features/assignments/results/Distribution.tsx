/** How the scores lie, in ten steps. */
import { useTranslation } from 'react-i18next';
import { BarTable } from './BarTable';

export function Distribution({ counts }: { counts: readonly number[] }) {
  const { t } = useTranslation();
  return (
    <BarTable
      label={t('assignments.distribution')}
      columns={[t('assignments.score'), t('assignments.students')]}
      width="narrow"
      lines={counts.map((count, step) => ({ name: rangeOf(step), count }))}
      full={Math.max(...counts)}
    />
  );
}

/** "0–9", and "90–100" for the last of ten steps. */
function rangeOf(step: number): string {
  return `${10 * step}–${step === 9 ? 100 : 10 * step + 9}`;
}
