import { expect, test } from 'vitest';
import de from './de';
import en from './en';

type Tree = { [key: string]: string | Tree };

function texts(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : texts(value, `${prefix}${key}.`),
  );
}

const later = import.meta.glob<Tree>('./*/later/*.json', { eager: true, import: 'default' });

function laterTexts(language: string): [string, string][] {
  const trees = Object.entries(later).filter(([path]) => path.startsWith(`./${language}/`));
  return trees.flatMap(([, tree]) => texts(tree));
}

const english = new Map([...texts(en), ...laterTexts('en')]);
const german = new Map([...texts(de), ...laterTexts('de')]);
const placeholders = (text = '') => [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name).sort();

test('every text exists in every language', () => {
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
});

test('translations have the same placeholders', () => {
  const different = [...english].filter(
    ([key, text]) => placeholders(text).join() !== placeholders(german.get(key)).join(),
  );
  expect(different).toEqual([]);
});

test('no text is left empty', () => {
  expect([...english, ...german].filter(([, text]) => !text.trim())).toEqual([]);
});
