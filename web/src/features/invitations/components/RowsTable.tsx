/** The rows of a list with what is wrong at each cell. Long lists are shown in portions. */
import { Button, SegmentedControl, VisuallyHidden } from '@mantine/core';
import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '@/components/page/Section';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { columns } from '../csv/read';
import { errorsAt, type JudgedRow } from '../csv/rows';
import classes from './RowsTable.module.css';

const portion = 100;

interface Props {
  rows: readonly JudgedRow[];
  /** What a good row is: ready to be sent, or sent. */
  goodLabel: string;
}

export function RowsTable({ rows, goodLabel }: Props) {
  const { t } = useTranslation();
  const failed = rows.filter((row) => !row.isGood);
  const [isFiltered, setFiltered] = useState(failed.length > 0 && failed.length < rows.length);
  const [limit, setLimit] = useState(portion);
  const wanted = isFiltered ? failed : rows;
  return (
    <>
      {failed.length > 0 && failed.length < rows.length ? (
        <Filter
          all={rows.length}
          failed={failed.length}
          isFiltered={isFiltered}
          onFilter={setFiltered}
        />
      ) : null}
      <Card padded={false}>
        <table className={classes.table}>
          <Head />
          <tbody>
            {wanted.slice(0, limit).map((row) => (
              <Row key={row.row} row={row} goodLabel={goodLabel} />
            ))}
          </tbody>
        </table>
      </Card>
      {wanted.length > limit ? (
        <div className={classes.more}>
          <Button variant="default" onClick={() => setLimit(limit + portion)}>
            {t('common.loadMore')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

interface FilterProps {
  all: number;
  failed: number;
  isFiltered: boolean;
  onFilter: (isFiltered: boolean) => void;
}

function Filter({ all, failed, isFiltered, onFilter }: FilterProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <SegmentedControl
      className={classes.filter}
      aria-label={t('invitations.rows')}
      value={isFiltered ? 'failed' : 'all'}
      onChange={(value) => onFilter(value === 'failed')}
      data={[
        {
          value: 'failed',
          label: t('invitations.rowsFailed', { number: formatNumber(failed, locale) }),
        },
        { value: 'all', label: t('invitations.rowsAll', { number: formatNumber(all, locale) }) },
      ]}
    />
  );
}

function Head() {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        <th scope="col">{t('invitations.row')}</th>
        <th scope="col">{t('auth.email')}</th>
        <th scope="col">{t('admin.name')}</th>
        <th scope="col">{t('admin.role')}</th>
        <th scope="col">{t('invitations.courseShort')}</th>
      </tr>
    </thead>
  );
}

function Row({ row, goodLabel }: { row: JudgedRow; goodLabel: string }) {
  const { t } = useTranslation();
  return (
    <tr data-bad={!row.isGood || undefined}>
      <td className={classes.number}>
        {row.isGood ? (
          <IconCircleCheck size={16} aria-hidden="true" />
        ) : (
          <IconAlertCircle size={16} aria-hidden="true" />
        )}
        <VisuallyHidden>{row.isGood ? goodLabel : t('invitations.rowBad')}</VisuallyHidden>
        {row.row}
      </td>
      {columns.map((column) => {
        const errors = errorsAt(row, column);
        return (
          <td key={column} data-wrong={errors.length > 0 || undefined}>
            {row.cells[column] || <span className={classes.none}>—</span>}
            {errors.map((message) => (
              <span key={message} className={classes.error}>
                {message}
              </span>
            ))}
          </td>
        );
      })}
    </tr>
  );
}
