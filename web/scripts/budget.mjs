/**
 * Measures dist against the budgets and fails when one is exceeded. Initial means what index.html
 * itself asks for: its scripts, module preloads and style sheets. Sizes are gzip, in KB of 1000 bytes.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const html = readFileSync(join(dist, 'index.html'), 'utf8');

function size(path) {
  return gzipSync(readFileSync(join(dist, path)), { level: 9 }).length / 1000;
}

function linked(pattern) {
  return [...html.matchAll(pattern)].map((match) => match[1]);
}

const scripts = linked(/(?:src|href)="\/([^"]+\.js)"/g);
const styles = linked(/href="\/([^"]+\.css)"/g);
const lazy = readdirSync(join(dist, 'assets'))
  .filter((name) => name.endsWith('.js') && !scripts.includes(`assets/${name}`))
  .map((name) => `assets/${name}`);

const total = (paths) => paths.reduce((sum, path) => sum + size(path), 0);
/** Libraries that draw, which only the pages load that cannot do without. */
const drawing = /\/(pdf|chart)-/;
const isDrawing = (path) => drawing.test(path);
const largest = lazy
  .filter((path) => !isDrawing(path))
  .reduce((a, b) => (size(a) > size(b) ? a : b));
const rows = [
  ['initial JavaScript', total(scripts), 190],
  ['initial CSS', total(styles), 25],
  [`largest lazy chunk (${basename(largest)})`, size(largest), 40],
  ...lazy.filter(isDrawing).map((path) => [`drawing library (${basename(path)})`, size(path), 125]),
];

for (const [name, kilobytes, limit] of rows) {
  const verdict = kilobytes <= limit ? 'ok' : 'OVER';
  console.log(`${verdict.padEnd(5)}${kilobytes.toFixed(1).padStart(7)} of ${limit} KB  ${name}`);
}
process.exitCode = rows.some(([, kilobytes, limit]) => kilobytes > limit) ? 1 : 0;
