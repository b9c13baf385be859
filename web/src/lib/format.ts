/** Dates and numbers in the reader's language. Every function takes the locale, so that it can be tested. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, size: number][] = [
  [hour, 'minute', minute],
  [day, 'hour', hour],
  [7 * day, 'day', day],
];

/** "3 minutes ago" up to a week, then a date. */
export function formatRelative(time: string, locale: string, now = Date.now()): string {
  const age = now - Date.parse(time);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (age < minute) return relative.format(0, 'second');
  const step = steps.find(([limit]) => age < limit);
  return step
    ? relative.format(-Math.floor(age / step[2]), step[1])
    : formatDate(time, locale, now);
}

/** "in 3 hours", "in 12 days": how long something still lasts. What is over is "now". */
export function formatUntil(time: string, locale: string, now = Date.now()): string {
  const left = Math.max(0, Date.parse(time) - now);
  const relative = new Intl.RelativeTimeFormat(locale, {
    numeric: left < minute ? 'auto' : 'always',
  });
  if (left < minute) return relative.format(0, 'second');
  if (left < 2 * hour) return relative.format(Math.round(left / minute), 'minute');
  if (left < 2 * day) return relative.format(Math.round(left / hour), 'hour');
  return relative.format(Math.round(left / day), 'day');
}

/** "12 March", with the year when it is not this one. Takes RFC 3339 times and plain dates. */
export function formatDate(time: string, locale: string, now = Date.now()): string {
  const isPlainDate = time.length === 10;
  const date = new Date(isPlainDate ? `${time}T00:00:00` : time);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: isThisYear ? 'long' : 'short',
    year: isThisYear ? undefined : 'numeric',
  }).format(date);
}

/** "12 October 2026 – 5 February 2027", without what both days share. Takes plain dates. */
export function formatDates(start: string, end: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  return format.formatRange(new Date(`${start}T00:00:00`), new Date(`${end}T00:00:00`));
}

export function formatTime(time: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(
    new Date(time),
  );
}

export function formatNumber(value: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(value);
}

/** How far the server counts what a search finds. */
const countedFound = 1000;

/** "12", or "1,000+" for what a search found and was not counted any further. */
export function formatTotal(total: number, search: string | undefined, locale: string): string {
  const number = formatNumber(total, locale);
  return search && total >= countedFound ? `${number}+` : number;
}

/** "4.6": always with one decimal. */
export function formatAverage(value: number, locale: string): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale, digits).format(value);
}

const sizes = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** "840 bytes", "1.2 MB": with one decimal below ten, in steps of 1,000. */
export function formatSize(bytes: number, locale: string): string {
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: sizes[step],
    unitDisplay: step > 0 ? 'short' : 'long',
    maximumFractionDigits: step > 0 && value < 10 ? 1 : 0,
  }).format(value);
}

/** "Today", "Yesterday" or "Monday, 3 March": the heading of a day in a list. */
export function formatDay(time: string, locale: string, now = Date.now()): string {
  const date = new Date(time);
  const days = Math.round((startOfDay(now) - startOfDay(date.getTime())) / day);
  if (days === 0 || days === 1) {
    const word = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-days, 'day');
    return word.charAt(0).toLocaleUpperCase(locale) + word.slice(1);
  }
  return new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(
    date,
  );
}

function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}

/** Two letters at most: of the first and the last word. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '?')][0] ?? '?')
    .join('')
    .toLocaleUpperCase();
}
