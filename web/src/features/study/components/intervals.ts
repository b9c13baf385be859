/** "10 min", "4 days", "2 mths": a span of time, short. */

const steps: [atLeast: number, unit: string][] = [
  [365 * 86_400, 'year'],
  [60 * 86_400, 'month'],
  [86_400, 'day'],
  [3600, 'hour'],
  [0, 'minute'],
];
const sizes: Record<string, number> = {
  year: 365 * 86_400,
  month: 30 * 86_400,
  day: 86_400,
  hour: 3600,
  minute: 60,
};

/** `seconds` in the largest unit that fits, rounded, never below one minute. */
export function intervalText(seconds: number, locale: string): string {
  const unit = steps.find(([atLeast]) => seconds >= atLeast)?.[1] ?? 'minute';
  const value = Math.max(1, Math.round(seconds / (sizes[unit] ?? 60)));
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
