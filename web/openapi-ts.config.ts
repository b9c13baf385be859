// Makes src/generated from openapi.json, the contract that the gateway publishes.
import { defineConfig } from '@hey-api/openapi-ts';

export default defineConfig({
  input: './openapi.json',
  output: { path: './src/generated', clean: true },
  plugins: [
    { name: '@hey-api/client-fetch', throwOnError: true },
    '@hey-api/typescript',
    { name: '@hey-api/sdk', auth: true },
    { name: 'zod', compatibilityVersion: 'mini', responses: false, metadata: false },
    { name: '@tanstack/react-query', infiniteQueryOptions: false },
  ],
});
