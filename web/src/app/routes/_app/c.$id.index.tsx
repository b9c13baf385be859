import { createFileRoute, redirect } from '@tanstack/react-router';

export const Route = createFileRoute('/_app/c/$id/')({
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/c/$id/overview', params, replace: true });
  },
});
