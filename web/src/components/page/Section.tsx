/** A titled part of a page, with room for one link or button at its right. */
import { Title } from '@mantine/core';
import { useId } from 'react';
import classes from './Section.module.css';

interface Props {
  title: string;
  action?: React.ReactNode;
  lead?: React.ReactNode;
  children: React.ReactNode;
}

export function Section({ title, action, lead, children }: Props) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.head}>
        <div>
          <Title order={2} id={id}>
            {title}
          </Title>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

interface CardProps {
  children: React.ReactNode;
  padded?: boolean;
}

export function Card({ children, padded = true }: CardProps) {
  return (
    <div className={classes.card} data-padded={padded || undefined}>
      {children}
    </div>
  );
}
