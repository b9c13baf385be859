/** A share as a bar: beside its figure, which readers get. */
import classes from './Results.module.css';

interface Props {
  /** From 0 to 1. */
  share: number;
  tone?: 'good' | 'plain';
}

export function Bar({ share, tone }: Props) {
  return (
    <span className={classes.track} aria-hidden="true">
      <span className={classes.fill} data-tone={tone} style={{ width: `${100 * share}%` }} />
    </span>
  );
}
