/** One's own photo: chosen or dropped, cropped, sent; or taken away. */
import { Button, Loader } from '@mantine/core';
import { IconCamera, IconTrash } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useDropzone } from 'react-dropzone';
import { useTranslation } from 'react-i18next';
import { PersonAvatar } from '@/components/person/PersonAvatar';
import { useErrorText } from '@/components/states/errorText';
import { showToast } from '@/components/toast/toasts';
import { useMe } from '@/lib/me';
import { displayName } from '@/lib/names';
import { useRemovePhoto, useUploadPhoto } from '../api/photo';
import { readPicture } from './draw';
import classes from './PhotoField.module.css';

const CropDialog = lazy(() => import('./CropDialog'));

export function PhotoField({ children }: { children: React.ReactNode }) {
  const { t } = useTranslation();
  const me = useMe();
  const upload = useUploadPhoto();
  const [picture, setPicture] = useState<ImageBitmap | null>(null);
  const take = (file: File | undefined) => {
    if (!file) return;
    upload.reset();
    readPicture(file).then(setPicture, () => showToast('bad', t('photo.unreadable')));
  };
  const { getRootProps, getInputProps, isDragActive, open } = useDropzone({
    accept: { 'image/*': [] },
    multiple: false,
    noClick: true,
    noKeyboard: true,
    onDrop: ([file], rejected) => take(file ?? rejected[0]?.file),
  });
  const send = (photo: File) =>
    upload.mutate(photo, {
      onSuccess: () => {
        setPicture(null);
        showToast('good', t('photo.saved'));
      },
    });
  return (
    <div {...getRootProps({ className: classes.field, 'data-active': isDragActive || undefined })}>
      <div className={classes.picture} aria-busy={upload.isPending || undefined}>
        <PersonAvatar id={me.id} name={displayName(me)} photo={me.photo} size={88} />
        {upload.isPending ? <Loader className={classes.loader} size={28} /> : null}
      </div>
      <div className={classes.text}>
        <input {...getInputProps({ 'aria-label': t('photo.file'), tabIndex: -1 })} />
        {children}
        <div className={classes.buttons}>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconCamera size={16} />}
            loading={upload.isPending}
            onClick={open}
          >
            {t(me.photo ? 'photo.change' : 'photo.upload')}
          </Button>
          {me.photo ? <RemoveButton /> : null}
        </div>
      </div>
      <Suspense>
        {picture ? (
          <CropDialog
            picture={picture}
            onCancel={() => setPicture(null)}
            onDone={send}
            isPending={upload.isPending}
            error={upload.error}
          />
        ) : null}
      </Suspense>
    </div>
  );
}

function RemoveButton() {
  const { t } = useTranslation();
  const describe = useErrorText();
  const remove = useRemovePhoto();
  return (
    <Button
      variant="subtle"
      color="gray"
      size="xs"
      leftSection={<IconTrash size={16} />}
      loading={remove.isPending}
      onClick={() =>
        remove.mutate(undefined, {
          onSuccess: () => showToast('good', t('photo.removed')),
          onError: (error) => showToast('bad', describe(error)),
        })
      }
    >
      {t('photo.remove')}
    </Button>
  );
}
