/** The secret address of the reader's calendar. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  notificationsGetCalendarOptions,
  notificationsResetCalendarMutation,
} from '@/generated/@tanstack/react-query.gen';
import { apiMutation } from '@/lib/api/mutations';

export const calendarOptions = () => notificationsGetCalendarOptions();

export function useCalendar() {
  return useQuery(calendarOptions());
}

export function useResetCalendar() {
  const queryClient = useQueryClient();
  return useMutation({
    ...apiMutation(notificationsResetCalendarMutation()),
    onSuccess: (address) => queryClient.setQueryData(calendarOptions().queryKey, address),
  });
}
