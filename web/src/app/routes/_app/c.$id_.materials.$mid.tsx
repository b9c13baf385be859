import { createFileRoute, notFound } from '@tanstack/react-router';
import { onlyMember } from '@/app/owners';
import { useCourse } from '@/features/courses/api/editing';
import { NoSuchCourse } from '@/features/courses/components/NoSuchCourse';
import { materialOptions } from '@/features/materials/api/materials';
import { ViewerPage } from '@/features/materials/pages/ViewerPage';
import { isNotFound } from '@/lib/api/problem';
import { readId } from '@/lib/links';

interface Search {
  /** The page of a document to begin at. */
  page?: number | undefined;
  show?: 'views' | undefined;
}

export const Route = createFileRoute('/_app/c/$id_/materials/$mid')({
  validateSearch: (search): Search => {
    const page = readId(String(search.page ?? ''));
    return { ...(page ? { page } : {}), ...(search.show === 'views' ? { show: 'views' } : {}) };
  },
  beforeLoad: async ({ params, context }) => {
    const [courseId, materialId] = [readId(params.id), readId(params.mid)];
    if (courseId === null || materialId === null) throw notFound();
    await onlyMember({ context: { ...context, courseId } });
    return { courseId, materialId };
  },
  loader: ({ context }) => {
    void context.queryClient.prefetchQuery(materialOptions(context.materialId));
  },
  component: Viewer,
});

function Viewer() {
  const { courseId, materialId } = Route.useRouteContext();
  const { page = 1, show } = Route.useSearch();
  const navigate = Route.useNavigate();
  const query = useCourse(courseId);
  if (isNotFound(query.error)) return <NoSuchCourse />;
  if (!query.data) return null;
  return (
    <ViewerPage
      course={query.data}
      id={materialId}
      page={page}
      showsViews={show === 'views'}
      onViews={(isOpen) =>
        void navigate({
          search: (search) => ({ ...search, show: isOpen ? 'views' : undefined }),
          replace: true,
        })
      }
      onGone={() => void navigate({ to: '/c/$id/materials', params: { id: String(courseId) } })}
    />
  );
}
