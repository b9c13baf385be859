/** A wide and a narrow column; one below the other on small screens. */
import classes from './Columns.module.css';

interface Props {
  main: React.ReactNode;
  side: React.ReactNode;
}

export function Columns({ main, side }: Props) {
  return (
    <div className={classes.columns}>
      <div>{main}</div>
      <div>{side}</div>
    </div>
  );
}
