/** The mails that the system under test has written instead of sending them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';

const folder = join(process.env.LECTERN_DIRECTORY ?? '..', 'var', 'mail');

/** Quoted-printable (RFC 2045): a link may be broken over lines, and its characters escaped. */
function unquote(text: string): string {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
}

interface Mail {
  /** By which `/dev/mail` knows it. */
  number: number;
  /** Where its link leads. */
  link: string;
}

function find(email: string, page: string): Mail | null {
  for (const name of readdirSync(folder)) {
    const text = unquote(readFileSync(join(folder, name), 'latin1'));
    const link = text.includes(email) && text.match(new RegExp(`/${page}/[\\w.~-]+`));
    if (link) return { number: Number.parseInt(name, 10), link: link[0] };
  }
  return null;
}

/** The mail with such a link that was sent to this address; waits until there is one. */
export async function mailedTo(email: string, page: 'invite' | 'reset'): Promise<Mail> {
  const wait = { timeout: 60_000, message: `a mail to ${email}` };
  await expect.poll(() => find(email, page), wait).not.toBeNull();
  return find(email, page) as Mail;
}

/** Where the link of a mail leads that was sent to this address; waits until there is one. */
export async function linkMailedTo(email: string, page: 'invite' | 'reset'): Promise<string> {
  return (await mailedTo(email, page)).link;
}
