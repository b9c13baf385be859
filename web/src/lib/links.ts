/** A link from the server, if it is one of this application's own pages; never leads anywhere else. */
export function pagePath(link: string | null | undefined): string | null {
  if (!link?.startsWith('/') || link.startsWith('//') || link.startsWith('/api/')) return null;
  return link;
}

/** The id in an address; null when it cannot be one. */
export function readId(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

/** The address of a stored file on this page's own origin, whatever host the server knows itself by. */
export function mediaPath(file: string): string {
  const { pathname, search } = new URL(file, window.location.origin);
  return pathname + search;
}
