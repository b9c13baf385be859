import { createFileRoute } from '@tanstack/react-router';
import { DevMailPage } from '@/features/mail/pages/DevMailPage';
import { needTexts } from '@/lib/i18n';
import { readId } from '@/lib/links';

export const Route = createFileRoute('/dev/mail')({
  validateSearch: ({ id }: Record<string, unknown>): { id?: number } => {
    const shown = readId(String(id));
    return shown === null ? {} : { id: shown };
  },
  loader: () => needTexts('notify'),
  component: DevMail,
});

function DevMail() {
  return <DevMailPage shown={Route.useSearch().id} />;
}
