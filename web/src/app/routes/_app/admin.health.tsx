import { createFileRoute, notFound } from '@tanstack/react-router';
import { HealthPage } from '@/features/admin/pages/HealthPage';

export const Route = createFileRoute('/_app/admin/health')({
  beforeLoad: ({ context }) => {
    if (context.me.user_type !== 'admin') throw notFound();
  },
  component: HealthPage,
});
