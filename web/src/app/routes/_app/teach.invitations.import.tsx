import { createFileRoute } from '@tanstack/react-router';
import { onlyTeachers } from '@/app/teachers';
import { ImportPage } from '@/features/invitations/pages/ImportPage';

export const Route = createFileRoute('/_app/teach/invitations/import')({
  beforeLoad: onlyTeachers,
  component: ImportPage,
});
