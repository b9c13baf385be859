/** Courses and people for what was typed into the palette. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  accountsListUsersOptions,
  coursesListCoursesOptions,
} from '@/generated/@tanstack/react-query.gen';

const limit = 5;
const shortest = 2;

export function useFound(search: string) {
  const shared = { enabled: search.length >= shortest, placeholderData: keepPreviousData };
  const courses = useQuery({
    ...coursesListCoursesOptions({ query: { search, limit } }),
    ...shared,
  });
  const people = useQuery({ ...accountsListUsersOptions({ query: { search, limit } }), ...shared });
  if (!shared.enabled) return { courses: [], people: [], isSearching: false };
  return {
    courses: courses.data ?? [],
    people: people.data ?? [],
    isSearching: courses.isFetching || people.isFetching,
  };
}
