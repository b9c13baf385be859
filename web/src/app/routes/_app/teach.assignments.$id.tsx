import { createFileRoute, notFound } from '@tanstack/react-router';
import { onlyTeachers } from '@/app/teachers';
import { AssignmentPage } from '@/features/assignments/pages/AssignmentPage';
import { type AssignmentView, parts } from '@/features/assignments/pages/parts';
import { needTexts } from '@/lib/i18n';
import { readId } from '@/lib/links';

export const Route = createFileRoute('/_app/teach/assignments/$id')({
  validateSearch: (search): AssignmentView => {
    const tab = parts.find((known) => known === search.tab);
    return tab ? { tab } : {};
  },
  beforeLoad: ({ context, params }) => {
    onlyTeachers({ context });
    if (readId(params.id) === null) throw notFound();
  },
  loader: () => needTexts('study', 'assignments'),
  component: TeachersAssignment,
});

function TeachersAssignment() {
  const navigate = Route.useNavigate();
  const id = Number(Route.useParams().id);
  return (
    <AssignmentPage
      key={id}
      id={id}
      view={Route.useSearch()}
      onDeleted={(course) =>
        void navigate({ to: '/c/$id/study', params: { id: String(course) }, ignoreBlocker: true })
      }
    />
  );
}
