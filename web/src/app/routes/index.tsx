import { createFileRoute } from '@tanstack/react-router';
import { LandingPage } from '@/features/landing/pages/LandingPage';
import { useToken } from '@/lib/session';

export const Route = createFileRoute('/')({
  component: () => <LandingPage isSignedIn={useToken() !== null} />,
});
