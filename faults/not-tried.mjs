/** A work that this machine cannot do, with the reason for people: neither held nor broken, and counted as neither. */
export class NotTried extends Error {
  name = 'NotTried'
}
