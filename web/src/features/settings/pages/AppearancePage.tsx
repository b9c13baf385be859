/** `/settings/appearance`: colours and keys, kept in this browser; language and time zone, which mails follow, too. */
import { type MantineColorScheme, Switch, useMantineColorScheme } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/page/Section';
import { chooseLanguage, type Language, languages } from '@/lib/i18n';
import { setSingleKeys, useSingleKeys } from '@/lib/preferences';
import { useUpdateProfile } from '../api/account';
import { Choice } from '../components/Choice';
import { TimeZoneField } from '../components/TimeZoneField';

const schemes = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
] as const;

export function AppearancePage() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  // Chosen at once; the texts follow when they have been loaded.
  const [language, setLanguage] = useState(i18n.language as Language);
  const update = useUpdateProfile();
  const choose = (chosen: Language) => {
    setLanguage(chosen);
    void chooseLanguage(chosen);
    // Mails are written in it, too; that they are not yet is no reason to stop somebody who reads this page.
    update.mutate({ body: { language: chosen } });
  };
  const singleKeys = useSingleKeys();
  return (
    <>
      <Section title={t('settings.theme')} lead={t('settings.themeLead')}>
        <Choice<MantineColorScheme>
          name="scheme"
          label={t('settings.theme')}
          value={colorScheme}
          onChange={setColorScheme}
          options={schemes.map(({ value, icon }) => ({
            value,
            icon,
            label: t(`settings.schemes.${value}`),
          }))}
        />
      </Section>
      <Section title={t('settings.language')} lead={t('settings.languageLead')}>
        <Choice<Language>
          name="language"
          label={t('settings.language')}
          value={language}
          onChange={choose}
          options={(Object.keys(languages) as Language[]).map((code) => ({
            value: code,
            label: languages[code],
            lang: code,
          }))}
        />
      </Section>
      <Section title={t('settings.mails')}>
        <Card>
          <TimeZoneField />
        </Card>
      </Section>
      <Section title={t('settings.keys')}>
        <Card>
          <Switch
            checked={singleKeys}
            onChange={(event) => setSingleKeys(event.currentTarget.checked)}
            label={t('settings.singleKeys')}
            description={t('settings.singleKeysHint')}
          />
        </Card>
      </Section>
    </>
  );
}
