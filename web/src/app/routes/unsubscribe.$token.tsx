import { createFileRoute } from '@tanstack/react-router';
import { UnsubscribePage } from '@/features/mail/pages/UnsubscribePage';
import { needTexts } from '@/lib/i18n';

export const Route = createFileRoute('/unsubscribe/$token')({
  loader: () => needTexts('notify'),
  component: Unsubscribe,
});

function Unsubscribe() {
  return <UnsubscribePage token={Route.useParams().token} />;
}
