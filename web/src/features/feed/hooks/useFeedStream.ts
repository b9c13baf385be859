/** Follows the feed while a page shows it: what the server tells of is asked for again. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { ServerEvent } from '@/lib/live/events';
import { openSharedStream } from '@/lib/live/shared';
import { reopened } from '@/lib/live/stream';
import { useMe } from '@/lib/me';
import { useToken } from '@/lib/session';
import { feeds } from '../api/feed';

const url = '/api/status-updates/stream/';

interface FeedEvent {
  change: 'posted' | 'edited' | 'deleted';
}

/** `holdNews` says whether a new post has to wait, because the reader is in the middle of the page; it is told of one. */
export function useFeedStream(holdNews: () => boolean = () => false): void {
  const queryClient = useQueryClient();
  const userId = useMe().id;
  const token = useToken();

  const onEvent = useEffectEvent((event: ServerEvent) => {
    if (event.event === reopened) void queryClient.invalidateQueries(feeds);
    if (event.event !== 'feed') return;
    const { change } = JSON.parse(event.data) as FeedEvent;
    if (change === 'posted' && holdNews()) return;
    void queryClient.invalidateQueries(feeds);
  });

  useEffect(() => {
    if (!token) return;
    const ending = new AbortController();
    const name = `lectern.feed.${userId}`;
    openSharedStream({ name, url, signal: ending.signal, onEvent: (event) => onEvent(event) });
    return () => ending.abort();
  }, [token, userId]);
}
