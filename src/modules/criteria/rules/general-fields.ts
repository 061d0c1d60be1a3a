import { formatCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import type { AssessmentYear, CriteriaSet, RankLevel, TitledCode, Transition } from './criteria-set.ts'
import { filledLines, readDecimal } from './method-lines.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** Lists of a set as lines of text, one thing a line: what the forms show and read. */

export function writeTitles(items: readonly TitledCode[]): string {
  return items.map(({ title }) => title).join('\n')
}

/**
 * What has a code is known to people by its title alone. A title that was there keeps its code, and so does one that was put in the
 * place of another when all others stayed; a new one gets a code made from its words.
 */
export function readTitles(text: string, before: readonly TitledCode[]): TitledCode[] {
  const titles = filledLines(text)
  const gone = before.filter((each) => !titles.includes(each.title))
  const came = titles.filter((title) => !before.some((each) => each.title === title))
  const renamed = gone.length === 1 && came.length === 1 ? gone[0] : undefined
  const read: TitledCode[] = []
  for (const title of titles) {
    const kept = before.find((each) => each.title === title) ?? renamed
    const taken = new Set([...before, ...read].map(({ code }) => code))
    read.push({ code: kept?.code ?? codeFrom(title, taken), title })
  }
  return read
}

/** `Xã, phường` → `xa-phuong`, with a number when there is one already. */
export function codeFrom(title: string, taken: ReadonlySet<string>): string {
  const words = withoutAccents(title)
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['muc']
  const base = words.join('-').slice(0, 36)
  for (let number = 1; ; number++) {
    const code = number === 1 ? base : `${base}-${number}`
    if (!taken.has(code)) return code
  }
}

/**
 * By what name the set is known inside: made from its title, and following the title until a version is kept. A set that was kept, or
 * came from a file with a name of its own, keeps its name. `known`: the names of the kept sets.
 */
export function idAfter(set: Pick<CriteriaSet, 'id' | 'title'>, title: string, known: readonly string[]): string {
  const base = codeFrom(set.title, new Set())
  const isMade = set.id === base || (set.id.startsWith(`${base}-`) && /^\d+$/.test(set.id.slice(base.length + 1)))
  return known.includes(set.id) || !isMade ? set.id : codeFrom(title, new Set(known))
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

/** `2025 | Sở, ban, ngành | bộ cũ | Khoản 2 Điều 3: …`, kinds with `;` between; by period `từ 07/08/2025: 40%`. */
export function writeTransitions(transitions: readonly Transition[], kinds: readonly TitledCode[]): string {
  const titleOf = (code: string) => kinds.find((kind) => kind.code === code)?.title ?? code
  return transitions
    .map((each) => {
      const holds =
        each.use === 'this-set'
          ? 'bộ mới'
          : each.use === 'replaced-set'
            ? 'bộ cũ'
            : `từ ${formatCalendarDate(each.from)}: ${showDecimalText(each.percent)}%`
      return [each.year, each.unitKinds?.map(titleOf).join('; ') ?? EVERY_KIND, holds, each.clause].join(' | ')
    })
    .join('\n')
}

/** Refuses `criteria.line-unreadable`. */
export function readTransitions(text: string, field: string, known: readonly TitledCode[]): Transition[] {
  return filledLines(text).map((line) => {
    const [year = '', kinds = '', holds = '', ...clause] = line.split('|').map((part) => part.trim())
    const read = holdsIn(holds)
    const words = clause.join(' | ')
    if (!/^\d{4}$/.test(year) || read === null || words === '') {
      throw unreadable(
        field,
        line,
        `2025 | ${known[0]?.title ?? EVERY_KIND} | bộ cũ | Khoản 2 Điều 3: theo bộ cũ đến hết năm`,
      )
    }
    const unitKinds =
      kinds === EVERY_KIND || kinds === '' ? {} : { unitKinds: kindsNamed(kinds, known, { field, line }) }
    return { year: Number(year), ...unitKinds, clause: words, ...read }
  })
}

function kindsNamed(
  text: string,
  known: readonly TitledCode[],
  { field, line }: { field: string; line: string },
): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const found = known.find(({ code, title }) => title === part || code === part)
      if (found) return found.code
      const message = `Dòng “${line}” nêu loại đơn vị “${part}” mà bộ không có. Các loại: ${known.map(({ title }) => title).join('; ')}.`
      throw new Refusal('invalid', 'criteria.line-unreadable', message, { [field]: message })
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
