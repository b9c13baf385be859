/** The picture that lies below a page, loaded once and drawn as sharply as a board that is zoomed into needs it. */
import { useEffect, useState } from 'react';
import { useSheetMaterial } from '../api/background';
import { readBackground } from '../board/background';
import type { Sheet } from '../board/paint';
import { loadSheet } from '../board/sheets';

export function useSheet(background: string | null): Sheet | null {
  const wanted = readBackground(background);
  const material = useSheetMaterial(wanted?.material ?? null).data;
  const [loaded, setLoaded] = useState<{ of: string; sheet: Sheet } | null>(null);
  const file = material?.file;
  const number = wanted?.sheet ?? null;
  useEffect(() => {
    if (!file || !background) return;
    let isWanted = true;
    loadSheet(background, file, number)
      .then((sheet) => isWanted && setLoaded({ of: background, sheet }))
      // A file that cannot be read is a page without a background; the material's own page says why.
      .catch(() => {});
    return () => {
      isWanted = false;
    };
  }, [background, file, number]);
  return loaded && loaded.of === background ? loaded.sheet : null;
}
