/** The same address while the file is the same: only its signature is renewed, and nobody wants to begin anew for that. */
import { useState } from 'react';

export function useSteady(url: string): string {
  const [kept, setKept] = useState(url);
  const isSame = kept.split('?')[0] === url.split('?')[0];
  if (!isSame) setKept(url);
  return isSame ? kept : url;
}
