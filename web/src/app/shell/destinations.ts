/** Where the navigation leads, by role: one list for the side bar, the bottom bar and the palette. */
import {
  IconBell,
  IconBooks,
  IconHome,
  IconMailExclamation,
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

export const adminDestinations = [
  { to: '/admin/users', label: 'nav.users', icon: IconUsers, keys: '' },
  { to: '/admin/parked', label: 'nav.parked', icon: IconMailExclamation, keys: '' },
] as const;

export type Destination = (typeof destinations)[number] | (typeof adminDestinations)[number];

export function destinationsFor(role: UserType): readonly Destination[] {
  return role === 'admin' ? [...destinations, ...adminDestinations] : destinations;
}
