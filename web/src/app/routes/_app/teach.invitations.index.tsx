import { createFileRoute } from '@tanstack/react-router';
import { onlyTeachers } from '@/app/teachers';
import { type InvitationFilters, invitationsOptions } from '@/features/invitations/api/invitations';
import { InvitationsPage } from '@/features/invitations/pages/InvitationsPage';
import { needTexts } from '@/lib/i18n';

const states = ['pending', 'accepted', 'expired'] as const;

export const Route = createFileRoute('/_app/teach/invitations/')({
  validateSearch: (search): InvitationFilters => {
    const status = states.find((known) => known === search.status);
    return status ? { status } : {};
  },
  beforeLoad: onlyTeachers,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps }) => {
    void context.queryClient.prefetchInfiniteQuery(invitationsOptions(deps));
    return needTexts('invitations');
  },
  component: Invitations,
});

function Invitations() {
  const filters = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <InvitationsPage
      filters={filters}
      onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
