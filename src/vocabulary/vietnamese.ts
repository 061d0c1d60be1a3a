const numberFormats = new Map<number, Intl.NumberFormat>()

/** `2657` → `2.657`; `722.4` → `722,4`. At most `decimals` digits after the comma, none of them a trailing zero. */
export function formatNumber(value: number | string, decimals = 2): string {
  // Making a format costs fifty times as much as using one.
  let format = numberFormats.get(decimals)
  if (!format) {
    format = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: decimals })
    numberFormats.set(decimals, format)
  }
  return format.format(Number(value))
}

/** `0.156` → `15,6%`. */
export function formatPercent(share: number, decimals = 1): string {
  return `${formatNumber(share * 100, decimals)}%`
}

/** The key under which Vietnamese text is searched: lower case, no marks, đ as d, single spaces. */
export function withoutAccents(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}

const collator = new Intl.Collator('vi-VN', { numeric: true })

/** Order of two Vietnamese names in a list: the Vietnamese alphabet, numbers by value. */
export function compareNames(first: string, second: string): number {
  return collator.compare(first, second)
}

const instantFormat = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

/** An instant as read in Viet Nam: `14:05 22/11/2026`. */
export function formatInstant(instant: Date): string {
  const part = Object.fromEntries(instantFormat.formatToParts(instant).map(({ type, value }) => [type, value]))
  return `${part.hour}:${part.minute} ${part.day}/${part.month}/${part.year}`
}

/** `xem hoạt động` → `Xem hoạt động`: words as they begin a sentence or a field. */
export function withCapital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1)
}
