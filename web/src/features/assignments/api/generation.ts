/** Making an assignment from a PDF: begun, followed live, cancelled, tried again; and one item of it made anew. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import {
  assignmentsCancelGenerationMutation,
  assignmentsGenerateFromMaterialMutation,
  assignmentsRegenerateItemMutation,
  assignmentsRetryGenerationMutation,
} from '@/generated/@tanstack/react-query.gen';
import { assignmentsGenerateAssignment } from '@/generated/sdk.gen';
import type { Assignment, GenerateBodyForm, Progress, ProgressNow } from '@/generated/types.gen';
import { asForm } from '@/lib/api/form';
import { apiMutation } from '@/lib/api/mutations';
import { assignmentOptions } from '@/lib/assignments';
import type { ServerEvent } from '@/lib/live/events';
import { openStream, reopened } from '@/lib/live/stream';
import { useToken } from '@/lib/session';
import { useKept } from './assignments';

const endings = ['ready', 'failed', 'cancelled'];

export function isUnderWay({ progress }: Pick<Assignment, 'progress'>): boolean {
  return progress !== null && !endings.includes(progress.stage);
}

export function useGenerate() {
  return useMutation({
    mutationFn: async (body: GenerateBodyForm) =>
      (await assignmentsGenerateAssignment({ body, ...asForm })).data,
    onSuccess: useKept(),
  });
}

/** Of a PDF that the course has already: nothing is sent again. */
export function useGenerateFromMaterial() {
  return useMutation({
    ...apiMutation(assignmentsGenerateFromMaterialMutation()),
    onSuccess: useKept(),
  });
}

export function useCancel() {
  return useMutation({
    ...apiMutation(assignmentsCancelGenerationMutation()),
    onSuccess: useKept(),
  });
}

export function useRetry() {
  return useMutation({
    ...apiMutation(assignmentsRetryGenerationMutation()),
    onSuccess: useKept(),
  });
}

export function useRegenerate() {
  return useMutation({
    ...apiMutation(assignmentsRegenerateItemMutation()),
    onSuccess: useKept(),
  });
}

/** How far the making has come, as the server tells it; when it ends, the assignment is asked for again. */
export function useProgress(assignment: Assignment): Progress | null {
  const queryClient = useQueryClient();
  const token = useToken();
  const { id } = assignment;
  const isFollowed = token !== null && isUnderWay(assignment);
  const [told, setTold] = useState<Progress | null>(null);

  const onEvent = useEffectEvent((event: ServerEvent) => {
    const refresh = () => void queryClient.invalidateQueries(assignmentOptions(id));
    if (event.event === reopened) refresh();
    if (event.event !== 'progress') return;
    const { progress } = JSON.parse(event.data) as ProgressNow;
    setTold(progress);
    if (endings.includes(progress.stage)) refresh();
  });

  useEffect(() => {
    if (!isFollowed) return;
    const ending = new AbortController();
    const url = `/api/assignments/${id}/progress/`;
    void openStream({ url, signal: ending.signal, onEvent: (event) => onEvent(event) });
    return () => {
      ending.abort();
      setTold(null);
    };
  }, [id, isFollowed]);

  return isFollowed ? (told ?? assignment.progress) : null;
}
