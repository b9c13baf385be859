import { createFileRoute } from '@tanstack/react-router';
import { onlyTeachers } from '@/app/teachers';
import { NewCoursePage } from '@/features/courses/pages/NewCoursePage';

export const Route = createFileRoute('/_app/teach/courses/new')({
  beforeLoad: onlyTeachers,
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
