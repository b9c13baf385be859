/** How large pages are: as wide as the window until somebody chooses otherwise. */
import { useState } from 'react';

export const steps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4] as const;
const widest = 1000;

export interface Zoom {
  scale: number;
  isFit: boolean;
  larger: () => void;
  smaller: () => void;
  fit: () => void;
}

/** Both widths in CSS pixels, the second at scale 1. */
export function useZoom(room: number, pageWidth: number): Zoom {
  const [chosen, setChosen] = useState<number | null>(null);
  const fitting = Math.max(0.1, Math.min(room, widest) / pageWidth);
  const scale = chosen ?? fitting;
  return {
    scale,
    isFit: chosen === null,
    larger: () => setChosen(steps.find((step) => step > scale * 1.01) ?? steps.at(-1) ?? scale),
    smaller: () => setChosen(steps.findLast((step) => step < scale * 0.99) ?? steps[0]),
    fit: () => setChosen(null),
  };
}
