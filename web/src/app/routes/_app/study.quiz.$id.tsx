import { createFileRoute, notFound } from '@tanstack/react-router';
import { useCallback } from 'react';
import { QuizPage, type QuizView } from '@/features/study/pages/QuizPage';
import { needTexts } from '@/lib/i18n';
import { readId } from '@/lib/links';

export const Route = createFileRoute('/_app/study/quiz/$id')({
  beforeLoad: ({ params }) => {
    if (readId(params.id) === null) throw notFound();
  },
  loader: () => needTexts('study'),
  validateSearch: (search): QuizView => ({
    ...(isNumber(search.at) ? { at: search.at } : {}),
    ...(isNumber(search.result) ? { result: search.result } : {}),
  }),
  component: Quiz,
});

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function Quiz() {
  const navigate = Route.useNavigate();
  const show = useCallback(
    (search: QuizView) => void navigate({ search, replace: search.at !== undefined }),
    [navigate],
  );
  return <QuizPage id={Number(Route.useParams().id)} view={Route.useSearch()} onView={show} />;
}
