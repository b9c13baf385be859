/** What was read here and what the server said of it, side by side; and the file of what could not be sent. */
import Papa from 'papaparse';
import type { RosterReport } from '@/generated/types.gen';
import { type Column, columns, type ListRow } from './read';

export interface JudgedRow extends ListRow {
  isGood: boolean;
  /** What is wrong, by column; a column nobody named is what the whole row suffers from. */
  errors: Record<string, string[]>;
}

export function judge(rows: readonly ListRow[], report: RosterReport): JudgedRow[] {
  const verdicts = new Map(report.results.map((result) => [result.row, result]));
  return rows.map((row) => {
    const verdict = verdicts.get(row.row);
    return { ...row, isGood: verdict?.success ?? false, errors: verdict?.errors ?? {} };
  });
}

export function messagesOf(row: JudgedRow): string[] {
  return Object.values(row.errors).flat();
}

/** The errors of one column, and for the first one those that no column has. */
export function errorsAt(row: JudgedRow, column: Column): string[] {
  const homeless = Object.entries(row.errors).filter(([name]) => !isColumn(name));
  const own = row.errors[column] ?? [];
  return column === columns[0] ? [...own, ...homeless.flatMap(([, messages]) => messages)] : own;
}

function isColumn(name: string): name is Column {
  return (columns as readonly string[]).includes(name);
}

/**
 * The failed rows as a list that can be mended and sent again, with the reasons at the end. It begins with a byte order
 * mark, without which spreadsheets take UTF-8 for something else; cells that they would run as formulas are escaped.
 */
export function failuresCsv(rows: readonly JudgedRow[]): string {
  const failed = rows.filter((row) => !row.isGood);
  const lines = failed.map((row) => [
    ...columns.map((name) => row.cells[name]),
    messagesOf(row).join(' '),
  ]);
  const fields = [...columns, 'errors'];
  return `\uFEFF${Papa.unparse({ fields, data: lines }, { escapeFormulae: true })}\r\n`;
}
