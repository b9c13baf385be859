import { createFileRoute } from '@tanstack/react-router';
import { AdminHome } from '@/features/dashboard/pages/AdminHome';
import { StudentHome } from '@/features/dashboard/pages/StudentHome';
import { TeacherHome } from '@/features/dashboard/pages/TeacherHome';
import { LatestNotifications } from '@/features/notifications/components/LatestNotifications';
import { useMe } from '@/lib/me';

export const Route = createFileRoute('/_app/dashboard')({ component: Dashboard });

const homes = { student: StudentHome, teacher: TeacherHome, admin: AdminHome };

function Dashboard() {
  const Home = homes[useMe().user_type];
  return <Home news={<LatestNotifications />} />;
}
