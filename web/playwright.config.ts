/** Browser tests against a live system: its address is in LECTERN_URL, its demo content is loaded. */
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './e2e',
  // What needs a language model runs beside a system that has one.
  testIgnore: process.env.LECTERN_MODEL ? [] : 'model/**',
  outputDir: './test-results',
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    baseURL: process.env.LECTERN_URL ?? 'http://127.0.0.1:8000',
    locale: 'en-GB',
    viewport: { width: 1280, height: 800 },
    contextOptions: { reducedMotion: 'reduce' },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    },
  },
});
