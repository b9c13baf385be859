/** How many there are of each kind: from X-Total-Count of lists of which one item is asked. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { accountsListUsers, coursesListCourses } from '@/generated/sdk.gen';
import { type ListPage, toPage } from '@/lib/api/pages';

function useTotal<T>(
  name: string,
  operation: string,
  ask: () => Promise<ListPage<T>>,
): number | null | undefined {
  const query: UseQueryResult<ListPage<T>> = useQuery({
    queryKey: [{ _id: operation, total: name }],
    queryFn: ask,
  });
  return query.data?.total;
}

export function useTotals() {
  const users = 'accountsListUsers';
  return {
    students: useTotal('students', users, () =>
      toPage(accountsListUsers({ query: { user_type: 'student', limit: 1 } })),
    ),
    teachers: useTotal('teachers', users, () =>
      toPage(accountsListUsers({ query: { user_type: 'teacher', limit: 1 } })),
    ),
    courses: useTotal('courses', 'coursesListCourses', () =>
      toPage(coursesListCourses({ query: { limit: 1 } })),
    ),
  };
}
