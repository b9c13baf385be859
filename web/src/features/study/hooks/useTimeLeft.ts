/** Counts down to a moment by the server's clock, once a second. */
import { useEffect, useState } from 'react';

const second = 1000;

/** Milliseconds until `deadline`, never below 0; null without one. `skew`: the server's clock minus this machine's. */
export function useTimeLeft(deadline: string | null, skew: number): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!deadline) return;
    const timer = setInterval(() => setNow(Date.now()), second);
    return () => clearInterval(timer);
  }, [deadline]);
  return deadline ? Math.max(0, Date.parse(deadline) - (now + skew)) : null;
}

/** "4:05", "1:04:05" or, from two days on, nothing: then the date says more. */
export function clockText(left: number): string | null {
  const seconds = Math.ceil(left / second);
  if (seconds >= 48 * 3600) return null;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index ? String(part).padStart(2, '0') : part)).join(':');
}
