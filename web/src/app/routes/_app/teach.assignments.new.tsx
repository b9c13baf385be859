import { createFileRoute, notFound } from '@tanstack/react-router';
import { onlyTeachers } from '@/app/teachers';
import { type Way, ways } from '@/features/assignments/components/ways';
import { NewAssignmentPage } from '@/features/assignments/pages/NewAssignmentPage';
import { needTexts } from '@/lib/i18n';

interface Search {
  course: number;
  way?: Way;
  material?: number;
}

export const Route = createFileRoute('/_app/teach/assignments/new')({
  validateSearch: (search): Search => {
    const way = ways.find((known) => known === search.way);
    const course = Number.isSafeInteger(search.course) ? Number(search.course) : 0;
    const material = Number.isSafeInteger(search.material) ? Number(search.material) : 0;
    return { course, ...(way ? { way } : {}), ...(material > 0 ? { material } : {}) };
  },
  beforeLoad: ({ context, search }) => {
    onlyTeachers({ context });
    if (search.course < 1) throw notFound();
  },
  loader: () => needTexts('study', 'assignments'),
  component: NewAssignment,
});

function NewAssignment() {
  const navigate = Route.useNavigate();
  const { course, way = 'hand', material } = Route.useSearch();
  return (
    <NewAssignmentPage
      course={course}
      way={way}
      material={material}
      onWay={(next) => void navigate({ search: { course, way: next }, replace: true })}
      onCreated={({ id }) =>
        void navigate({ to: '/teach/assignments/$id', params: { id: String(id) } })
      }
    />
  );
}
