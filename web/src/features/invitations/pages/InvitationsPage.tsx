/** `/teach/invitations`: invite somebody, and what has become of those invited before. */
import { SegmentedControl } from '@mantine/core';
import { IconFileSpreadsheet, IconMailFast } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/components/links';
import { LoadMore } from '@/components/list/LoadMore';
import { Page } from '@/components/page/Page';
import { Card, Section } from '@/components/page/Section';
import { EmptyState } from '@/components/states/EmptyState';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import type { InvitationStatus } from '@/generated/types.gen';
import { allItems } from '@/lib/api/pages';
import { type InvitationFilters, useInvitations } from '../api/invitations';
import { InvitationTable } from '../components/InvitationTable';
import { InviteForm } from '../components/InviteForm';

interface Props {
  filters: InvitationFilters;
  onFilter: (filters: InvitationFilters) => void;
}

export function InvitationsPage(props: Props) {
  const { t } = useTranslation();
  return (
    <Page
      title={t('invitations.title')}
      lead={t('invitations.lead')}
      actions={
        <ButtonLink
          to="/teach/invitations/import"
          variant="default"
          leftSection={<IconFileSpreadsheet size={16} />}
        >
          {t('invitations.import')}
        </ButtonLink>
      }
    >
      <Section title={t('invitations.one')}>
        <Card>
          <InviteForm />
        </Card>
      </Section>
      <Sent {...props} />
    </Page>
  );
}

const shown: readonly InvitationStatus[] = ['pending', 'accepted', 'expired'];

function Sent({ filters, onFilter }: Props) {
  const { t } = useTranslation();
  const query = useInvitations(filters);
  const choose = (status: string) =>
    onFilter(status === 'all' ? {} : { status: status as InvitationStatus });
  return (
    <Section
      title={t('invitations.list')}
      action={
        <SegmentedControl
          aria-label={t('invitations.filter')}
          value={filters.status ?? 'all'}
          onChange={choose}
          data={[
            { value: 'all', label: t('admin.allRoles') },
            ...shown.map((value) => ({ value, label: t(`invitations.status.${value}`) })),
          ]}
        />
      }
    >
      <Card padded={false}>
        <QueryState query={query} skeleton={<RowsSkeleton count={4} />}>
          {(data) => {
            const invitations = allItems(data);
            if (invitations.length > 0) return <InvitationTable invitations={invitations} />;
            return (
              <EmptyState icon={<IconMailFast size={22} />}>
                {t(filters.status ? 'invitations.noMatch' : 'invitations.none')}
              </EmptyState>
            );
          }}
        </QueryState>
      </Card>
      <LoadMore query={query} />
    </Section>
  );
}
