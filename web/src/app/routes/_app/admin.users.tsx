import { createFileRoute, notFound } from '@tanstack/react-router';
import type { UserFilters } from '@/features/admin/api/users';
import { UsersPage } from '@/features/admin/pages/UsersPage';

const roles = ['student', 'teacher', 'admin'] as const;

export const Route = createFileRoute('/_app/admin/users')({
  validateSearch: (search): UserFilters => {
    const role = roles.find((known) => known === search.role);
    const q = typeof search.q === 'string' && search.q ? search.q : undefined;
    return { ...(q ? { q } : {}), ...(role ? { role } : {}) };
  },
  beforeLoad: ({ context }) => {
    if (context.me.user_type !== 'admin') throw notFound();
  },
  component: Users,
});

function Users() {
  const filters = Route.useSearch();
  const navigate = Route.useNavigate();
  return (
    <UsersPage
      filters={filters}
      onFilter={(search) => void navigate({ search, replace: true, resetScroll: false })}
    />
  );
}
