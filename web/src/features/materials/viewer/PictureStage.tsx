/** A picture: at first as large as there is room, then as large as one likes. */
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Unreadable } from '@/components/pdf/Unreadable';
import { useZoom } from '@/components/pdf/useZoom';
import { ZoomButtons } from '@/components/pdf/ZoomButtons';
import classes from './Stages.module.css';

export function PictureStage({ url, title }: { url: string; title: string }) {
  const { t } = useTranslation();
  const { ref, width, height } = useElementSize<HTMLDivElement>();
  const [size, setSize] = useState({ width: 1, height: 1 });
  const [hasFailed, setFailed] = useState(false);
  const fitting = Math.min(1, width / size.width, height / size.height) * size.width;
  const zoom = useZoom(fitting, size.width);
  if (hasFailed) return <Unreadable />;
  return (
    <div className={classes.stage}>
      <div className={classes.bar}>
        <ZoomButtons zoom={zoom} />
      </div>
      <section
        className={classes.scroller}
        aria-label={t('viewer.picture', { title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
      >
        <div ref={ref} className={classes.wall}>
          <img
            className={classes.picture}
            src={url}
            alt={title}
            style={{ width: size.width * zoom.scale }}
            onError={() => setFailed(true)}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setSize({ width: naturalWidth, height: naturalHeight })
            }
          />
        </div>
      </section>
    </div>
  );
}
