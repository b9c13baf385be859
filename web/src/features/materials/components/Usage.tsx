/** How much of their room a teacher's files take, in all courses together; nothing while there is no limit. */
import { useTranslation } from 'react-i18next';
import { formatSize } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useUsage } from '../api/materials';
import classes from './Usage.module.css';

/** From here on it is time to tidy up, in percent. */
const nearlyFull = 90;

export function Usage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { data } = useUsage();
  if (!data?.allowed) return null;
  const size = (bytes: number) => formatSize(bytes, locale);
  const percent = Math.min(100, (100 * data.used) / data.allowed);
  return (
    <span className={classes.usage}>
      <span
        className={classes.bar}
        data-full={percent >= nearlyFull || undefined}
        aria-hidden="true"
      >
        <span style={{ width: `${percent}%` }} />
      </span>
      {t('materials.usage', { used: size(data.used), allowed: size(data.allowed) })}
    </span>
  );
}
