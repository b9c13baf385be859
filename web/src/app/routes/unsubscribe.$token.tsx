import { createFileRoute } from '@tanstack/react-router';
import { UnsubscribePage } from '@/features/mail/pages/UnsubscribePage';

export const Route = createFileRoute('/unsubscribe/$token')({ component: Unsubscribe });

function Unsubscribe() {
  return <UnsubscribePage token={Route.useParams().token} />;
}
