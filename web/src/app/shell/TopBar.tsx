/** The bar at the top of a small screen. */
import { ActionIcon } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Brand } from '@/components/Brand';
import type { Overlay } from './Shell';
import classes from './TopBar.module.css';

export function TopBar({ onOpen }: { onOpen: (overlay: Overlay) => void }) {
  const { t } = useTranslation();
  return (
    <header className={classes.bar}>
      <Link to="/dashboard" className={classes.brand} aria-label={t('nav.toHome')}>
        <Brand />
      </Link>
      <ActionIcon aria-label={t('nav.search')} onClick={() => onOpen('palette')}>
        <IconSearch size={20} aria-hidden="true" />
      </ActionIcon>
    </header>
  );
}
