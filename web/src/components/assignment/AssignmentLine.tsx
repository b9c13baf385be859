/** A quiz or a deck in a list: a sign of its kind, its name, a few facts, and room for an action at its right. */
import { IconCards, IconChecklist } from '@tabler/icons-react';
import type { Assignment } from '@/generated/types.gen';
import classes from './Assignment.module.css';

interface Props {
  assignment: Assignment;
  name?: React.ReactNode;
  facts: React.ReactNode;
  children: React.ReactNode;
}

export function AssignmentLine({ assignment, name, facts, children }: Props) {
  const Icon = assignment.assignment_type === 'quiz' ? IconChecklist : IconCards;
  return (
    <li className={classes.row}>
      <span className={classes.icon} data-kind={assignment.assignment_type} aria-hidden="true">
        <Icon size={20} stroke={1.75} />
      </span>
      <div className={classes.about}>
        <span className={classes.name}>{name ?? assignment.title}</span>
        <span className={classes.meta}>{facts}</span>
      </div>
      {children}
    </li>
  );
}
