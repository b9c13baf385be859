/** What one can do here, in six short lines. Names only what exists. */
import {
  IconBell,
  IconCommand,
  IconDeviceMobile,
  IconMoon,
  IconSearch,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './Promises.module.css';

const promises = [
  { key: 'catalogue', icon: IconSearch },
  { key: 'people', icon: IconUsersGroup },
  { key: 'live', icon: IconBell },
  { key: 'keys', icon: IconCommand },
  { key: 'phone', icon: IconDeviceMobile },
  { key: 'light', icon: IconMoon },
] as const;

export function Promises() {
  const { t } = useTranslation();
  return (
    <ul className={classes.list}>
      {promises.map(({ key, icon: Icon }) => (
        <li key={key}>
          <span className={classes.icon}>
            <Icon size={20} stroke={1.75} aria-hidden="true" />
          </span>
          <h2>{t(`landing.promises.${key}.title`)}</h2>
          <p>{t(`landing.promises.${key}.text`)}</p>
        </li>
      ))}
    </ul>
  );
}
