export type AgendaLine = { startsAt: string; content: string; speaker: string }

/** An hour as people write it: 7:30, 07:30, 7h30, 7 giờ 30, 7h. */
const HOUR = /^(\d{1,2})\s*(?::|h|giờ)\s*(\d{2})?(?:\s*phút)?$/i

/** The hour as `07:30`; null for what is none. */
export function hourOf(text: string): string | null {
  const found = HOUR.exec(text.trim())
  if (!found) return null
  const [hours, minutes] = [Number(found[1]), Number(found[2] ?? '0')]
  if (hours > 23 || minutes > 59) return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/**
 * An agenda from lines “giờ | nội dung | người trình bày”. Hour and speaker can be left out: a line with two parts of which the first
 * is no hour is content and speaker. Blank lines do not count.
 */
export function agendaInLines(text: string): AgendaLine[] {
  return text.split('\n').flatMap((line) => {
    const parts = line.split('|').map((part) => part.trim())
    const hour = parts.length > 1 ? hourOf(parts[0] ?? '') : null
    const empty = parts.length > 2 && parts[0] === ''
    const [content = '', ...rest] = hour !== null || empty ? parts.slice(1) : parts
    const speaker = rest.filter((part) => part !== '').join(' | ')
    return content === '' ? [] : [{ startsAt: hour ?? '', content, speaker }]
  })
}

/** The same lines as they are typed. */
export function agendaAsText(lines: readonly AgendaLine[]): string {
  return lines
    .map(({ startsAt, content, speaker }) => {
      if (startsAt === '') return speaker === '' ? content : ` | ${content} | ${speaker}`
      return speaker === '' ? `${startsAt} | ${content}` : `${startsAt} | ${content} | ${speaker}`
    })
    .join('\n')
}
