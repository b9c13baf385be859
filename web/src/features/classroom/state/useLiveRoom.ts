/** One live room for as long as its page is open. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Room } from '@/generated/types.gen';
import { useMe } from '@/lib/me';
import { chatPost } from '../api/chat';
import { isPassing, socketAddress } from '../api/rooms';
import type { Cap } from '../socket/frames';
import { LiveRoom, type RoomState } from './LiveRoom';

export function useLiveRoom(room: Room): { live: LiveRoom; state: RoomState } {
  const { id: uid } = useMe();
  const [live] = useState(
    () =>
      new LiveRoom({
        address: () => socketAddress(room),
        self: { uid, caps: room.caps as Cap[] },
        post: chatPost(room.id),
        isPassing,
      }),
  );
  useEffect(() => {
    live.start();
    return () => live.stop();
  }, [live]);
  return { live, state: useSyncExternalStore(live.subscribe, live.snapshot) };
}
