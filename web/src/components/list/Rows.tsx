/** Rows below one another, each with a line between it and the next, and with room for something at its right. */
import classes from './Rows.module.css';

export function Rows({ children }: { children: React.ReactNode }) {
  return <ul className={classes.rows}>{children}</ul>;
}

interface RowProps {
  side?: React.ReactNode;
  children: React.ReactNode;
}

export function Row({ side, children }: RowProps) {
  return (
    <li className={classes.row}>
      {children}
      {side ? <div className={classes.side}>{side}</div> : null}
    </li>
  );
}
