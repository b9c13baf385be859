/** Sends, once, the answers that an earlier visit to this attempt could not get through. */
import { useEffect, useRef } from 'react';
import type { Choice } from '../api/attempt';
import { unsentAnswers } from '../api/unsent';

export function useUnsent(attempt: number, save: (choice: Choice) => void): void {
  const sentFor = useRef<number>(undefined);
  useEffect(() => {
    if (sentFor.current === attempt) return;
    sentFor.current = attempt;
    for (const choice of unsentAnswers(attempt)) save(choice);
  }, [attempt, save]);
}
