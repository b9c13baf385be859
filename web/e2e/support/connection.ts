/** The connection of a page's sockets, for tests that cut it. Being offline leaves open sockets as they are. */
import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    sockets?: WebSocket[];
    isCut?: boolean;
  }
}

/** Runs in the page, before it: keeps its sockets, so that they can be cut; new ones are, too, as long as that lasts. */
function keepSockets(): void {
  const kept: WebSocket[] = [];
  window.sockets = kept;
  window.WebSocket = class extends WebSocket {
    constructor(to: string | URL, protocols?: string | string[]) {
      super(to, protocols);
      kept.push(this);
      if (window.isCut) this.close();
    }
  };
}

/** For every page of the context: what `lose` needs to have been there before the page was. */
export async function withConnection(context: BrowserContext): Promise<void> {
  await context.addInitScript(keepSockets);
}

/** Cuts the connection, until it may be found again. What the page asks for over HTTP is still answered. */
export async function lose(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.isCut = true;
    for (const socket of window.sockets ?? []) socket.close();
  });
}

export async function findAgain(page: Page): Promise<void> {
  await page.evaluate(() => {
    window.isCut = false;
  });
}
