import { withoutAccents } from '../../../vocabulary/vietnamese.ts'

/** A user name to begin with: the given name and the first letters of the others, `Nguyễn Thị Mai` → `mai.nt`. */
export function suggestedUserName(fullName: string): string {
  const words = withoutAccents(fullName)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const given = words.at(-1) ?? ''
  const letters = words.slice(0, -1).map((word) => word.charAt(0))
  return letters.length > 0 ? `${given}.${letters.join('')}` : given
}
