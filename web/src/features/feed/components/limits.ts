/** How long a post may be, counted as the server does: in characters, not in UTF-16 units. */

export const longest = 2000;
/** From here on the counter is shown. */
export const nearLongest = 1700;

export function lengthOf(text: string): number {
  return [...text.trim()].length;
}

export function isPostable(text: string): boolean {
  const length = lengthOf(text);
  return length > 0 && length <= longest;
}
