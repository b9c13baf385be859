/** The first line of a home page: the day, and a name. */

import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/lib/i18n';
import { useMe } from '@/lib/me';
import { displayName } from '@/lib/names';
import classes from './Greeting.module.css';

export function greetingKey(hour: number) {
  if (hour < 5 || hour >= 18) return 'home.evening' as const;
  return hour < 12 ? ('home.morning' as const) : ('home.afternoon' as const);
}

export function Greeting({ actions }: { actions?: React.ReactNode }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const me = useMe();
  const now = new Date();
  const name = displayName(me).split(' ')[0];
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
  return (
    <header className={classes.greeting}>
      <div>
        <p className={classes.day}>{day.format(now)}</p>
        <Title order={1} tabIndex={-1}>
          {t(greetingKey(now.getHours()), { name })}
        </Title>
      </div>
      {actions}
    </header>
  );
}
