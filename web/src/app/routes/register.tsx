import { createFileRoute } from '@tanstack/react-router';
import { entryOptions } from '@/features/auth/api/options';
import { RegisterPage } from '@/features/auth/pages/RegisterPage';
import { onlySignedOut, readEntrySearch } from '../entry';

export const Route = createFileRoute('/register')({
  validateSearch: readEntrySearch,
  beforeLoad: onlySignedOut,
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(entryOptions());
  },
  component: Register,
});

function Register() {
  const { next } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <RegisterPage next={next} onDone={() => void navigate({ href: next ?? '/dashboard' })} />;
}
