import { keptText } from '../../../vocabulary/kept-text.ts'

/** The columns in which two versions of a record differ. Line ends, control characters and space around a text make no difference. */
export function differences(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
  keys: readonly string[],
): string[] {
  return keys.filter((key) => keptText(one[key] ?? '') !== keptText(other[key] ?? ''))
}
