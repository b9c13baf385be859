/** Attendance as a table for spreadsheets. */
import Papa from 'papaparse';
import type { Attendance } from '@/generated/types.gen';

/**
 * It begins with a byte order mark, without which spreadsheets take UTF-8 for something else; cells that they would run
 * as formulas are escaped. Times are RFC 3339 in UTC.
 */
export function attendanceCsv(people: readonly Attendance[]): string {
  const fields = ['name', 'first_joined_at', 'last_seen_at', 'minutes', 'visits'];
  const data = people.map((one) => [
    one.user_name ?? '',
    one.first_joined_at,
    one.last_seen_at,
    (one.seconds / 60).toFixed(1),
    one.visits,
  ]);
  return `\uFEFF${Papa.unparse({ fields, data }, { escapeFormulae: true })}\r\n`;
}
