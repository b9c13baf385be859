/** One live room for as long as its page is open. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Room } from '@/generated/types.gen';
import { ApiError } from '@/lib/api/problem';
import { lastMessages, socketAddress } from '../api/rooms';
import { LiveRoom, type RoomState } from './LiveRoom';

export function useLiveRoom(room: Room): { live: LiveRoom; state: RoomState } {
  const [live] = useState(
    () =>
      new LiveRoom({
        address: () => socketAddress(room),
        history: () => lastMessages(room.id),
        isPassing: (error) => !(error instanceof ApiError) || error.isTemporary,
      }),
  );
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);
  return { live, state: useSyncExternalStore(live.subscribe, live.snapshot) };
}
