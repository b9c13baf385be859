/** Why a file cannot be used at all, as a form tells of its problems. */
import { IconAlertCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '@/components/form/FormProblem';
import problemClasses from '@/components/form/FormProblem.module.css';
import { ApiError } from '@/lib/api/problem';
import { UnusableList } from '../csv/read';

export function ListProblem({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error instanceof ApiError) {
    return <FormProblem error={error} message={error.errors.file?.[0]} />;
  }
  if (!error) return null;
  const problem = error instanceof UnusableList ? error.problem : 'malformed';
  return (
    <div className={problemClasses.problem} role="alert">
      <IconAlertCircle size={18} aria-hidden="true" />
      <div>{t(`invitations.problems.${problem}`)}</div>
    </div>
  );
}
