/** How the notifications page orders what it shows: the unread ones first, the others by day. */
import type { Notification } from '@/generated/types.gen';

export interface DayGroup {
  /** The local day, as a key and to make the heading of. */
  day: string;
  items: Notification[];
}

export function unreadFirst(notifications: readonly Notification[]) {
  return {
    unread: notifications.filter((item) => !item.is_read),
    days: byDay(notifications.filter((item) => item.is_read)),
  };
}

/** Groups what is already in order of time; the days follow the reader's clock. */
export function byDay(notifications: readonly Notification[]): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const item of notifications) {
    const day = new Date(item.created_at).toDateString();
    const last = groups.at(-1);
    if (last?.day === day) last.items.push(item);
    else groups.push({ day, items: [item] });
  }
  return groups;
}
