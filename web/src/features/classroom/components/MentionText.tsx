/** What somebody wrote, with its links, and the names of those who are spoken to made plain. */
import { LinkedText } from '@/components/text/LinkedText';
import classes from './Chat.module.css';
import type { Named } from './useMentions';

interface Props {
  people: readonly Named[];
  children: string;
}

export function MentionText({ people, children: text }: Props) {
  return splitNames(text, people).map((part, index) =>
    part.isName ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
      <strong key={index} className={classes.mention}>
        {part.text}
      </strong>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text have no other name than their place
      <LinkedText key={index}>{part.text}</LinkedText>
    ),
  );
}

interface Part {
  text: string;
  isName: boolean;
}

/** A text cut before and after each `@Name`; of two names that begin alike, the longer one is meant. */
export function splitNames(text: string, people: readonly Named[]): Part[] {
  const names = people.map(({ name }) => `@${name}`).sort((a, b) => b.length - a.length);
  const parts: Part[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const name = text[at] === '@' ? names.find((one) => text.startsWith(one, at)) : undefined;
    if (name) {
      parts.push({ text: plain, isName: false }, { text: name, isName: true });
      plain = '';
    } else plain += text[at];
    at += name?.length ?? 1;
  }
  return [...parts, { text: plain, isName: false }].filter((part) => part.text !== '');
}
