/** A table of fixed columns that becomes a list of cards on small screens. What a card looks like is its user's matter. */
import { VisuallyHidden } from '@mantine/core';
import classes from './CardTable.module.css';

export interface Column {
  name: string;
  width?: string;
  /** The name is there for readers only: the column holds actions. */
  isUnnamed?: boolean;
}

interface Props {
  columns: readonly Column[];
  className?: string | undefined;
  /** What the table lists, where no heading beside it says so. */
  label?: string;
  children: React.ReactNode;
}

export function CardTable({ columns, className, label, children }: Props) {
  return (
    <table className={`${classes.table} ${className ?? ''}`} aria-label={label}>
      <colgroup>
        {columns.map(({ name, width }) => (
          <col key={name} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map(({ name, isUnnamed }) => (
            <th key={name} scope="col">
              {isUnnamed ? <VisuallyHidden>{name}</VisuallyHidden> : name}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  );
}
