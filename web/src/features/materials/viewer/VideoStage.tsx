/** A film, with the browser's own controls. It is read in pieces, so that one may jump anywhere at once. */
import { useState } from 'react';
import { Unreadable } from '@/components/pdf/Unreadable';
import classes from './Stages.module.css';

export function VideoStage({ url, title }: { url: string; title: string }) {
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed) return <Unreadable />;
  return (
    <div className={classes.cinema}>
      {/* biome-ignore lint/a11y/useMediaCaption: teachers upload one file; captions are inside it or not at all */}
      <video
        className={classes.video}
        src={url}
        controls
        playsInline
        preload="metadata"
        aria-label={title}
        onError={() => setFailed(true)}
      />
    </div>
  );
}
