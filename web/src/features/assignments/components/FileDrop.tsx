/** A place for one file: dropped, or chosen with a button. */
import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useId } from 'react';
import { useDropzone } from 'react-dropzone';
import { useTranslation } from 'react-i18next';
import { formatSize } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import classes from './FileDrop.module.css';

interface Props {
  label: string;
  hint: string;
  file: File | null;
  error?: React.ReactNode;
  onFile: (file: File) => void;
}

export function FileDrop({ label, hint, file, error, onFile }: Props) {
  const { t } = useTranslation();
  const locale = useLocale();
  const id = useId();
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    // Systems disagree about types: the server looks at what is inside.
    multiple: false,
    noClick: true,
    noKeyboard: true,
    onDrop: ([dropped]) => dropped && onFile(dropped),
  });
  return (
    <div {...getRootProps({ className: classes.drop, 'data-active': isDragActive || undefined })}>
      <input {...getInputProps({ 'aria-label': label, tabIndex: -1 })} />
      <IconFileUpload size={26} stroke={1.5} className={classes.icon} aria-hidden="true" />
      <p className={classes.name}>
        {file ? `${file.name} · ${formatSize(file.size, locale)}` : label}
      </p>
      <p className={classes.hint} id={`${id}-hint`}>
        {hint}
      </p>
      <Button variant="default" onClick={open} aria-describedby={`${id}-hint`}>
        {t(file ? 'assignments.otherFile' : 'assignments.chooseFile')}
      </Button>
      {error ? (
        <p className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  );
}
