/** `/teach/invitations/import`: a list comes in, is looked through, and is sent; at every step it says what became of each row. */
import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconDownload, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ButtonLink, TextLink } from '@/components/links';
import { Page } from '@/components/page/Page';
import { saveFile } from '@/lib/download';
import { formatNumber } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { useCheckList, useSendList } from '../api/bulk';
import { ListDrop } from '../components/ListDrop';
import { ListProblem } from '../components/ListProblem';
import { RowsTable } from '../components/RowsTable';
import type { ListRow } from '../csv/read';
import { failuresCsv, type JudgedRow, judge } from '../csv/rows';
import classes from './ImportPage.module.css';

/** Loaded with the first file: reading CSV is not needed to show the page. */
const loadReader = () => import('../csv/read');

interface Checked {
  file: File;
  rows: ListRow[];
  judged: JudgedRow[];
}

export function ImportPage() {
  const { t } = useTranslation();
  const [checked, setChecked] = useState<Checked | null>(null);
  const [sent, setSent] = useState<JudgedRow[] | null>(null);
  const begin = () => {
    setChecked(null);
    setSent(null);
  };
  return (
    <Page
      title={t('invitations.importTitle')}
      lead={
        <TextLink to="/teach/invitations" className={classes.back}>
          <IconArrowLeft size={16} aria-hidden="true" />
          {t('invitations.back')}
        </TextLink>
      }
    >
      {sent ? <Report rows={sent} onAgain={begin} /> : null}
      {checked && !sent ? <Preview checked={checked} onSent={setSent} onOther={begin} /> : null}
      {checked || sent ? null : <Choose onChecked={setChecked} />}
    </Page>
  );
}

function Choose({ onChecked }: { onChecked: (checked: Checked) => void }) {
  const check = useCheckList();
  const [isReading, setReading] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const take = async (file: File) => {
    setError(null);
    setReading(true);
    try {
      const { readList } = await loadReader();
      const rows = await readList(file);
      const report = await check.mutateAsync(file);
      onChecked({ file, rows, judged: judge(rows, report) });
    } catch (cause) {
      setError(cause);
    } finally {
      setReading(false);
    }
  };
  return (
    <ListDrop
      onFile={(file) => void take(file)}
      isBusy={isReading}
      problem={<ListProblem error={error} />}
    />
  );
}

interface PreviewProps {
  checked: Checked;
  onSent: (rows: JudgedRow[]) => void;
  onOther: () => void;
}

function Preview({ checked: { file, rows, judged }, onSent, onOther }: PreviewProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const send = useSendList();
  const good = judged.filter((row) => row.isGood).length;
  const number = formatNumber(good, locale);
  return (
    <>
      <Summary good={good} failed={judged.length - good} of="preview" name={file.name}>
        <Button variant="default" onClick={onOther} disabled={send.isPending}>
          {t('invitations.other')}
        </Button>
        <Button
          leftSection={<IconSend size={16} />}
          loading={send.isPending}
          disabled={good === 0}
          onClick={() => send.mutate(file, { onSuccess: (report) => onSent(judge(rows, report)) })}
        >
          {t('invitations.sendAll', { count: good, number })}
        </Button>
      </Summary>
      <div className={classes.problem}>
        <ListProblem error={send.error} />
      </div>
      <RowsTable rows={judged} goodLabel={t('invitations.rowGood')} />
    </>
  );
}

function Report({ rows, onAgain }: { rows: JudgedRow[]; onAgain: () => void }) {
  const { t } = useTranslation();
  const failed = rows.filter((row) => !row.isGood).length;
  return (
    <>
      <Summary good={rows.length - failed} failed={failed} of="report">
        {failed > 0 ? (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} />}
            onClick={() =>
              saveFile('invitations-failed.csv', failuresCsv(rows), 'text/csv;charset=utf-8')
            }
          >
            {t('invitations.failures')}
          </Button>
        ) : null}
        <Button variant="default" onClick={onAgain}>
          {t('invitations.other')}
        </Button>
        <ButtonLink to="/teach/invitations">{t('invitations.done')}</ButtonLink>
      </Summary>
      <RowsTable rows={rows} goodLabel={t('invitations.rowSent')} />
    </>
  );
}

interface SummaryProps {
  good: number;
  failed: number;
  of: 'preview' | 'report';
  name?: string;
  children: React.ReactNode;
}

function Summary({ good, failed, of, name, children }: SummaryProps) {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = { number: formatNumber(good, locale) };
  return (
    <div className={classes.summary}>
      <div role="status">
        {name ? <div className={classes.file}>{name}</div> : null}
        <div className={classes.good}>{t(`invitations.${of}Good`, { count: good, ...words })}</div>
        {failed > 0 ? (
          <div className={classes.failed}>
            {t(`invitations.${of}Failed`, { count: failed, number: formatNumber(failed, locale) })}
          </div>
        ) : null}
      </div>
      <Group gap="xs" className={classes.actions}>
        {children}
      </Group>
    </div>
  );
}
