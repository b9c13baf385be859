/** Moves the focus to the heading of the page that was navigated to, so that a reader hears where they are. */
import type { AnyRouter } from '@tanstack/react-router';

export function focusOnNavigation(router: AnyRouter): void {
  router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
    if (!fromLocation || !pathChanged) return;
    const active = document.activeElement;
    if (active?.closest('[role="dialog"]')) return;
    const target = document.querySelector<HTMLElement>('main h1') ?? document.querySelector('main');
    target?.focus({ preventScroll: true });
  });
}
