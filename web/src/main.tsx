/** The entry: languages, the API client, then React. */
import './app/theme/styles';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, startEarly } from './app/App';
import { reloadOnNewVersion } from './app/newVersion';
import { configureClient } from './lib/api/client';
import { startI18n } from './lib/i18n';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

reloadOnNewVersion();
configureClient();
startEarly();
await startI18n();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
