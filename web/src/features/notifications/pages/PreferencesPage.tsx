/** `/settings/notifications`: what the reader is told and how, and their calendar's address. */
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/page/Section';
import { QueryState } from '@/components/states/QueryState';
import { RowsSkeleton } from '@/components/states/Skeletons';
import { useCalendar } from '../api/calendar';
import { usePreferences } from '../api/preferences';
import { CalendarAddress } from '../components/CalendarAddress';
import { PreferenceMatrix } from '../components/PreferenceMatrix';

export function PreferencesPage() {
  const { t } = useTranslation();
  const preferences = usePreferences();
  const calendar = useCalendar();
  return (
    <>
      <Section title={t('notify.title')} lead={t('notify.lead')}>
        <Card padded={false}>
          <QueryState query={preferences} skeleton={<RowsSkeleton count={5} />}>
            {(data) => <PreferenceMatrix preferences={data} />}
          </QueryState>
        </Card>
      </Section>
      <Section title={t('notify.calendar')} lead={t('notify.calendarLead')}>
        <Card>
          <QueryState query={calendar} skeleton={<RowsSkeleton count={1} />}>
            {({ url }) => <CalendarAddress url={url} />}
          </QueryState>
        </Card>
      </Section>
    </>
  );
}
