/** `/admin/parked`: what services could not deal with, and why; send it back or throw it away. */
import { IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page/Page';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useParked } from '../api/parked';
import { ParkedTable } from '../components/ParkedTable';

type ParkedOfService = ReturnType<typeof useParked>[number];

export function ParkedPage() {
  const { t } = useTranslation();
  const parked = useParked();
  const shown = parked.filter(({ query }) => query.data?.parked.length !== 0);
  return (
    <Page title={t('nav.parked')} lead={useLead(parked)}>
      {shown.map((one) => (
        <ServiceSection key={one.parking.service} {...one} />
      ))}
      {shown.length === 0 ? (
        <Card>
          <EmptyState icon={<IconCircleCheck size={22} />}>{t('parked.nothing')}</EmptyState>
        </Card>
      ) : null}
    </Page>
  );
}

function useLead(parked: ParkedOfService[]): string {
  const { t } = useTranslation();
  const locale = useLocale();
  const counts = parked.map(({ query }) => query.data?.total ?? 0);
  const count = counts.reduce((sum, one) => sum + one, 0);
  return count > 0
    ? t('parked.count', { count, number: formatNumber(count, locale) })
    : t('parked.lead');
}

function ServiceSection({ parking, query }: ParkedOfService) {
  const { t } = useTranslation();
  return (
    <Section title={t(`parked.service.${parking.service}`)}>
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton />}>
          {({ parked }) => <ParkedTable parking={parking} messages={parked} />}
        </QueryState>
      </Card>
    </Section>
  );
}
