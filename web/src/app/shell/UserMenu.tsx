/** The signed-in person at the foot of the side bar, and what concerns only them. */
import { Menu, UnstyledButton } from '@mantine/core';
import {
  IconKeyboard,
  IconLogout,
  IconSelector,
  IconSettings,
  IconUser,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { MenuLink } from '@/components/MenuLink';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { useSignOut } from '@/features/auth/api/signOut';
import { useMe } from '@/lib/me';
import { displayName } from '@/lib/names';
import classes from './UserMenu.module.css';

export function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();
  const name = displayName(me);
  return (
    <Menu position="top-start" width={224}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={t('nav.accountOf', { name })}>
          <PersonAvatar id={me.id} name={name} photo={me.photo} />
          <span className={classes.text}>
            <span className={classes.name}>{name}</span>
            <span className={classes.role}>{t(`role.${me.user_type}`)}</span>
          </span>
          <IconSelector size={16} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuLink
          data-autofocus
          to="/u/$id"
          params={{ id: String(me.id) }}
          leftSection={<IconUser size={16} />}
        >
          {t('nav.profile')}
        </MenuLink>
        <MenuLink to="/settings/profile" leftSection={<IconSettings size={16} />}>
          {t('nav.settings')}
        </MenuLink>
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={onHelp}>
          {t('nav.keys')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {t('nav.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
