/** What to call a person: the full name where there is one. */
export function displayName(person: { full_name?: string | null; username: string }): string {
  return person.full_name?.trim() || person.username;
}
