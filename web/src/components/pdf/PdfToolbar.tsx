/** What steers the reading of a PDF. */
import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PdfToolbar.module.css';
import { type Search, SearchBar } from './SearchBar';
import type { Zoom } from './useZoom';
import { ZoomButtons } from './ZoomButtons';

interface Props {
  page: number;
  pages: number;
  onPage: (page: number) => void;
  zoom: Zoom;
  /** Not there where nothing can be sought. */
  search: Search | undefined;
}

export function PdfToolbar({ page, pages, onPage, zoom, search }: Props) {
  return (
    <div className={classes.bar}>
      <PageNumber page={page} pages={pages} onPage={onPage} />
      <div className={classes.group}>
        <ZoomButtons zoom={zoom} />
      </div>
      {search ? <SearchBar search={search} /> : null}
    </div>
  );
}

function PageNumber({ page, pages, onPage }: Pick<Props, 'page' | 'pages' | 'onPage'>) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(page));
  useEffect(() => setTyped(String(page)), [page]);
  const commit = () => {
    const wanted = Number.parseInt(typed, 10);
    if (wanted >= 1 && wanted !== page) onPage(wanted);
    else setTyped(String(page));
  };
  return (
    <form
      className={classes.group}
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
    >
      <Step name={t('viewer.previousPage')} isOff={page <= 1} onStep={() => onPage(page - 1)}>
        <IconChevronLeft size={18} aria-hidden="true" />
      </Step>
      <TextInput
        className={classes.number}
        aria-label={t('viewer.page')}
        size="xs"
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={commit}
      />
      <span>{t('viewer.ofPages', { count: pages })}</span>
      <Step name={t('viewer.nextPage')} isOff={page >= pages} onStep={() => onPage(page + 1)}>
        <IconChevronRight size={18} aria-hidden="true" />
      </Step>
    </form>
  );
}

interface StepProps {
  name: string;
  isOff: boolean;
  onStep: () => void;
  children: React.ReactNode;
}

function Step({ name, isOff, onStep, children }: StepProps) {
  return (
    <Tooltip label={name}>
      <ActionIcon
        className={classes.pageButton}
        aria-label={name}
        disabled={isOff}
        onClick={onStep}
        size="md"
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
