/** The palette with this application's commands: pages, and what can be done from anywhere. */
import { useMantineColorScheme } from '@mantine/core';
import {
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPlus,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSignOut } from '@/features/auth/api/signOut';
import { type Command, Palette } from '@/features/search/components/Palette';
import { chooseLanguage, type Language, languages } from '@/lib/i18n';
import { useMe } from '@/lib/me';
import { destinationsFor } from './destinations';

interface Props {
  onClose: () => void;
  onHelp: () => void;
}

export default function CommandPalette({ onClose, onHelp }: Props) {
  const pages = usePageCommands();
  const actions = useActionCommands(onHelp);
  return <Palette commands={[...pages, ...actions]} onClose={onClose} />;
}

function usePageCommands(): Command[] {
  const { t } = useTranslation();
  const router = useRouter();
  const me = useMe();
  const pages = destinationsFor(me.user_type).map(({ to, label, icon, keys }) => ({
    id: to,
    label: t(label),
    icon,
    keys,
    run: () => void router.navigate({ to }),
  }));
  const settings = {
    id: 'settings',
    label: t('nav.settings'),
    icon: IconSettings,
    run: () => void router.navigate({ to: '/settings/profile' }),
  };
  const create = {
    id: 'create',
    label: t('course.new'),
    icon: IconPlus,
    run: () => void router.navigate({ to: '/teach/courses/new' }),
  };
  return me.user_type === 'teacher' ? [...pages, create, settings] : [...pages, settings];
}

function useActionCommands(onHelp: () => void): Command[] {
  const { t, i18n } = useTranslation();
  const signOut = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = document.documentElement.dataset.mantineColorScheme === 'dark';
  const other = (Object.keys(languages) as Language[]).filter((code) => code !== i18n.language);
  return [
    {
      id: 'scheme',
      label: t(isDark ? 'palette.light' : 'palette.dark'),
      icon: isDark ? IconSun : IconMoon,
      run: () => setColorScheme(isDark ? 'light' : 'dark'),
    },
    ...other.map((code) => ({
      id: `language-${code}`,
      label: t('palette.language', { language: languages[code] }),
      icon: IconLanguage,
      run: () => void chooseLanguage(code),
    })),
    { id: 'keys', label: t('nav.keys'), icon: IconKeyboard, keepOpen: true, run: onHelp },
    { id: 'sign-out', label: t('nav.signOut'), icon: IconLogout, run: () => void signOut() },
  ];
}
