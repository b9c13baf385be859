/** Before every test: what jsdom lacks, the language, the API client, and a network that answers only what a test says. */
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { configureClient } from '@/lib/api/client';
import { needAllTexts, startI18n } from '@/lib/i18n';
import { session } from '@/lib/session';
import { server } from './server';

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

beforeAll(async () => {
  configure({ asyncUtilTimeout: 15_000 });
  vi.stubGlobal('ResizeObserver', NoObserver);
  vi.stubGlobal('IntersectionObserver', NoObserver);
  window.matchMedia ??= (query) =>
    ({ matches: false, media: query, addEventListener() {}, removeEventListener() {} }) as never;
  Object.defineProperty(document, 'fonts', { value: new EventTarget() });
  Element.prototype.scrollIntoView ??= () => undefined;
  configureClient();
  await startI18n('en');
  await needAllTexts();
  server.listen({ onUnhandledRequest: 'error' });
});

afterEach(() => {
  cleanup();
  server.resetHandlers();
  session.end('signed-out');
  localStorage.clear();
});

afterAll(() => server.close());
