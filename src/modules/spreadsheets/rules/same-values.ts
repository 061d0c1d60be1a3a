/** The columns in which two versions of a record differ. Line ends, control characters and space around a text make no difference. */
export function differences(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
  keys: readonly string[],
): string[] {
  return keys.filter((key) => asCompared(one[key]) !== asCompared(other[key]))
}

function asCompared(text: string | undefined): string {
  return (
    (text ?? '')
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: a spreadsheet cannot hold them
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '')
      .trim()
  )
}
