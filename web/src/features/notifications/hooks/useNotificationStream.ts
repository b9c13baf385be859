/** Listens to the server and keeps the badge and the lists true while the page is open. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { notificationsUnreadCountQueryKey } from '@/generated/@tanstack/react-query.gen';
import type { Notification } from '@/generated/types.gen';
import { byOperation } from '@/lib/api/queries';
import type { ServerEvent } from '@/lib/live/events';
import { openSharedStream } from '@/lib/live/shared';
import { useMe } from '@/lib/me';
import { useToken } from '@/lib/session';

const url = '/api/notifications/stream/';

export function useNotificationStream(onNotification: (notification: Notification) => void): void {
  const queryClient = useQueryClient();
  const userId = useMe().id;
  const token = useToken();

  const onEvent = useEffectEvent((event: ServerEvent) => {
    const data = JSON.parse(event.data) as unknown;
    if (event.event === 'unread') {
      queryClient.setQueryData(notificationsUnreadCountQueryKey(), data as { unread: number });
    } else if (event.event === 'notification') {
      void queryClient.invalidateQueries(byOperation('notificationsListNotifications'));
      onNotification(data as Notification);
    }
  });

  useEffect(() => {
    if (!token) return;
    const ending = new AbortController();
    const name = `lectern.notifications.${userId}`;
    openSharedStream({ name, url, signal: ending.signal, onEvent: (event) => onEvent(event) });
    return () => ending.abort();
  }, [token, userId]);
}
