/** The time zone in which mails name deadlines. */
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import { useMe } from '@/lib/me';
import { useUpdateProfile } from '../api/account';

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];

export function TimeZoneField() {
  const { t } = useTranslation();
  const me = useMe();
  const describe = useErrorText();
  const update = useUpdateProfile();
  const chosen = update.isPending ? update.variables.body.time_zone : me.time_zone;
  const current = chosen ?? 'UTC';
  return (
    <NativeSelect
      label={t('settings.timeZone')}
      description={t('settings.timeZoneHint', { zone: deviceZone() })}
      value={current}
      data={zones.includes(current) ? zones : [current, ...zones]}
      onChange={(event) =>
        update.mutate(
          { body: { time_zone: event.currentTarget.value } },
          {
            onSuccess: () => showToast('good', t('common.saved')),
            onError: (error) => showToast('bad', describe(error)),
          },
        )
      }
    />
  );
}

function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
