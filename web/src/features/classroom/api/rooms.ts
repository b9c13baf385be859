/** Rooms over REST: those of a course, one alone, what was said in it, and the ticket for its socket. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  classroomGetRoomOptions,
  classroomListRoomsOptions,
} from '@/generated/@tanstack/react-query.gen';
import { classroomCreateRoom, classroomGiveTicket } from '@/generated/sdk.gen';
import type { Room } from '@/generated/types.gen';
import { ApiError } from '@/lib/api/problem';
import { byOperation } from '@/lib/api/queries';

export function useRoom(id: number) {
  return useQuery(classroomGetRoomOptions({ path: { id } }));
}

export function useCourseRooms(course: number) {
  return useQuery(classroomListRoomsOptions({ query: { course } }));
}

export function useCreateRoom() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (body: { name: string; course: number }) =>
      (await classroomCreateRoom({ body })).data,
    onSuccess: () => queryClient.invalidateQueries(byOperation('classroomListRooms')),
  });
}

export async function socketAddress({ id, name }: Room): Promise<string> {
  const { data } = await classroomGiveTicket({ path: { id } });
  const origin = window.location.origin.replace(/^http/, 'ws');
  const ticket = encodeURIComponent(data.ticket);
  return `${origin}/ws/classroom/${encodeURIComponent(name)}/?ticket=${ticket}`;
}

/** Whether what has failed may go well another time. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof ApiError) || error.isTemporary;
}
