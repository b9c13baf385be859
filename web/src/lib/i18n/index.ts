/** The languages of the interface. English comes with the entry as the fallback; others load when they are chosen. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { languageKey } from '@/lib/preferences';
import en from './en';

export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const bundles = { de: () => import('./de') };

/** Texts in `later/` load with the pages that show them, so that the entry stays small. */
const later = import.meta.glob<{ default: object }>('./*/later/*.json');
const needed = new Set<string>();

export function isLanguage(value: string | null | undefined): value is Language {
  return value !== null && value !== undefined && value in languages;
}

/** What was chosen here before, else the first language of the browser that we speak, else English. */
export function preferredLanguage(): Language {
  const chosen = localStorage.getItem(languageKey);
  if (isLanguage(chosen)) return chosen;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

export async function startI18n(language: Language = preferredLanguage()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await showLanguage(language);
}

async function showLanguage(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    const bundle = await bundles[language]();
    i18next.addResourceBundle(language, 'translation', bundle.default);
  }
  await Promise.all([...needed].map((name) => loadLater(language, name)));
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The reader's own variety of the chosen language (`en-GB`), for dates and numbers. */
export function useLocale(): string {
  const { language } = useTranslation().i18n;
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(languageKey, language);
  await showLanguage(language);
}

/** Loads the texts of `later/<name>.json`: a page that shows them waits for this in its route. */
export async function needTexts(...names: string[]): Promise<void> {
  const languages = [...new Set(['en', i18next.language])];
  const missing = names.filter((name) => !needed.has(name));
  const loads = missing.flatMap((name) => languages.map((language) => loadLater(language, name)));
  await Promise.all(loads);
  for (const name of missing) needed.add(name);
}

async function loadLater(language: string, name: string): Promise<void> {
  const bundle = await later[`./${language}/later/${name}.json`]?.();
  i18next.addResourceBundle(language, 'translation', bundle?.default ?? {}, true);
}

/** Loads all of them, for tests. */
export async function needAllTexts(): Promise<void> {
  const names = Object.keys(later).map((path) => path.replace(/.*\/(.*)\.json$/, '$1'));
  await needTexts(...new Set(names));
}
