/** Keeps a log at its end while its reader is there, and tells when the end is on the screen. */
import { useCallback, useEffect, useRef } from 'react';

const nearEnd = 32;

export function useLogScroll(count: number, onSeen: () => void) {
  const log = useRef<HTMLElement>(null);
  const isFollowing = useRef(true);
  const seen = useRef(onSeen);
  seen.current = onSeen;

  const settle = useCallback(() => {
    const { current } = log;
    if (!current?.clientHeight || !isFollowing.current) return;
    current.scrollTop = current.scrollHeight;
    if (document.visibilityState === 'visible') seen.current();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every new line is scrolled to
  useEffect(settle, [count]);
  useEffect(() => {
    const observer = new ResizeObserver(settle);
    if (log.current) observer.observe(log.current);
    document.addEventListener('visibilitychange', settle);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', settle);
    };
  }, [settle]);

  const onScroll = () => {
    const { current } = log;
    if (!current?.clientHeight) return;
    const below = current.scrollHeight - current.scrollTop - current.clientHeight;
    isFollowing.current = below < nearEnd;
    if (isFollowing.current) seen.current();
  };
  const toEnd = () => {
    isFollowing.current = true;
    settle();
  };
  return { log, onScroll, toEnd };
}
