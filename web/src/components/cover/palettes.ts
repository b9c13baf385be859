/** The colours of course covers: a ground, a deeper and a lighter tone of it, and a spark that stands against all three. */
export interface Palette {
  base: string;
  deep: string;
  light: string;
  spark: string;
}

export const palettes: readonly Palette[] = [
  { base: '#5b5bd6', deep: '#4141b4', light: '#8d8df0', spark: '#ffd8a6' },
  { base: '#2e7bbd', deep: '#1d5b95', light: '#6db2e6', spark: '#fff0c2' },
  { base: '#14867d', deep: '#0c645d', light: '#4dbbae', spark: '#ffe0b0' },
  { base: '#3f8754', deep: '#2a653b', light: '#82c18c', spark: '#f6e5a0' },
  { base: '#cf861f', deep: '#a96713', light: '#f0b964', spark: '#fff4da' },
  { base: '#d15f4c', deep: '#ab4535', light: '#f09a87', spark: '#ffe6d2' },
  { base: '#b84d80', deep: '#933663', light: '#e48eb4', spark: '#ffe0ea' },
  { base: '#675c90', deep: '#4b4273', light: '#9d91c7', spark: '#ffd8c0' },
];
