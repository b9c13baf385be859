import { createFileRoute } from '@tanstack/react-router';
import { LoginPage } from '@/features/auth/pages/LoginPage';
import { onlySignedOut, readEntrySearch } from '../entry';

export const Route = createFileRoute('/login')({
  validateSearch: readEntrySearch,
  beforeLoad: onlySignedOut,
  component: Login,
});

function Login() {
  const { next } = Route.useSearch();
  const navigate = Route.useNavigate();
  return <LoginPage next={next} onDone={() => void navigate({ href: next ?? '/dashboard' })} />;
}
