/** What a post says: its lines, its links, and a long one folded. */
import { Anchor, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { splitLinks } from './linkify';
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
        {splitLinks(text).map((part, index) =>
          part.href ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
            <OutsideLink key={index} href={part.href}>
              {part.text}
            </OutsideLink>
          ) : (
            part.text
          ),
        )}
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

/** The page it leads to learns neither where the reader came from nor gets hold of this one. */
function OutsideLink({ href, children }: { href: string; children: string }) {
  return (
    <Anchor href={href} target="_blank" rel="noopener noreferrer nofollow ugc" underline="always">
      {children}
    </Anchor>
  );
}
