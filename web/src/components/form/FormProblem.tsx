/** Why a form was not accepted, where no single field is to blame. */
import { IconAlertCircle } from '@tabler/icons-react';
import { useErrorText } from '@/components/states/errorText';
import type { ApiError } from '@/lib/api/problem';
import classes from './FormProblem.module.css';

interface Props {
  error: ApiError | null;
  /** Replaces the sentence, where the form knows better than the server. */
  message?: string;
}

export function FormProblem({ error, message }: Props) {
  const describe = useErrorText();
  if (!error) return null;
  return (
    <div className={classes.problem} role="alert">
      <IconAlertCircle size={18} aria-hidden="true" />
      <div>
        {message ?? describe(error)}
        {error.status >= 500 && error.requestId ? (
          <div className={classes.request}>{error.requestId}</div>
        ) : null}
      </div>
    </div>
  );
}
