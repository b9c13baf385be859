/** The structure of src/, held: shared → features → app, no feature in another, no file over 250 lines. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const root = join(process.cwd(), 'src');
const generated = /^generated\/|routeTree\.gen\.ts$/;

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(root, join(entry.parentPath, entry.name)))
  .filter((path) => !generated.test(path));

const sources = files.filter((path) => /\.tsx?$/.test(path));

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** What a file imports, as paths below src/. */
function imports(path: string): string[] {
  const specifiers = [...read(path).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, name]) => name ?? '',
  );
  return specifiers.flatMap((name) => {
    if (name.startsWith('@/')) return [name.slice(2)];
    return name.startsWith('.') ? [join(path, '..', name)] : [];
  });
}

function featureOf(path: string): string | undefined {
  return /^features\/([^/]+)/.exec(path)?.[1];
}

test('no feature imports another', () => {
  const crossings = sources.flatMap((path) => {
    const own = featureOf(path);
    const others = imports(path).filter(
      (target) => own && featureOf(target) && featureOf(target) !== own,
    );
    return others.map((target) => `${path} → ${target}`);
  });
  expect(crossings).toEqual([]);
});

test('what is shared knows no feature, and features know no application', () => {
  const crossings = sources
    .filter((path) => /^(components|lib|features)\//.test(path))
    .flatMap((path) => {
      const forbidden = path.startsWith('features/') ? /^app\// : /^(app|features)\//;
      return imports(path)
        .filter((target) => forbidden.test(target))
        .map((target) => `${path} → ${target}`);
    });
  expect(crossings).toEqual([]);
});

test('what is shared in lib knows no components', () => {
  const crossings = sources
    .filter((path) => path.startsWith('lib/'))
    .filter((path) => imports(path).some((target) => target.startsWith('components/')));
  expect(crossings).toEqual([]);
});

test('no file is longer than 250 lines', () => {
  const long = files.filter((path) => read(path).split('\n').length > 251);
  expect(long).toEqual([]);
});

test('every module says at its top what it is for', () => {
  const silent = sources
    .filter((path) => !/^app\/routes\/|\.test\.tsx?$|\.d\.ts$/.test(path))
    .filter((path) => !/^(\/\*\*|\/\/)/.test(read(path)));
  expect(silent).toEqual([]);
});
