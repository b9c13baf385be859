import { createFileRoute } from '@tanstack/react-router';
import { inviteOptions } from '@/features/auth/api/invite';
import { InvitePage } from '@/features/auth/pages/InvitePage';
import { useToken } from '@/lib/session';

export const Route = createFileRoute('/invite/$token')({
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(inviteOptions(params.token));
  },
  component: Invite,
});

function Invite() {
  const navigate = Route.useNavigate();
  return (
    <InvitePage
      token={Route.useParams().token}
      isSignedIn={useToken() !== null}
      onDone={() => void navigate({ to: '/dashboard' })}
    />
  );
}
