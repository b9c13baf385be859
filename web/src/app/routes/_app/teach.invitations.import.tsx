import { createFileRoute } from '@tanstack/react-router';
import { onlyTeachers } from '@/app/teachers';
import { ImportPage } from '@/features/invitations/pages/ImportPage';
import { needTexts } from '@/lib/i18n';

export const Route = createFileRoute('/_app/teach/invitations/import')({
  beforeLoad: onlyTeachers,
  loader: () => needTexts('invitations'),
  component: ImportPage,
});
