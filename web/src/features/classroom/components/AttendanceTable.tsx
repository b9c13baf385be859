/** Who was in a lesson, a row each; on a phone each is a card. */
import { useTranslation } from 'react-i18next';
import { PersonName } from '@/components/person/PersonName';
import { CardTable } from '@/components/table/CardTable';
import type { Attendance } from '@/generated/types.gen';
import { formatTime } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import classes from './AttendanceTable.module.css';
import { useDuration } from './useDuration';

export function AttendanceTable({ people }: { people: readonly Attendance[] }) {
  const { t } = useTranslation();
  const columns = ['person', 'came', 'seen', 'stayed', 'visits'] as const;
  return (
    <CardTable
      className={classes.attendance}
      label={t('room.attendance')}
      columns={columns.map((name) => ({
        name: t(`room.column.${name}`),
        ...(name === 'person' ? { width: '36%' } : {}),
      }))}
    >
      <tbody>
        {people.map((one) => (
          <Row key={one.user} one={one} />
        ))}
      </tbody>
    </CardTable>
  );
}

function Row({ one }: { one: Attendance }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const duration = useDuration();
  const cells = [
    ['came', formatTime(one.first_joined_at, locale)],
    ['seen', formatTime(one.last_seen_at, locale)],
    ['stayed', duration(one.seconds)],
    ['visits', String(one.visits)],
  ] as const;
  return (
    <tr>
      <td>
        <PersonName
          id={one.user}
          name={one.user_name ?? t('common.someone')}
          photo={one.user_photo}
        />
      </td>
      {cells.map(([name, text]) => (
        <td key={name}>
          <span className={classes.label} aria-hidden="true">
            {t(`room.column.${name}`)}
          </span>
          {text}
        </td>
      ))}
    </tr>
  );
}
