import { createFileRoute } from '@tanstack/react-router';
import { AccountPage } from '@/features/settings/pages/AccountPage';
import { needTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/settings/account')({
  loader: () => needTexts('key'),
  component: AccountPage,
});
