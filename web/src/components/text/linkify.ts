/** Finds web addresses in a plain text. Only http and https: nothing else in a post ever becomes a link. */

export interface TextPart {
  text: string;
  href?: string;
}

const address = /https?:\/\/[^\s<>"'“”‘’]+/gi;
const brackets = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const;
const trailing = /[.,;:!?…»]+$/;

/** Punctuation that ends the sentence, and a bracket that was opened before the address, do not belong to it. */
function trim(found: string): string {
  let text = found;
  for (;;) {
    const before = text;
    text = text.replace(trailing, '');
    for (const [open, close] of brackets) {
      const isUnopened = text.split(close).length > text.split(open).length;
      if (text.endsWith(close) && isUnopened) text = text.slice(0, -1);
    }
    if (text === before) return text;
  }
}

function toHref(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  // A name and a password in an address only serve to disguise where it leads.
  return url.hostname && !url.username && !url.password ? url.href : null;
}

export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const found = trim(match[0]);
    const href = toHref(found);
    if (!href) continue;
    if (match.index > end) parts.push({ text: text.slice(end, match.index) });
    parts.push({ text: found, href });
    end = match.index + found.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
