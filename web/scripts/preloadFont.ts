/** Vite plugin: asks for the font of the first text early, so that it rarely changes under the reader's eyes. */
import type { Plugin } from 'vite';

const font = /inter-latin-wght-normal-.*\.woff2$/;

export function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const file = Object.keys(bundle ?? {}).find((name) => font.test(name));
        if (!file) throw new Error('The font to preload is not in the bundle.');
        const attrs = {
          rel: 'preload',
          as: 'font',
          type: 'font/woff2',
          href: `/${file}`,
          crossorigin: true,
          fetchpriority: 'low',
        };
        return [{ tag: 'link', injectTo: 'head', attrs }];
      },
    },
  };
}
