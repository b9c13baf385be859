import { createFileRoute, notFound } from '@tanstack/react-router';
import { NewCoursePage } from '@/features/courses/pages/NewCoursePage';

export const Route = createFileRoute('/_app/teach/courses/new')({
  beforeLoad: ({ context }) => {
    if (context.me.user_type !== 'teacher') throw notFound();
  },
  component: NewCourse,
});

function NewCourse() {
  const navigate = Route.useNavigate();
  return (
    <NewCoursePage
      onCreated={({ id }) => void navigate({ to: '/c/$id/overview', params: { id: String(id) } })}
    />
  );
}
