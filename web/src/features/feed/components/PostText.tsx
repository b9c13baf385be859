/** What a post says: its lines, its links, and a long one folded. */
import { UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkedText } from '@/components/text/LinkedText';
import classes from './PostText.module.css';

const foldedLength = 700;
const foldedLines = 12;

export function isLong(text: string): boolean {
  return text.length > foldedLength || text.split('\n').length > foldedLines;
}

export function PostText({ children: text }: { children: string }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const isFolded = isLong(text) && !isOpen;
  return (
    <>
      <p className={classes.text} data-folded={isFolded || undefined}>
        <LinkedText>{text}</LinkedText>
      </p>
      {isLong(text) ? (
        <UnstyledButton
          className={classes.more}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'feed.less' : 'feed.more')}
        </UnstyledButton>
      ) : null}
    </>
  );
}
