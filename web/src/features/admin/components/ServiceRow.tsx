/** One service: since when it runs, what waits and what is parked, and what it finds wrong with itself. */
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { RelativeTime } from '@/components/time/RelativeTime';
import type { ServiceHealth } from '@/generated/types.gen';
import type { ServiceState } from '../api/health';
import { HealthRow } from './HealthRow';
import classes from './HealthRow.module.css';

const worthTelling = 5;

export function ServiceRow({ service: { name, state, health } }: { service: ServiceState }) {
  const { t } = useTranslation();
  return (
    <HealthRow name={t(`health.service.${name}`)} state={state}>
      {health ? <Facts health={health} /> : t(state ? 'health.noAnswer' : 'health.looking')}
    </HealthRow>
  );
}

function Facts({
  health: { version, since, parked, checks, ...health },
}: {
  health: ServiceHealth;
}) {
  const { t } = useTranslation();
  const behind = Math.round(health.events_behind);
  return (
    <>
      <span>{t('health.version', { version })}</span>
      <span>
        {t('health.started')} <RelativeTime time={since} />
      </span>
      {behind >= worthTelling ? <span>{t('health.behind', { count: behind })}</span> : null}
      {parked ? (
        <TextLink to="/admin/parked">
          {t('parked.count', { count: parked, number: parked })}
        </TextLink>
      ) : null}
      {checks.map(({ name, trouble }) =>
        trouble ? (
          <span key={name} className={classes.trouble}>
            {name}: {trouble}
          </span>
        ) : null,
      )}
    </>
  );
}
