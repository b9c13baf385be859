import { fileURLToPath } from 'node:url';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { chunkGroups } from './scripts/chunks.ts';
import { precompress } from './scripts/precompress.ts';
import { preloadFont } from './scripts/preloadFont.ts';

const backend = process.env.LECTERN_URL ?? 'http://127.0.0.1:8000';

export default defineConfig({
  plugins: [
    tanstackRouter({
      target: 'react',
      routesDirectory: './src/app/routes',
      generatedRouteTree: './src/app/routeTree.gen.ts',
      tmpDir: './node_modules/.tanstack',
      quoteStyle: 'single',
      autoCodeSplitting: true,
    }),
    react(),
    preloadFont(),
    precompress(),
  ],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': backend, '/media': backend, '/ws': { target: backend, ws: true } } },
  build: {
    target: 'es2022',
    // Nothing is inlined: the Content-Security-Policy allows files of our own origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: { groups: chunkGroups },
      },
    },
  },
  worker: {
    rolldownOptions: {
      output: {
        // By its name the gateway knows a worker, which may compile what the page may not.
        entryFileNames: ({ name }) =>
          `assets/[name]-[hash].${name.endsWith('.worker') ? 'mjs' : 'js'}`,
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['./src/testing/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}'],
    css: false,
    restoreMocks: true,
    // A deadline against hanging, not a measure: machines are busy at times.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
