/** Moments as a field of the browser has them: in the reader's own time zone, without its name. */

/** "2026-03-04T09:30" for what the server calls 2026-03-04T08:30:00Z; nothing for null. */
export function toField(time: string | null): string {
  if (time === null) return '';
  const date = new Date(time);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** The other way round. What is no moment is null. */
export function fromField(text: string): string | null {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
