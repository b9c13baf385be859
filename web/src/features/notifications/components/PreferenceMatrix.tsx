/** What somebody is told, by type and channel: a table on wide screens, a card for each type on narrow ones. */
import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { showToast } from '@/components/toast/toasts';
import type { Preferences } from '@/generated/types.gen';
import { type About, type Channel, useChoose } from '../api/preferences';
import classes from './PreferenceMatrix.module.css';

const types: About[] = ['deadline', 'material', 'enrollment', 'feedback', 'general'];
const channels: Channel[] = ['in_app', 'email', 'digest'];

export function PreferenceMatrix({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation();
  return (
    <table className={classes.matrix}>
      <caption className={classes.caption}>{t('notify.matrix')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('notify.about')}</th>
          {channels.map((channel) => (
            <th key={channel} scope="col" className={classes.channel}>
              {t(`notify.channels.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {types.map((about) => (
          <tr key={about}>
            <th scope="row">
              {t(`notify.types.${about}`)}
              <span className={classes.hint}>{t(`notify.hints.${about}`)}</span>
            </th>
            {channels.map((channel) => (
              <td key={channel}>
                <Cell about={about} channel={channel} checked={preferences[about][channel]} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  about: About;
  channel: Channel;
  checked: boolean;
}

function Cell({ about, channel, checked }: CellProps) {
  const { t } = useTranslation();
  const choose = useChoose();
  const name = t(`notify.channels.${channel}`);
  return (
    <div className={classes.cell}>
      <span className={classes.name} aria-hidden="true">
        {name}
      </span>
      <Switch
        checked={checked}
        aria-label={t('notify.choice', { about: t(`notify.types.${about}`), channel: name })}
        onChange={(event) =>
          choose.mutate(
            { body: { [about]: { [channel]: event.currentTarget.checked } } },
            { onError: () => showToast('bad', t('notify.notSaved')) },
          )
        }
      />
    </div>
  );
}
