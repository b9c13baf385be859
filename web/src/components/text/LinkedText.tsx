/** A text somebody wrote, with the web addresses in it as links. The page that one leads to learns nothing of this one. */
import { Anchor } from '@mantine/core';
import classes from './LinkedText.module.css';
import { splitLinks } from './linkify';

export function LinkedText({ children: text }: { children: string }) {
  return splitLinks(text).map((part, index) =>
    part.href ? (
      <Anchor
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
        key={index}
        href={part.href}
        target="_blank"
        rel="noopener noreferrer nofollow ugc"
        className={classes.link}
      >
        {part.text}
      </Anchor>
    ) : (
      part.text
    ),
  );
}
