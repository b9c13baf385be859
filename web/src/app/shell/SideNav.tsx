/** The navigation at the left of a wide screen. */
import { Kbd, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Brand } from '@/components/Brand';
import { useMe } from '@/lib/me';
import { commandKey } from '@/lib/platform';
import { CourseLinks } from './CourseLinks';
import { destinationsFor } from './destinations';
import type { Overlay } from './Shell';
import classes from './SideNav.module.css';
import { UnreadBadge } from './UnreadBadge';
import { UserMenu } from './UserMenu';

export function SideNav({ onOpen }: { onOpen: (overlay: Overlay) => void }) {
  const { t } = useTranslation();
  return (
    <aside className={classes.side}>
      <Link to="/dashboard" className={classes.brand} aria-label={t('nav.toHome')}>
        <Brand />
      </Link>
      <UnstyledButton className={classes.search} onClick={() => onOpen('palette')}>
        <IconSearch size={16} aria-hidden="true" />
        <span>{t('nav.search')}</span>
        <Kbd size="xs" aria-hidden="true">
          {commandKey} K
        </Kbd>
      </UnstyledButton>
      <nav aria-label={t('nav.main')} className={classes.scroll}>
        <MainLinks />
        <CourseLinks />
      </nav>
      <UserMenu onHelp={() => onOpen('help')} />
    </aside>
  );
}

function MainLinks() {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <ul className={classes.links}>
      {destinationsFor(me.user_type).map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Link to={to} className={classes.link} activeOptions={{ exact: to === '/courses' }}>
            <Icon size={18} stroke={1.75} aria-hidden="true" />
            <span className={classes.label}>{t(label)}</span>
            {to === '/notifications' ? <UnreadBadge /> : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
