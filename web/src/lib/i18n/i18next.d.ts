import type en from './en';

type Later = typeof import('./en/later/assignments.json')['default'] &
  typeof import('./en/later/invitations.json')['default'] &
  typeof import('./en/later/key.json')['default'] &
  typeof import('./en/later/notify.json')['default'] &
  typeof import('./en/later/study.json')['default'];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en & Later };
  }
}
