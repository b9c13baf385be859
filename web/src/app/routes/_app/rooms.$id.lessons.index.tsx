import { createFileRoute, notFound } from '@tanstack/react-router';
import { LessonsPage } from '@/features/classroom/pages/LessonsPage';
import { needTexts } from '@/lib/i18n';
import { readId } from '@/lib/links';

export const Route = createFileRoute('/_app/rooms/$id/lessons/')({
  beforeLoad: ({ params }) => {
    if (readId(params.id) === null) throw notFound();
  },
  loader: () => needTexts('room'),
  component: Lessons,
});

function Lessons() {
  return <LessonsPage id={Number(Route.useParams().id)} />;
}
