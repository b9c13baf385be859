import { createFileRoute } from '@tanstack/react-router';
import { calendarOptions } from '@/features/notifications/api/calendar';
import { preferencesOptions } from '@/features/notifications/api/preferences';
import { PreferencesPage } from '@/features/notifications/pages/PreferencesPage';
import { needTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/settings/notifications')({
  loader: ({ context: { queryClient } }) => {
    void queryClient.prefetchQuery(preferencesOptions());
    void queryClient.prefetchQuery(calendarOptions());
    return needTexts('notify');
  },
  component: PreferencesPage,
});
