/** Where the navigation leads, by role: one list for the side bar, the bottom bar and the palette. */
import {
  IconBell,
  IconBooks,
  IconHeartRateMonitor,
  IconHome,
  IconMailExclamation,
  IconMailFast,
  IconMessageCircle,
  IconUsers,
} from '@tabler/icons-react';
import type { UserType } from '@/generated/types.gen';

export const destinations = [
  { to: '/dashboard', label: 'nav.home', icon: IconHome, keys: 'g h' },
  { to: '/courses', label: 'nav.courses', icon: IconBooks, keys: 'g c' },
  { to: '/feed', label: 'nav.feed', icon: IconMessageCircle, keys: 'g f' },
  { to: '/notifications', label: 'nav.notifications', icon: IconBell, keys: 'g n' },
] as const;

export const teacherDestinations = [
  { to: '/teach/invitations', label: 'nav.invitations', icon: IconMailFast, keys: '' },
] as const;

export const adminDestinations = [
  { to: '/admin/users', label: 'nav.users', icon: IconUsers, keys: '' },
  { to: '/admin/parked', label: 'nav.parked', icon: IconMailExclamation, keys: '' },
  { to: '/admin/health', label: 'nav.health', icon: IconHeartRateMonitor, keys: '' },
] as const;

export type RoleDestination =
  | (typeof teacherDestinations)[number]
  | (typeof adminDestinations)[number];
export type Destination = (typeof destinations)[number] | RoleDestination;

const byRole = { student: [], teacher: teacherDestinations, admin: adminDestinations } as const;

/** What only people of this role are led to. */
export function roleDestinations(role: UserType): readonly RoleDestination[] {
  return byRole[role];
}

export function destinationsFor(role: UserType): readonly Destination[] {
  return [...destinations, ...roleDestinations(role)];
}
