/**
 * What goes with every page while files are on their way: their news for readers, a question before the page is left,
 * and, away from the course they go to, a small sign that leads there.
 */
import { CloseButton, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle, IconCloudUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextLink } from '@/components/links';
import { refreshMaterials } from '../api/materials';
import type { Upload } from './queue';
import classes from './UploadWatch.module.css';
import { queue, useUploads } from './uploads';

export function UploadWatch() {
  const uploads = useUploads();
  const news = useNews();
  useQuestionBeforeLeaving(uploads.some(({ state }) => state !== 'failed'));
  return (
    <>
      <VisuallyHidden role="status">{news}</VisuallyHidden>
      <Sign uploads={uploads} />
    </>
  );
}

/** Follows what arrives and what fails: the lists are asked again, and a sentence says it. */
function useNews(): string {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [news, setNews] = useState('');
  useEffect(
    () =>
      queue.onArrival(({ title }) => {
        setNews(t('uploads.arrived', { title }));
        return refreshMaterials(queryClient);
      }),
    [t, queryClient],
  );
  const failed = useUploads().findLast(({ state }) => state === 'failed');
  const title = failed?.title;
  useEffect(() => {
    if (title) setNews(t('uploads.failed', { title }));
  }, [title, t]);
  return news;
}

function useQuestionBeforeLeaving(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isBusy]);
}

function Sign({ uploads }: { uploads: readonly Upload[] }) {
  const { t } = useTranslation();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const elsewhere = uploads.filter(({ course }) => path !== `/c/${course}/materials`);
  const [first] = elsewhere;
  useFloor(first !== undefined);
  if (!first) return null;
  const busy = elsewhere.filter(({ state }) => state !== 'failed');
  const percent = busy.reduce((sum, one) => sum + one.percent, 0) / Math.max(1, busy.length);
  const Icon = busy.length > 0 ? IconCloudUpload : IconAlertTriangle;
  return (
    <div className={classes.sign} data-tone={busy.length > 0 ? 'busy' : 'bad'}>
      <Icon size={18} aria-hidden="true" />
      <TextLink
        to="/c/$id/materials"
        params={{ id: String(first.course) }}
        className={classes.text}
        c="inherit"
      >
        {busy.length > 0
          ? t('uploads.underWay', { count: busy.length, percent: Math.round(percent) })
          : t('uploads.notSent', { count: elsewhere.length })}
      </TextLink>
      {busy.length > 0 ? null : (
        <CloseButton
          size="sm"
          aria-label={t('common.dismiss')}
          onClick={() => {
            for (const { id } of elsewhere) queue.remove(id);
          }}
        />
      )}
    </div>
  );
}

/** Lifts what else floats at the bottom of the page above the sign. */
function useFloor(isShown: boolean): void {
  useEffect(() => {
    if (!isShown) return;
    const { style } = document.documentElement;
    style.setProperty('--floor', '52px');
    return () => {
      style.removeProperty('--floor');
    };
  }, [isShown]);
}
