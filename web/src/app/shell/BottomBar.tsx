/** The navigation of a small screen: three destinations and a sheet with the rest. */
import { Drawer, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMenu2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './BottomBar.module.css';
import { destinations } from './destinations';
import { MenuSheet } from './MenuSheet';
import { UnreadBadge } from './UnreadBadge';

export function BottomBar() {
  const { t } = useTranslation();
  const [opened, sheet] = useDisclosure(false);
  return (
    <nav className={classes.bar} aria-label={t('nav.main')}>
      {destinations.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.item}
          activeOptions={{ exact: to === '/courses' }}
        >
          <Icon size={22} stroke={1.75} aria-hidden="true" />
          <span>{t(label)}</span>
          {to === '/notifications' ? <UnreadBadge floating /> : null}
        </Link>
      ))}
      <UnstyledButton className={classes.item} onClick={sheet.open} aria-haspopup="dialog">
        <IconMenu2 size={22} stroke={1.75} aria-hidden="true" />
        <span>{t('nav.more')}</span>
      </UnstyledButton>
      <Drawer
        opened={opened}
        onClose={sheet.close}
        position="bottom"
        classNames={{ content: classes.sheet }}
        radius="lg"
        title={t('nav.more')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <MenuSheet onDone={sheet.close} />
      </Drawer>
    </nav>
  );
}
