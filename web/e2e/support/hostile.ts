/** Texts that become more than text where a page is careless, and a look at whether they did. */
import { expect, type Page } from '@playwright/test';

/** Each opens an alert if any of it runs. All fit into a person's name, the shortest field that takes any character. */
export const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg><animate onbegin=alert(1) attributeName=x dur=1s>',
  '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
  '" autofocus onfocus=alert(1) tabindex=0 x="',
  "' onmouseover='alert(1)' style='position:fixed;inset:0",
  '<a href="javascript:alert(1)">tap</a> javascript:alert(1)',
  'https://example.org/"onpointerover="alert(1) data:text/html,<script>alert(1)</script>',
  `{{constructor.constructor('alert(1)')()}} \${alert(1)} {% raw %} <%= alert(1) %>`,
  '$t(common.loading) {{name}} &lt;img src=x onerror=alert(1)&gt; &#60;b&#62; &amp;amp;',
  '</title></textarea></style></template><img src=x onerror=alert(1)><!--',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--><img src onerror=alert(1)>">',
  'null undefined __proto__ \u202Egpj.exe\u202C a\u200Bb\u2060c\u00ADd\uFEFFe',
] as const;

/** Of the texts, those that are nowhere on the page, in what stands there and in what its fields hold. */
async function missing(page: Page, texts: readonly string[]): Promise<string[]> {
  const found = page.frames().map((frame) =>
    frame.evaluate(() => {
      const fields = document.querySelectorAll<HTMLInputElement>('input, textarea');
      return [document.body.textContent, ...[...fields].map(({ value }) => value)].join('\n');
    }),
  );
  const words = (await Promise.all(found)).join('\n');
  return texts.filter((text) => !words.includes(text));
}

/** What no page of ours has, in any of its frames: handlers in the markup, addresses that run, and elements of the texts. */
async function intruders(page: Page): Promise<string[]> {
  const found = page.frames().map((frame) =>
    frame.evaluate(() => {
      const isForeign = (one: Element) =>
        one.matches(
          'body script:not([src]), math, mglyph, animate, img[src="x"], iframe:not([sandbox])',
        ) ||
        [...one.attributes].some(
          ({ name, value }) =>
            name.startsWith('on') ||
            (/^(xlink:)?(href|src|action|formaction)$/.test(name) &&
              /^\s*(javascript:|data:text)/i.test(value)),
        );
      return [...document.querySelectorAll('*')].filter(isForeign).map((one) => one.outerHTML);
    }),
  );
  return (await Promise.all(found)).flat();
}

/** From now on, whatever opens a dialog or is stopped by the page's policy is written down. */
export async function listen(page: Page): Promise<string[]> {
  const heard: string[] = [];
  page.on('dialog', async (dialog) => {
    heard.push(`${dialog.type()}: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.exposeFunction('tellViolation', (what: string) => heard.push(what));
  await page.addInitScript(() => {
    const tell = (window as unknown as { tellViolation: (what: string) => void }).tellViolation;
    document.addEventListener('securitypolicyviolation', (event) =>
      tell(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`),
    );
  });
  return heard;
}

/** The page shows the texts as they were written, and has nothing in it that came out of them. */
export async function showsLiterally(page: Page, texts: readonly string[]): Promise<void> {
  await expect.poll(() => missing(page, texts), { message: page.url() }).toEqual([]);
  expect(await intruders(page), page.url()).toEqual([]);
}
