/** The files on their way to a course: how far each is, and how to break it off or try again. */
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconRefresh, IconX } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Card, Section } from '@/components/page/Section';
import { ProgressBar } from '@/components/progress/ProgressBar';
import { formatSize } from '@/lib/format';
import { useLocale } from '@/lib/i18n';
import { kindOf } from '@/lib/kinds';
import { refreshMaterials } from '../api/materials';
import type { Upload } from '../uploads/queue';
import { useRefusal } from '../uploads/refusal';
import { queue, useUploadsTo } from '../uploads/uploads';
import { KindIcon } from './KindIcon';
import classes from './UploadRows.module.css';

export function UploadRows({ course }: { course: number }) {
  const { t } = useTranslation();
  const uploads = useUploadsTo(course);
  if (uploads.length === 0) return null;
  return (
    <Section title={t('uploads.title')}>
      <Card padded={false}>
        <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
          {uploads.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      </Card>
    </Section>
  );
}

function UploadRow({ upload }: { upload: Upload }) {
  const { t } = useTranslation();
  const refusal = useRefusal();
  const queryClient = useQueryClient();
  const { id, title, state, percent, file, error } = upload;
  const hasFailed = state === 'failed';
  const remove = () => {
    queue.remove(id);
    // It may have arrived in the moment it was broken off.
    void refreshMaterials(queryClient);
  };
  return (
    <li className={classes.row} data-state={state}>
      <KindIcon kind={kindOf(file.type)} />
      <div className={classes.text}>
        <div className={classes.head}>
          <span className={classes.title}>{title}</span>
          <State upload={upload} />
        </div>
        {hasFailed ? (
          <p className={classes.refusal}>{refusal(upload)}</p>
        ) : (
          <ProgressBar label={t('uploads.progressOf', { title })} percent={percent} />
        )}
      </div>
      <div className={classes.actions}>
        {error?.isTemporary ? (
          <Tooltip label={t('common.retry')}>
            <ActionIcon
              aria-label={t('uploads.retryOf', { title })}
              onClick={() => queue.retry(id)}
            >
              <IconRefresh size={18} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        ) : null}
        <Tooltip label={t(hasFailed ? 'common.dismiss' : 'common.cancel')}>
          <ActionIcon
            aria-label={t(hasFailed ? 'uploads.dismissOf' : 'uploads.cancelOf', { title })}
            onClick={remove}
          >
            <IconX size={18} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </div>
    </li>
  );
}

function State({ upload: { state, percent, file } }: { upload: Upload }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const words = {
    waiting: t('uploads.waiting'),
    sending: t('uploads.sending', {
      percent: Math.floor(percent),
      size: formatSize(file.size, locale),
    }),
    taken: t('uploads.taken'),
    failed: t('uploads.refused'),
  };
  return <span className={classes.state}>{words[state]}</span>;
}
