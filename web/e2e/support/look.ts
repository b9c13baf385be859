/** A look at a page as axe and people see it. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { unique } from './api';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const phone = { viewport: { width: 360, height: 740 } };

/**
 * Show the page in a scheme, without motion. A transition of no length, too, lasts until the next frame, and one that
 * nobody sees until somebody asks: an inherited colour then goes down from element to element.
 */
export async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
  await page.waitForFunction(() => {
    const running = document.getAnimations().filter((one) => one instanceof CSSTransition);
    for (const one of running) one.cancel();
    return running.length === 0;
  });
}

/** No complaint of axe in either scheme. Where `LOOKS` names a folder, pictures of both go there. */
export async function audit(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await wear(page, colorScheme);
    const { violations } = await new AxeBuilder({ page }).withTags(standards).analyze();
    expect(violations).toEqual([]);
    if (process.env.LOOKS) {
      const name = `${page.viewportSize()?.width}-${colorScheme}-${unique('look')}.png`;
      await page.screenshot({ path: `${process.env.LOOKS}/${name}` });
    }
  }
}
