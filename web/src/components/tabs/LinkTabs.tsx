/** Tabs that are pages of their own: links in a bar, the present one marked. */
import { Link, type LinkProps, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import classes from './LinkTabs.module.css';

export interface LinkTab {
  to: NonNullable<LinkProps['to']>;
  params?: Record<string, string>;
  /** Where tabs differ in this, and not in their path. */
  search?: Record<string, string>;
  label: string;
}

interface Props {
  label: string;
  tabs: readonly LinkTab[];
}

export function LinkTabs({ label, tabs }: Props) {
  const bar = useRef<HTMLElement>(null);
  useActiveInView(bar);
  return (
    <nav ref={bar} aria-label={label} className={classes.bar}>
      {tabs.map(({ to, params, search, label: text }) => (
        <Link
          key={text}
          to={to}
          params={params as never}
          search={search as never}
          activeOptions={{ exact: search !== undefined }}
          className={classes.tab}
          resetScroll={false}
        >
          {text}
        </Link>
      ))}
    </nav>
  );
}

/** Where the bar is wider than the screen, the present tab is not left outside of it. */
function useActiveInView(bar: React.RefObject<HTMLElement | null>): void {
  const address = useRouterState({ select: ({ location }) => location.href });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address, another tab
  useEffect(() => {
    const tab = bar.current?.querySelector<HTMLElement>('[data-status=active]');
    if (!tab || !bar.current) return;
    const { clientWidth } = bar.current;
    bar.current.scrollLeft = tab.offsetLeft - (clientWidth - tab.offsetWidth) / 2;
  }, [bar, address]);
}
