import { formatCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { AssessmentYear, CriteriaSet, RankLevel, TitledCode, Transition } from './criteria-set.ts'
import { filledLines, readDecimal } from './method-lines.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** Lists of a set as lines of text, one thing a line: what the forms show and read. */

export function writeTitledCodes(items: readonly TitledCode[]): string {
  return items.map(({ code, title }) => `${code}: ${title}`).join('\n')
}

/** Refuses `criteria.line-unreadable`, naming the line. */
export function readTitledCodes(text: string, field: string): TitledCode[] {
  return filledLines(text).map((line) => {
    const found = /^([^:\s]{1,40})\s*:\s*(.+)$/u.exec(line)
    if (!found?.[1] || !found[2]) throw unreadable(field, line, 'xa: Xã, phường')
    return { code: found[1], title: found[2] }
  })
}

export function writeYears(years: readonly AssessmentYear[]): string {
  return years
    .map(({ year, from, to }) => `${year}: ${formatCalendarDate(from)} – ${formatCalendarDate(to)}`)
    .join('\n')
}

/** `2025` alone is the calendar year. Refuses `criteria.line-unreadable`. */
export function readYears(text: string, field: string): AssessmentYear[] {
  return filledLines(text).map((line) => {
    const found = /^(\d{4})(?:\s*:\s*(\S+)\s*[–-]\s*(\S+))?$/u.exec(line)
    const year = Number(found?.[1])
    if (!found) throw unreadable(field, line, '2025: 01/12/2024 – 30/11/2025')
    if (found[2] === undefined || found[3] === undefined) return { year, from: `${year}-01-01`, to: `${year}-12-31` }
    try {
      return { year, from: parseCalendarDate(found[2]), to: parseCalendarDate(found[3]) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw unreadable(field, line, '2025: 01/12/2024 – 30/11/2025')
    }
  })
}

export function writeRanks(ranks: readonly RankLevel[]): string {
  return ranks.map((rank) => `${rank.title}: từ ${showDecimalText(rank.from)} điểm`).join('\n')
}

/** `Hoàn thành tốt: từ 80 điểm`; a rank keeps the upper bound that the set had for it. Refuses `criteria.line-unreadable`. */
export function readRanks(text: string, field: string): RankLevel[] {
  return filledLines(text).map((line) => {
    const found = /^(.+?)\s*:\s*(?:từ\s*)?([-−\d.,]+)(?:\s*điểm)?(?:\s*trở lên)?$/iu.exec(line)
    const from = readDecimal(found?.[2] ?? '')
    if (!found?.[1] || from === null) throw unreadable(field, line, 'Hoàn thành tốt: từ 80 điểm')
    return { title: found[1], from }
  })
}

const EVERY_KIND = 'tất cả'

/** `2025 | so | bộ cũ | Khoản 2 Điều 3: …`; by period `từ 07/08/2025: 40%`. */
export function writeTransitions(transitions: readonly Transition[]): string {
  return transitions
    .map((each) => {
      const holds =
        each.use === 'this-set'
          ? 'bộ mới'
          : each.use === 'replaced-set'
            ? 'bộ cũ'
            : `từ ${formatCalendarDate(each.from)}: ${showDecimalText(each.percent)}%`
      return [each.year, each.unitKinds?.join(', ') ?? EVERY_KIND, holds, each.clause].join(' | ')
    })
    .join('\n')
}

/** Refuses `criteria.line-unreadable`. */
export function readTransitions(text: string, field: string): Transition[] {
  return filledLines(text).map((line) => {
    const [year = '', kinds = '', holds = '', ...clause] = line.split('|').map((part) => part.trim())
    const read = holdsIn(holds)
    const words = clause.join(' | ')
    if (!/^\d{4}$/.test(year) || read === null || words === '') {
      throw unreadable(field, line, '2025 | so | bộ cũ | Khoản 2 Điều 3: các sở theo bộ cũ đến hết năm')
    }
    const unitKinds = kinds === EVERY_KIND || kinds === '' ? {} : { unitKinds: readCodes(kinds) }
    return { year: Number(year), ...unitKinds, clause: words, ...read }
  })
}

function holdsIn(
  words: string,
): { use: 'this-set' } | { use: 'replaced-set' } | { use: 'by-period'; from: string; percent: string } | null {
  if (/^bộ mới$/iu.test(words)) return { use: 'this-set' }
  if (/^bộ cũ$/iu.test(words)) return { use: 'replaced-set' }
  const found = /^từ\s+(\d{1,2})\/(\d{1,2})\/(\d{4})\s*:\s*([\d.,]+)\s*%$/iu.exec(words)
  const percent = readDecimal(found?.[4] ?? '')
  if (!found || percent === null) return null
  const [day, month] = [found[1], found[2]].map((part) => (part ?? '').padStart(2, '0'))
  return { use: 'by-period', from: `${found[3]}-${month}-${day}`, percent }
}

/** Codes with commas or spaces between. */
export function readCodes(text: string): string[] {
  return text.split(/[,;\s]+/u).filter((code) => code !== '')
}

/** An empty set, to be filled in by forms or by an import. */
export function blankSet(year: number, title: string): CriteriaSet {
  return {
    id: `bo-tieu-chi-${year}`,
    title,
    legalAct: { number: '', date: `${year}-01-01`, issuer: 'UBND tỉnh' },
    effective: { from: `${year}-01-01` },
    years: [{ year, from: `${year}-01-01`, to: `${year}-12-31` }],
    unitKinds: [{ code: 'xa', title: 'Xã, phường' }],
    scale: { baseMaximum: '100', decimals: 2, rounding: 'half-up' },
    notApplicable: 'full',
    groups: [],
    ranks: [
      { title: 'Hoàn thành xuất sắc', from: '90' },
      { title: 'Hoàn thành tốt', from: '80' },
      { title: 'Hoàn thành', from: '50' },
      { title: 'Không hoàn thành', from: '0' },
    ],
  }
}

function unreadable(field: string, line: string, example: string): Refusal {
  const message = `Dòng “${line}” chưa đúng cách viết. Ví dụ: ${example}.`
  return new Refusal('invalid', 'criteria.line-unreadable', message, { [field]: message })
}
