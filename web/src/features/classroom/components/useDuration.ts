/** How long something took, in the reader's language: "1 hr, 5 min"; what is shorter than a minute in seconds. */
import { useLocale } from '@/lib/i18n';

export function useDuration(): (seconds: number) => string {
  const locale = useLocale();
  return (seconds) => durationIn(locale, seconds);
}

export function durationIn(locale: string, seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const told = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  if (minutes < 1) return told(Math.round(seconds), 'second');
  const parts = [
    ...(minutes >= 60 ? [told(Math.floor(minutes / 60), 'hour')] : []),
    ...(minutes % 60 > 0 ? [told(minutes % 60, 'minute')] : []),
  ];
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(parts);
}
