/** Chooses the square of a picture that becomes the photo. */
import { Button, Group, Modal } from '@mantine/core';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import type { ApiError } from '@/lib/api/problem';
import classes from './CropDialog.module.css';
import { closest, type View, wholeView, zoomAt } from './crop';
import { cutOut, drawSquare } from './draw';
import { useGestures } from './useGestures';

/** Twice what the stage measures at most, for sharp screens. */
const stagePixels = 640;

interface Props {
  picture: ImageBitmap;
  onCancel: () => void;
  onDone: (photo: File) => void;
  isPending: boolean;
  error: ApiError | null;
}

export default function CropDialog({ picture, onCancel, onDone, isPending, error }: Props) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>(() => wholeView(picture));
  return (
    <Modal
      opened
      onClose={onCancel}
      title={t('photo.crop')}
      size={400}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stage picture={picture} view={view} onView={setView} />
      <ZoomSlider picture={picture} view={view} onView={setView} />
      <div className={classes.problem}>
        <FormProblem error={error} message={error?.errors.photo?.[0]} />
      </div>
      <div className={classes.foot}>
        <Preview picture={picture} view={view} />
        <Group gap="xs">
          <Button variant="default" onClick={onCancel} disabled={isPending}>
            {t('common.cancel')}
          </Button>
          <Button loading={isPending} onClick={() => void cutOut(picture, view).then(onDone)}>
            {t('photo.use')}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}

interface ViewProps {
  picture: ImageBitmap;
  view: View;
  onView: (change: View | ((view: View) => View)) => void;
}

function Stage({ picture, view, onView }: ViewProps) {
  const { t } = useTranslation();
  const hint = useId();
  const gestures = useGestures(picture, onView);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) drawSquare(canvas.current, picture, view);
  }, [picture, view]);
  return (
    <>
      <div
        {...gestures}
        className={classes.stage}
        role="application"
        aria-label={t('photo.stage')}
        aria-describedby={hint}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the picture
        tabIndex={0}
        data-autofocus
      >
        <canvas ref={canvas} width={stagePixels} height={stagePixels} />
        <div className={classes.mask} aria-hidden="true" />
      </div>
      <p id={hint} className={classes.hint}>
        {t('photo.hint')}
      </p>
    </>
  );
}

function ZoomSlider({ picture, view, onView }: ViewProps) {
  const { t } = useTranslation();
  const most = closest(picture);
  return (
    <label className={classes.zoom}>
      <IconMinus size={16} aria-hidden="true" />
      <input
        type="range"
        aria-label={t('photo.zoom')}
        min={1}
        max={most}
        step={0.01}
        disabled={most === 1}
        value={view.zoom}
        onChange={(event) => {
          const wanted = Number(event.currentTarget.value);
          onView((before) => zoomAt(picture, before, wanted / before.zoom));
        }}
      />
      <IconPlus size={16} aria-hidden="true" />
    </label>
  );
}

/** As it will stand beside a name. */
function Preview({ picture, view }: Pick<ViewProps, 'picture' | 'view'>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) drawSquare(canvas.current, picture, view);
  }, [picture, view]);
  return (
    <div className={classes.preview} aria-hidden="true">
      <canvas ref={canvas} width={96} height={96} />
    </div>
  );
}
