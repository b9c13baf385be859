/** The head and the tabs of the settings. */
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page/Page';
import { LinkTabs } from '@/components/tabs/LinkTabs';

export function SettingsLayout({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.settings')} width="narrow">
      <LinkTabs
        label={t('nav.settings')}
        tabs={[
          { to: '/settings/profile', label: t('settings.profile') },
          { to: '/settings/account', label: t('settings.account') },
          { to: '/settings/appearance', label: t('settings.appearance') },
          { to: '/settings/notifications', label: t('nav.notifications') },
        ]}
      />
      {children}
    </Page>
  );
}
