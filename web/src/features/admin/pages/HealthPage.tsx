/** `/admin/health`: whether every part of the system is well, and if not, what ails it. */
import { useTranslation } from 'react-i18next';
import { Rows } from '@/components/list/Rows';
import { Page } from '@/components/page/Page';
import { Card, Section } from '@/components/page/Section';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { type State, useServers, useServices } from '../api/health';
import { HealthRow } from '../components/HealthRow';
import { ServiceRow } from '../components/ServiceRow';

export function HealthPage() {
  const { t } = useTranslation();
  const services = useServices();
  const servers = useServers();
  const states = [...services, ...(servers.data ?? [])].map(({ state }) => state);
  return (
    <Page title={t('nav.health')} lead={<Lead states={states} />}>
      <Section title={t('health.services')}>
        <Card padded={false}>
          <Rows>
            {services.map((service) => (
              <ServiceRow key={service.name} service={service} />
            ))}
          </Rows>
        </Card>
      </Section>
      <Section title={t('health.servers')}>
        <Card padded={false}>
          <QueryState query={servers} skeleton={<RowsSkeleton />}>
            {(found) => (
              <Rows>
                {found.map(({ name, state }) => (
                  <HealthRow key={name} name={t(`health.server.${name}`)} state={state}>
                    {t(`health.use.${name}`)}
                  </HealthRow>
                ))}
              </Rows>
            )}
          </QueryState>
        </Card>
      </Section>
    </Page>
  );
}

function Lead({ states }: { states: (State | undefined)[] }) {
  const { t } = useTranslation();
  const count = states.filter((state) => state === 'unwell' || state === 'away').length;
  if (count > 0) return <span role="status">{t('health.unwell', { count })}</span>;
  return (
    <span role="status">{t(states.includes(undefined) ? 'health.looking' : 'health.well')}</span>
  );
}
