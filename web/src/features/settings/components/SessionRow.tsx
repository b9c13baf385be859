/** One device on which the reader is signed in. */
import { Badge, Button } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/states/errorText';
import { RelativeTime } from '@/components/time/RelativeTime';
import { showToast } from '@/components/toast/toasts';
import type { Session } from '@/generated/types.gen';
import { useEndSession } from '../api/account';
import { readDevice } from './device';
import classes from './SessionRow.module.css';

export function SessionRow({ session }: { session: Session }) {
  const { t } = useTranslation();
  const describe = useErrorText();
  const end = useEndSession();
  const device = readDevice(session.user_agent);
  const Icon = device.isPhone ? IconDeviceMobile : IconDeviceDesktop;
  const name =
    device.browser && device.system
      ? t('settings.device', { browser: device.browser, system: device.system })
      : device.browser || device.raw || t('settings.unknownDevice');
  return (
    <li className={classes.row}>
      <span className={classes.icon} aria-hidden="true">
        <Icon size={20} stroke={1.75} />
      </span>
      <div className={classes.text}>
        <div className={classes.name}>{name}</div>
        <div className={classes.meta}>
          {session.address ? <span>{session.address}</span> : null}
          <RelativeTime time={session.last_seen_at} />
        </div>
      </div>
      {session.current ? (
        <Badge color="green">{t('settings.thisDevice')}</Badge>
      ) : (
        <Button
          variant="default"
          size="xs"
          loading={end.isPending}
          aria-label={t('settings.endOf', { device: name })}
          onClick={() =>
            end.mutate(
              { path: { id: session.id } },
              {
                onSuccess: () => showToast('good', t('settings.ended')),
                onError: (error) => showToast('bad', describe(error)),
              },
            )
          }
        >
          {t('settings.end')}
        </Button>
      )}
    </li>
  );
}
