/** Tabs that are pages of their own: links in a bar, the present one marked. */
import { Link, type LinkProps } from '@tanstack/react-router';
import classes from './LinkTabs.module.css';

export interface LinkTab {
  to: NonNullable<LinkProps['to']>;
  params?: Record<string, string>;
  label: string;
}

interface Props {
  label: string;
  tabs: readonly LinkTab[];
}

export function LinkTabs({ label, tabs }: Props) {
  return (
    <nav aria-label={label} className={classes.bar}>
      {tabs.map(({ to, params, label: text }) => (
        <Link key={to} to={to} params={params as never} className={classes.tab} resetScroll={false}>
          {text}
        </Link>
      ))}
    </nav>
  );
}
