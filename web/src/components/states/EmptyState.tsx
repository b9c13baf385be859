/** What a list shows when it is empty: a sign, one sentence and one action. */
import classes from './States.module.css';

interface Props {
  icon: React.ReactNode;
  children: React.ReactNode;
  action?: React.ReactNode;
}

export function EmptyState({ icon, children, action }: Props) {
  return (
    <div className={classes.state}>
      <div className={classes.icon} aria-hidden="true">
        {icon}
      </div>
      <p className={classes.sentence}>{children}</p>
      {action}
    </div>
  );
}
