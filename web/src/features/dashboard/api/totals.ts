/** How many there are of each kind: from X-Total-Count of lists of which one item is asked. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { accountsListUsers, coursesListCourses } from '@/generated/sdk.gen';
import { type ListPage, toPage } from '@/lib/api/pages';

function useTotal<T>(of: string, ask: () => Promise<ListPage<T>>): number | null | undefined {
  const query: UseQueryResult<ListPage<T>> = useQuery({
    queryKey: [{ _id: 'totals', of }],
    queryFn: ask,
  });
  return query.data?.total;
}

export function useTotals() {
  return {
    students: useTotal('students', () =>
      toPage(accountsListUsers({ query: { user_type: 'student', limit: 1 } })),
    ),
    teachers: useTotal('teachers', () =>
      toPage(accountsListUsers({ query: { user_type: 'teacher', limit: 1 } })),
    ),
    courses: useTotal('courses', () => toPage(coursesListCourses({ query: { limit: 1 } }))),
  };
}

/** The first page of all users, as large as the server gives. */
export function useAllUsers() {
  return useQuery({
    queryKey: [{ _id: 'accountsListUsers' }, 'all'],
    queryFn: () => toPage(accountsListUsers({ query: { limit: 500 } })),
  });
}
