/**
 * One address that mail can be sent to: no name beside it, no list, no line break. Whether it exists shows when the link that is sent
 * there is opened.
 */
export function isEmailAddress(typed: string): boolean {
  return typed.length <= 254 && /^[^\s@<>,;:"'()[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$/i.test(typed)
}

/** How long the link works that confirms an address. */
export const CONFIRMATION_LIFE_IN_HOURS = 24
