/** When single keys must not act: somebody is typing, or a dialog is open. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

export function isInDialog(): boolean {
  return document.querySelector('[role="dialog"]') !== null;
}
