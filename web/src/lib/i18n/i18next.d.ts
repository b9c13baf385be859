import type en from './en';

type Later = typeof import('./en/later/study.json')['default'];

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en & Later };
  }
}
