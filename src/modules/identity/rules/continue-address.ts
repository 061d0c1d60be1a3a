/**
 * Where to go on to after signing in: the address that was asked for when it is one of this site, else the first page.
 * A browser reads `//host`, `/\host` and what has control characters in it as another site's.
 */
export function continueAddress(asked: unknown): string {
  if (typeof asked !== 'string' || asked.length > 2000) return '/'
  return /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(asked) ? asked : '/'
}
