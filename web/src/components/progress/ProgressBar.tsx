/** How far something has come. */
import classes from './ProgressBar.module.css';

interface Props {
  label: string;
  /** From 0 to 100. */
  percent: number;
}

export function ProgressBar({ label, percent }: Props) {
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(percent)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <div className={classes.bar} style={{ width: `${percent}%` }} />
    </div>
  );
}
