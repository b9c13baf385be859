import { createFileRoute, notFound } from '@tanstack/react-router';
import { AttendancePage } from '@/features/classroom/pages/AttendancePage';
import { needTexts } from '@/lib/i18n';
import { readId } from '@/lib/links';

export const Route = createFileRoute('/_app/rooms/$id/lessons/$lesson')({
  beforeLoad: ({ params }) => {
    if (readId(params.id) === null || readId(params.lesson) === null) throw notFound();
  },
  loader: () => needTexts('room'),
  component: Attendance,
});

function Attendance() {
  const { id, lesson } = Route.useParams();
  return <AttendancePage room={Number(id)} lesson={Number(lesson)} />;
}
