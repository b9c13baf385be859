/** What a page's background is written as: a picture of the course's material, or a page of a PDF there. Pure. */
export interface Background {
  material: number;
  /** Of a PDF; a picture has none. */
  sheet: number | null;
}

export function readBackground(text: string | null): Background | null {
  const match = /^material:([1-9]\d{0,14})(?::([1-9]\d{0,4}))?$/.exec(text ?? '');
  return match ? { material: Number(match[1]), sheet: match[2] ? Number(match[2]) : null } : null;
}

export function writeBackground({ material, sheet }: Background): string {
  return sheet === null ? `material:${material}` : `material:${material}:${sheet}`;
}
