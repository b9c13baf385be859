/** A course's picture, drawn from its id: one of eight designs in one of eight palettes. Decoration, so hidden from readers. */
import { memo } from 'react';
import classes from './CourseCover.module.css';
import { designs, height, width } from './designs';
import { palettes } from './palettes';
import { seeded } from './random';

function pick<T>(list: readonly T[], index: number): T {
  return list[((index % list.length) + list.length) % list.length] as T;
}

export function coverStyle(id: number) {
  return { palette: pick(palettes, id * 5 + Math.floor(id / 8)), design: pick(designs, id) };
}

interface Props {
  id: number;
  className?: string;
}

export const CourseCover = memo(function CourseCover({ id, className }: Props) {
  const { palette, design } = coverStyle(id);
  return (
    <svg
      className={`${classes.cover} ${className ?? ''}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <rect width={width} height={height} fill={palette.base} />
      {design(palette, seeded(id))}
    </svg>
  );
});
