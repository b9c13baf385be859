import { createFileRoute } from '@tanstack/react-router';
import { onlyOwner } from '@/app/owners';
import { CourseSettingsPage } from '@/features/courses/pages/CourseSettingsPage';

export const Route = createFileRoute('/_app/c/$id/settings')({
  beforeLoad: onlyOwner,
  component: Settings,
});

function Settings() {
  const navigate = Route.useNavigate();
  return (
    <CourseSettingsPage
      id={Route.useRouteContext().courseId}
      onDeleted={() => void navigate({ to: '/courses', search: { show: 'own' } })}
    />
  );
}
