/** What the bottom bar has no room for. */
import { UnstyledButton } from '@mantine/core';
import { IconLogout, IconPlus, IconSettings } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { useSignOut } from '@/features/auth/api/signOut';
import { useMe } from '@/lib/me';
import { displayName } from '@/lib/names';
import { roleDestinations } from './destinations';
import classes from './MenuSheet.module.css';

export function MenuSheet({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const signOut = useSignOut();
  const name = displayName(me);
  return (
    <div className={classes.list}>
      <Link to="/u/$id" params={{ id: String(me.id) }} className={classes.item} onClick={onDone}>
        <PersonAvatar id={me.id} name={name} photo={me.photo} size={36} />
        <span className={classes.text}>
          <span className={classes.name}>{name}</span>
          <span className={classes.role}>{t(`role.${me.user_type}`)}</span>
        </span>
      </Link>
      {me.user_type === 'teacher' ? (
        <SheetLink to="/teach/courses/new" icon={<IconPlus size={20} />} onClick={onDone}>
          {t('course.new')}
        </SheetLink>
      ) : null}
      {roleDestinations(me.user_type).map(({ to, label, icon: Icon }) => (
        <SheetLink key={to} to={to} icon={<Icon size={20} />} onClick={onDone}>
          {t(label)}
        </SheetLink>
      ))}
      <SheetLink to="/settings/profile" icon={<IconSettings size={20} />} onClick={onDone}>
        {t('nav.settings')}
      </SheetLink>
      <UnstyledButton className={classes.item} onClick={() => void signOut()}>
        <IconLogout size={20} aria-hidden="true" />
        {t('nav.signOut')}
      </UnstyledButton>
    </div>
  );
}

interface SheetLinkProps {
  to: LinkProps['to'];
  icon: React.ReactNode;
  onClick: () => void;
  children: React.ReactNode;
}

function SheetLink({ to, icon, onClick, children }: SheetLinkProps) {
  return (
    <Link to={to} className={classes.item} onClick={onClick}>
      {icon}
      {children}
    </Link>
  );
}
