/** A few numbers side by side. */
import classes from './Figures.module.css';

export interface Figure {
  name: string;
  value: string | null;
  note?: string;
}

export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(({ name, value, note }) => (
        <div key={name} className={classes.figure}>
          <dt>{name}</dt>
          <dd>
            {value ?? <span className={classes.pending} />}
            {note ? <span className={classes.note}>{note}</span> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
