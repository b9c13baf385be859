/** What a file is, as a coloured sign; the words stand beside it. */
import {
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileWord,
  IconMovie,
  IconPhoto,
  IconPresentation,
  IconTable,
} from '@tabler/icons-react';
import type { Kind } from '@/lib/kinds';
import classes from './KindIcon.module.css';

const icons = {
  pdf: IconFileTypePdf,
  text: IconFileText,
  words: IconFileWord,
  table: IconTable,
  slides: IconPresentation,
  image: IconPhoto,
  video: IconMovie,
  file: IconFile,
};

export function KindIcon({ kind }: { kind: Kind }) {
  const Icon = icons[kind];
  return (
    <span className={classes.tile} data-kind={kind} aria-hidden="true">
      <Icon size={20} stroke={1.6} />
    </span>
  );
}
