import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import type { Input } from './input.ts'
import { describeInterval, type Interval } from './interval.ts'
import type { Award } from './scoring-method.ts'
import { showDecimalText } from './vietnamese-number.ts'

/**
 * Lines of a scale as annexes print them: “Từ 90% trở lên: 5 điểm”, “Mỗi lần nhắc nhở trừ 0,5 điểm”. The editor of a set writes and
 * reads them, and so does the import from a spreadsheet. Each reader gives null for a line that can be understood in more than one
 * way, or in none.
 */

/** `2,5` and `2.5` as a set writes them; null for what is no number. */
export function readDecimal(typed: string): string | null {
  const text = typed.trim().replace('−', '-').replace(',', '.')
  if (!/^-?\d{1,15}(\.\d{1,8})?$/.test(text)) return null
  return text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text
}

/** `5 điểm`, `2,5đ`, `50%`, `50% số điểm`. */
export function readAward(typed: string): Award | null {
  const text = typed.trim().replace(/[.;]$/, '')
  const found = /^([-−]?[\d.,]+)\s*(%|điểm|đ)?(\s+(số\s+)?điểm(\s+tối\s+đa)?)?$/iu.exec(text)
  const number = found?.[1] === undefined ? null : readDecimal(found[1])
  if (number === null) return null
  return found?.[2] === '%' ? { percent: number } : { points: number }
}

export function writeAward(award: Award): string {
  return 'points' in award ? `${showDecimalText(award.points)} điểm` : `${showDecimalText(award.percent)}%`
}

export type StepLine = Award & Interval & { readonly label?: string }

/** `Từ 80% đến dưới 95%: 3 điểm`; `(Tốt) trên 5: 2 điểm`. `inPercent` tells whether the bounds bear a percent sign. */
export function readStepLine(line: string): { step: StepLine; inPercent: boolean } | null {
  const text = line.trim().replace(/^[-–+•*]\s*/u, '')
  const colon = text.lastIndexOf(':')
  if (colon < 0) return null
  const award = readAward(text.slice(colon + 1))
  if (award === null) return null
  const label = /^\((.+?)\)\s*/u.exec(text)
  const words = text.slice(label?.[0].length ?? 0, colon).trim()
  const interval = readInterval(words)
  if (interval === null) return null
  return {
    step: { ...interval, ...award, ...(label?.[1] === undefined ? {} : { label: label[1] }) },
    inPercent: words.includes('%'),
  }
}

const NUMBER = '([\\d.,]+)\\s*%?'
const INTERVALS: readonly (readonly [RegExp, (first: string, second: string) => Interval])[] = [
  [new RegExp(`^tu ${NUMBER} den duoi ${NUMBER}$`), (from, below) => ({ from, below })],
  [new RegExp(`^tu ${NUMBER} (?:den|-) ${NUMBER}$`), (from, to) => ({ from, to })],
  [new RegExp(`^(?:tu )?tren ${NUMBER} den duoi ${NUMBER}$`), (above, below) => ({ above, below })],
  [new RegExp(`^(?:tu )?tren ${NUMBER} den ${NUMBER}$`), (above, to) => ({ above, to })],
  [new RegExp(`^(?:dat )?tu ${NUMBER} tro len$`), (from) => ({ from })],
  [new RegExp(`^tren ${NUMBER}$`), (above) => ({ above })],
  [new RegExp(`^duoi ${NUMBER}$`), (below) => ({ below })],
  [new RegExp(`^(?:khong qua|den|tu) ${NUMBER}(?: tro xuong)?$`), (to) => ({ to })],
  [new RegExp(`^(?:bang|dat) ${NUMBER}$`), (from) => ({ from, to: from })],
]

function readInterval(words: string): Interval | null {
  const plain = withoutAccents(words)
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/ ?([–-]) ?/g, ' $1 ')
    .trim()
  if (plain === 'moi gia tri' || plain === 'con lai') return {}
  for (const [pattern, make] of INTERVALS) {
    const found = pattern.exec(plain.replace('–', '-'))
    if (found === null) continue
    // “Từ 80” alone may mean up or down; only “trở lên” and “trở xuống” say which.
    if (/^tu /.test(plain) && found[2] === undefined && !/(tro len|tro xuong)$/.test(plain)) return null
    const [first, second] = [readDecimal(found[1] ?? ''), readDecimal(found[2] ?? '0')]
    return first === null || second === null ? null : make(first, second)
  }
  return null
}

export function writeStepLine(step: StepLine, unit: '%' | ''): string {
  const label = step.label === undefined ? '' : `(${step.label}) `
  const words = describeInterval(step, unit)
  return `${label}${words.charAt(0).toUpperCase()}${words.slice(1)}: ${writeAward(step)}`
}

/** One thing that is counted, with its points: `mô hình mới [mo-hinh]: 2 điểm, tối đa 6 điểm`. */
export interface ItemLine {
  readonly title: string
  /** The code in brackets: of a figure or of an indicator. */
  readonly code: string | null
  readonly award: Award
  readonly atMost?: string
}

export function readItemLine(line: string): ItemLine | null {
  const text = line.trim().replace(/^[-–+•*]\s*/u, '')
  const colon = text.lastIndexOf(':')
  if (colon < 0) return null
  const [awardText = '', limitText] = text.slice(colon + 1).split(/,\s*tối đa\s+/u)
  const award = readAward(awardText)
  const limit = limitText === undefined ? undefined : readAward(limitText)
  if (award === null || limit === null || (limit !== undefined && 'percent' in limit)) return null
  const { title, code } = titleAndCode(text.slice(0, colon))
  if (title === '') return null
  return { title, code, award, ...(limit === undefined ? {} : { atMost: limit.points }) }
}

export function writeItemLine(of: Input, award: Award, atMost: string | undefined): string {
  return `${writeInput(of)}: ${writeAward(award)}${atMost === undefined ? '' : `, tối đa ${writeAward({ points: atMost })}`}`
}

/** A level described in words: `A – đầy đủ, đúng hạn: 100%`. */
export interface LevelLine {
  readonly code: string
  readonly title: string
  readonly award: Award
}

export function readLevelLine(line: string): LevelLine | null {
  const text = line.trim()
  const colon = text.lastIndexOf(':')
  const award = colon < 0 ? null : readAward(text.slice(colon + 1))
  const found = /^([^\s–-]{1,20})\s*[–-]\s*(.+)$/u.exec(text.slice(0, Math.max(colon, 0)).trim())
  if (award === null || found?.[1] === undefined || found[2] === undefined) return null
  return { code: found[1], title: found[2].trim(), award }
}

export function writeLevelLine({ code, title, award }: LevelLine): string {
  return `${code} – ${title}: ${writeAward(award)}`
}

/** `đơn đúng hạn [petition.answered-on-time]`; a number fixed in the set stands as `[=12]`. */
export function writeInput(input: Input): string {
  const code = 'figure' in input ? input.figure : 'indicator' in input ? input.indicator : `=${input.number}`
  return `${input.title} [${code}]`
}

/** An input as it is written; without brackets it is a figure under `ownCode`. A bracket that names an indicator is counted by the system. */
export function readInput(text: string, ownCode: string, indicators: ReadonlySet<string>): Input | null {
  const { title, code } = titleAndCode(text)
  if (title === '') return null
  return inputOf(title, code, ownCode, indicators)
}

export function inputOf(
  title: string,
  code: string | null,
  ownCode: string,
  indicators: ReadonlySet<string>,
): Input | null {
  if (code?.startsWith('=')) {
    const number = readDecimal(code.slice(1))
    return number === null ? null : { number, title }
  }
  return code !== null && indicators.has(code) ? { indicator: code, title } : { figure: code ?? ownCode, title }
}

function titleAndCode(text: string): { title: string; code: string | null } {
  const found = /^(.*?)\s*\[([^\][]{1,80})\]\s*$/su.exec(text.trim())
  return found === null
    ? { title: text.trim(), code: null }
    : { title: (found[1] ?? '').trim(), code: (found[2] ?? '').trim() }
}

/** The filled lines of a text. */
export function filledLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
