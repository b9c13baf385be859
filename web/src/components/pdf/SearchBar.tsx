/** The search through a document: the words, how many matches, and the way from one to the next. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SearchField } from '@/components/form/SearchField';
import classes from './PdfToolbar.module.css';

export interface Search {
  words: string;
  setWords: (words: string) => void;
  isSearching: boolean;
  index: number;
  count: number;
  step: (by: number) => void;
}

export function SearchBar({ search }: { search: Search }) {
  const { t } = useTranslation();
  const { words, setWords, isSearching, index, count, step } = search;
  const state = () => {
    if (words === '') return '';
    if (isSearching) return t('viewer.searching');
    return count === 0 ? t('viewer.noMatches') : t('viewer.matches', { number: index + 1, count });
  };
  return (
    <search
      className={`${classes.group} ${classes.search}`}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement && count > 0) {
          step(event.shiftKey ? -1 : 1);
        }
      }}
    >
      <SearchField
        className={classes.field}
        label={t('viewer.search')}
        value={words}
        onSearch={setWords}
      />
      <span className={classes.count} role="status">
        {state()}
      </span>
      {count > 0 ? (
        <>
          <Step name={t('viewer.previousMatch')} onStep={() => step(-1)}>
            <IconChevronUp size={18} aria-hidden="true" />
          </Step>
          <Step name={t('viewer.nextMatch')} onStep={() => step(1)}>
            <IconChevronDown size={18} aria-hidden="true" />
          </Step>
        </>
      ) : null}
    </search>
  );
}

interface StepProps {
  name: string;
  onStep: () => void;
  children: React.ReactNode;
}

function Step({ name, onStep, children }: StepProps) {
  return (
    <Tooltip label={name}>
      <ActionIcon aria-label={name} size="md" onClick={onStep}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
