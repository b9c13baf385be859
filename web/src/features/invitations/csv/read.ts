/**
 * Reads a list of people as the server will (RFC 4180; comma, semicolon or tab), to show it before it is sent. What is
 * wrong with a row is the server's to say; only what makes the whole file useless is found here.
 */
import Papa from 'papaparse';

export const columns = ['email', 'full_name', 'user_type', 'course'] as const;
export type Column = (typeof columns)[number];

export const mostRows = 5000;
export const mostBytes = 2 * 1024 * 1024;

export interface ListRow {
  /** As a spreadsheet counts: the header is row 1. */
  row: number;
  cells: Record<Column, string>;
}

export type ListProblem = 'tooLarge' | 'notUtf8' | 'noEmail' | 'tooMany' | 'malformed' | 'empty';

export class UnusableList extends Error {
  constructor(readonly problem: ListProblem) {
    super(problem);
    this.name = 'UnusableList';
  }
}

/** Throws UnusableList. */
export async function readList(file: Blob): Promise<ListRow[]> {
  if (file.size > mostBytes) throw new UnusableList('tooLarge');
  return parseList(decode(await file.arrayBuffer()));
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UnusableList('notUtf8');
  }
}

/** The delimiter is the one that stands most often in the header: spreadsheets of many countries write semicolons. */
function delimiterOf(text: string): string {
  const header = text.trimStart().split('\n', 1)[0] ?? '';
  const count = (mark: string) => header.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

function toColumn(name: string): string {
  return name.toLowerCase().replace(/[\s-]+/g, '_');
}

export function parseList(text: string): ListRow[] {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) });
  if (errors.some(({ type }) => type === 'Quotes')) throw new UnusableList('malformed');
  const records = data.map((record) => record.map((cell) => cell.trim()));
  const header = (records[0] ?? []).map(toColumn);
  if (header.filter((name) => name === 'email').length !== 1) throw new UnusableList('noEmail');
  const rows = records
    .map((record, index) => ({ row: index + 1, record }))
    .slice(1)
    .filter(({ record }) => record.some(Boolean))
    .map(({ row, record }) => ({ row, cells: toCells(header, record) }));
  if (rows.length === 0) throw new UnusableList('empty');
  if (rows.length > mostRows) throw new UnusableList('tooMany');
  return rows;
}

function toCells(header: string[], record: string[]): Record<Column, string> {
  const cell = (name: Column) => record[header.indexOf(name)] ?? '';
  return Object.fromEntries(columns.map((name) => [name, cell(name)])) as Record<Column, string>;
}
