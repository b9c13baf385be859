/** The frame of a page: its width, its title (also the document's), one line about it, and its actions. */
import { Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import classes from './Page.module.css';

interface Props {
  title: string;
  /** Shown instead of the plain title where a page has a heading of its own. */
  header?: React.ReactNode;
  lead?: React.ReactNode;
  actions?: React.ReactNode;
  width?: 'wide' | 'medium' | 'narrow';
  children: React.ReactNode;
}

export function Page({ title, header, lead, actions, width = 'wide', children }: Props) {
  useDocumentTitle(`${title} · Lectern`);
  return (
    <div className={classes.page} data-width={width}>
      {header === undefined ? (
        <header className={classes.header}>
          <div>
            <Title order={1} tabIndex={-1}>
              {title}
            </Title>
            {lead ? <p className={classes.lead}>{lead}</p> : null}
          </div>
          {actions ? <div className={classes.actions}>{actions}</div> : null}
        </header>
      ) : (
        header
      )}
      {children}
    </div>
  );
}
