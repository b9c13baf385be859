import { createFileRoute, notFound } from '@tanstack/react-router';
import { DeckPage } from '@/features/study/pages/DeckPage';
import { needTexts } from '@/lib/i18n';
import { readId } from '@/lib/links';

export const Route = createFileRoute('/_app/study/deck/$id')({
  beforeLoad: ({ params }) => {
    if (readId(params.id) === null) throw notFound();
  },
  loader: () => needTexts('study'),
  component: Deck,
});

function Deck() {
  return <DeckPage id={Number(Route.useParams().id)} />;
}
