import { formatCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { AssessmentYear, CriteriaSet, RankLevel, TitledCode } from './criteria-set.ts'
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
