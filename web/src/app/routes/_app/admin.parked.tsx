import { createFileRoute, notFound } from '@tanstack/react-router';
import { ParkedPage } from '@/features/admin/pages/ParkedPage';

export const Route = createFileRoute('/_app/admin/parked')({
  beforeLoad: ({ context }) => {
    if (context.me.user_type !== 'admin') throw notFound();
  },
  component: ParkedPage,
});
