import { createFileRoute, notFound } from '@tanstack/react-router';
import { userOptions } from '@/features/people/api/user';
import { UserPage } from '@/features/people/pages/UserPage';
import { readId } from '@/lib/links';

export const Route = createFileRoute('/_app/u/$id')({
  beforeLoad: ({ params }) => {
    if (readId(params.id) === null) throw notFound();
  },
  loader: ({ context, params }) => {
    void context.queryClient.prefetchQuery(userOptions(Number(params.id)));
  },
  component: Person,
});

function Person() {
  return <UserPage id={Number(Route.useParams().id)} />;
}
