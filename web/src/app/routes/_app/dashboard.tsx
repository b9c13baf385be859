import { createFileRoute } from '@tanstack/react-router';
import { AdminHome } from '@/features/dashboard/pages/AdminHome';
import { StudentHome } from '@/features/dashboard/pages/StudentHome';
import { TeacherHome } from '@/features/dashboard/pages/TeacherHome';
import { FeedPanel } from '@/features/feed/components/FeedPanel';
import { LatestNotifications } from '@/features/notifications/components/LatestNotifications';
import { homeOptions } from '@/lib/home';
import { needTexts } from '@/lib/i18n';
import { useMe } from '@/lib/me';

export const Route = createFileRoute('/_app/dashboard')({
  loader: ({ context: { me, queryClient } }) => {
    if (me.user_type !== 'admin') void queryClient.prefetchQuery(homeOptions(queryClient));
    return needTexts('invitations');
  },
  component: Dashboard,
});

const homes = { student: StudentHome, teacher: TeacherHome, admin: AdminHome };

function Dashboard() {
  const Home = homes[useMe().user_type];
  return <Home news={<LatestNotifications />} feed={<FeedPanel />} />;
}
