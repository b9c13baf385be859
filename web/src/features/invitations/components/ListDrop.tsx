/** Where the file with the list comes in: dropped or chosen; and the template to fill in. */
import { Button } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useDropzone } from 'react-dropzone';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import { useTemplate } from '../api/bulk';
import classes from './ListDrop.module.css';

interface Props {
  onFile: (file: File) => void;
  isBusy: boolean;
  problem: React.ReactNode;
}

export function ListDrop({ onFile, isBusy, problem }: Props) {
  const { t } = useTranslation();
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    // Systems disagree about the type of a CSV file: what is inside decides.
    multiple: false,
    noClick: true,
    noKeyboard: true,
    disabled: isBusy,
    onDrop: ([file]) => file && onFile(file),
  });
  return (
    <div {...getRootProps({ className: classes.drop, 'data-active': isDragActive || undefined })}>
      <input {...getInputProps({ 'aria-label': t('invitations.file'), tabIndex: -1 })} />
      <span className={classes.icon} aria-hidden="true">
        <IconFileSpreadsheet size={28} stroke={1.5} />
      </span>
      <p className={classes.title}>{t('invitations.drop')}</p>
      <p className={classes.hint}>{t('invitations.dropHint')}</p>
      <div className={classes.buttons}>
        <Button onClick={open} loading={isBusy}>
          {t('invitations.choose')}
        </Button>
        <TemplateButton />
      </div>
      <div className={classes.problem}>{problem}</div>
    </div>
  );
}

function TemplateButton() {
  const { t } = useTranslation();
  const describe = useErrorText();
  const template = useTemplate();
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} />}
      loading={template.isPending}
      onClick={() =>
        template.mutate(undefined, { onError: (error) => showToast('bad', describe(error)) })
      }
    >
      {t('invitations.template')}
    </Button>
  );
}
