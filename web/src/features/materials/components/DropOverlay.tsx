/** Lies over the whole page while files are dragged across it, and takes what is dropped anywhere. */
import { Portal } from '@mantine/core';
import { IconCloudUpload } from '@tabler/icons-react';
import { useDropzone } from 'react-dropzone';
import { useTranslation } from 'react-i18next';
import classes from './DropOverlay.module.css';

interface Props {
  title: string;
  onFiles: (files: File[]) => void;
}

export function DropOverlay({ title, onFiles }: Props) {
  const { t } = useTranslation();
  const { getRootProps, isDragGlobal } = useDropzone({
    onDropAccepted: onFiles,
    noClick: true,
    noKeyboard: true,
    noPaste: true,
  });
  return (
    <Portal>
      {/* Always there: a drop counts only where the drag was seen to begin. Keyboards have the button on the page. */}
      <div
        {...getRootProps({ className: classes.overlay, tabIndex: undefined, role: undefined })}
        hidden={!isDragGlobal}
        data-testid="drop-overlay"
      >
        <div className={classes.frame}>
          <IconCloudUpload size={44} stroke={1.4} aria-hidden="true" />
          <p className={classes.title}>{t('uploads.dropTitle', { course: title })}</p>
          <p className={classes.hint}>{t('uploads.formats')}</p>
        </div>
      </div>
    </Portal>
  );
}
