import { createFileRoute, notFound } from '@tanstack/react-router';
import { RoomPage } from '@/features/classroom/pages/RoomPage';
import { needTexts } from '@/lib/i18n';
import { readId } from '@/lib/links';
import { signedIn } from '../signedIn';

export const Route = createFileRoute('/rooms/$id')({
  beforeLoad: async ({ params, context, location }) => {
    if (readId(params.id) === null) throw notFound();
    return signedIn({ context, location });
  },
  loader: () => needTexts('room'),
  component: LiveRoom,
});

function LiveRoom() {
  const id = Number(Route.useParams().id);
  return <RoomPage key={id} id={id} />;
}
