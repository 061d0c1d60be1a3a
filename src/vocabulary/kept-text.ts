/**
 * Text as it is kept from a cell: accents in one letter, lines ended in one way, no space around, and none of the control characters
 * (U+0000 to U+001F but for line feed and tab) that a spreadsheet cannot hold.
 */
export function keptText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t\u007F-\u009F]/gu, '')
    .trim()
}
