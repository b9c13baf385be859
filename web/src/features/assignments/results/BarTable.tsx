/** Figures as bars: a table, so that nobody needs to see the bars to read it. */
import { VisuallyHidden } from '@mantine/core';
import classes from './Results.module.css';

export interface BarLine {
  name: React.ReactNode;
  count: number;
  tone?: 'good' | 'plain' | undefined;
}

interface Props {
  /** What the table is about; shown above it, unless a heading there says the same. */
  label: string;
  isLabelled?: boolean;
  columns: [name: string, count: string];
  width: 'narrow' | 'half';
  lines: readonly BarLine[];
  /** What a full bar stands for. */
  full: number;
}

export function BarTable({ label, isLabelled = false, columns, width, lines, full }: Props) {
  return (
    <table className={classes.chart} aria-label={isLabelled ? label : undefined}>
      {isLabelled ? null : <caption className={classes.caption}>{label}</caption>}
      <colgroup>
        <col className={classes[width]} />
        <col />
      </colgroup>
      <thead>
        <tr>
          {columns.map((name) => (
            <th key={name} scope="col">
              <VisuallyHidden>{name}</VisuallyHidden>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, count, tone }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have a place, and may be alike
          <tr key={index} data-tone={tone}>
            <th scope="row">{name}</th>
            <td>
              <div className={classes.bin}>
                <span className={classes.track} aria-hidden="true">
                  <span
                    className={classes.fill}
                    data-tone={tone}
                    style={{ width: `${(100 * count) / Math.max(1, full)}%` }}
                  />
                </span>
                <span className={classes.count}>{count}</span>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
