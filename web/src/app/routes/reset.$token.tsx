import { createFileRoute } from '@tanstack/react-router';
import { ResetPage } from '@/features/auth/pages/ResetPage';

export const Route = createFileRoute('/reset/$token')({ component: Reset });

function Reset() {
  return <ResetPage token={Route.useParams().token} />;
}
