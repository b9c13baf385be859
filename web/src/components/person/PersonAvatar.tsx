/** A person's photo or, where there is none or its address has expired, their initials on a colour that is always theirs. The name stands beside it, so it is hidden from readers. */
import { useState } from 'react';
import { initials } from '@/lib/format';
import classes from './PersonAvatar.module.css';

const hues = [285, 245, 195, 155, 95, 60, 25, 345];

interface Props {
  id: number;
  name: string;
  photo?: string | null;
  size?: number;
}

export function PersonAvatar({ id, name, photo, size = 32 }: Props) {
  const style = {
    '--size': `${size}px`,
    '--hue': hues[id % hues.length],
  } as React.CSSProperties;
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span className={classes.avatar} style={style} aria-hidden="true">
      {photo && photo !== broken ? (
        <img src={photo} alt="" loading="lazy" onError={() => setBroken(photo)} />
      ) : (
        initials(name)
      )}
    </span>
  );
}
