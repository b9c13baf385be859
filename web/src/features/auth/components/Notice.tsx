/** Why somebody stands before the sign-in again. */
import classes from './Notice.module.css';

interface Props {
  tone: 'bad' | 'info';
  children: React.ReactNode;
}

export function Notice({ tone, children }: Props) {
  return (
    <p className={classes.notice} data-tone={tone} role="status">
      {children}
    </p>
  );
}
