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

function findLink(email: string, page: string): string | null {
  const mails = readdirSync(folder).map((name) =>
    unquote(readFileSync(join(folder, name), 'latin1')),
  );
  const mail = mails.find((text) => text.includes(email) && text.includes(`/${page}/`));
  return mail?.match(new RegExp(`/${page}/[\\w.~-]+`))?.[0] ?? null;
}

/** Where the link of a mail leads that was sent to this address; waits until there is one. */
export async function linkMailedTo(email: string, page: 'invite' | 'reset'): Promise<string> {
  let link: string | null = null;
  await expect
    .poll(
      () => {
        link = findLink(email, page);
        return link;
      },
      { timeout: 60_000, message: `a mail to ${email}` },
    )
    .not.toBeNull();
  return link ?? '';
}
