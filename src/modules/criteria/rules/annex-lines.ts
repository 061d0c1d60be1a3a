import type { Criterion } from './criteria-set.ts'
import type { Input } from './input.ts'
import {
  inputOf,
  readAward,
  readDecimal,
  readInput,
  readItemLine,
  readStepLine,
  type StepLine,
} from './method-lines.ts'
import type { Award, ScoringMethod } from './scoring-method.ts'

/** The method that the lines of an annex say, with what a person must still decide; `free` where they can't be understood. */
export interface ReadMethod {
  readonly method: ScoringMethod
  readonly questions: readonly string[]
}

/**
 * Reads how a criterion is scored from the lines under it: steps, described levels, deductions, points for each thing. Only what can
 * be understood in one way is read; everything else is left to a person in words, and the criterion is marked freely meanwhile.
 */
export function readAnnexMethod(
  lines: readonly string[],
  criterion: Pick<Criterion, 'code' | 'title' | 'maxPoints'>,
  indicators: ReadonlySet<string>,
): ReadMethod {
  const free = (question: string): ReadMethod => ({ method: { kind: 'free' }, questions: [question] })
  const texts = lines.map(tidied).filter((line) => line !== '')
  if (texts.length === 0) return free('Không ghi cách chấm; tạm để người chấm cho điểm trong khoảng.')
  if (texts.length === 1 && /^người chấm cho điểm/iu.test(texts[0] ?? ''))
    return { method: { kind: 'free' }, questions: [] }
  const ratio = readRatio(texts, criterion.code, indicators)
  if (ratio) return { method: ratio, questions: [] }
  const [only] = texts
  if (only !== undefined && texts.length === 1) {
    const whole = readWhole(only, criterion.code, indicators)
    if (whole) return { method: whole, questions: [] }
  }
  const read =
    readYesNo(texts, criterion) ?? readSteps(texts, criterion, indicators) ?? readCounted(texts, criterion, indicators)
  if (read) return read
  const levels = readLevels(texts)
  if (levels) return { method: levels, questions: [] }
  return free(`Không rõ cách chấm: “${texts.join('; ').slice(0, 300)}”. Tạm để người chấm cho điểm trong khoảng.`)
}

/** One line without its dash, and with “được 5 điểm” as “: 5 điểm”. */
function tidied(line: string): string {
  return line
    .trim()
    .replace(/^[-–+•*]\s*/u, '')
    .replace(/[;.]$/u, '')
    .replace(/\s*[:,–-]?\s+(?:được|chấm|cho|tính)\s+([\d.,]+)\s*(?:điểm|đ)$/iu, ': $1 điểm')
    .trim()
}

/** `Tỷ lệ: a [x] / b [y] × điểm tối đa`, with its limits on lines of their own. */
function readRatio(texts: readonly string[], code: string, indicators: ReadonlySet<string>): ScoringMethod | null {
  const [first = '', ...limits] = texts
  const ratio = /^tỷ lệ:\s*(.+?)\s+\/\s+(.+?)\s*×\s*điểm tối đa$/iu.exec(first)
  if (!ratio?.[1] || !ratio[2]) return null
  const [numerator, denominator] = [
    readInput(ratio[1], `${code}a`, indicators),
    readInput(ratio[2], `${code}b`, indicators),
  ]
  const read: { noneBelow?: string; fullFrom?: string } = {}
  for (const limit of limits) {
    const found = /^(?:(dưới)|từ) ([\d.,]+)% thì (?:không có|đủ) điểm$/iu.exec(limit)
    const percent = readDecimal(found?.[2] ?? '')
    if (percent === null) return null
    read[found?.[1] === undefined ? 'fullFrom' : 'noneBelow'] = percent
  }
  return numerator && denominator && { kind: 'ratio', numerator, denominator, ...read }
}

/** `Lấy từ: chỉ số [x], thang 100`, as an exported annex has it. */
function readWhole(line: string, code: string, indicators: ReadonlySet<string>): ScoringMethod | null {
  const imported = /^lấy từ:\s*(.+?)(?:,\s*thang\s+([\d.,]+))?$/iu.exec(line)
  if (imported?.[1] === undefined) return null
  const of = readInput(imported[1], `${code}a`, indicators)
  const award = imported[2] === undefined ? null : readAward(imported[2])
  if (of === null) return null
  return award && 'points' in award ? { kind: 'imported', of, outOf: award.points } : { kind: 'imported', of }
}

function readYesNo(texts: readonly string[], { maxPoints }: Pick<Criterion, 'maxPoints'>): ReadMethod | null {
  if (texts.length > 2) return null
  const [yes, no] = texts.map((text) => /^(có|không|đạt|không đạt)\s*:\s*(.+)$/iu.exec(text))
  const [given, none] = [yes?.[2], no?.[2]].map((text) => (text === undefined ? null : readAward(text)))
  const full = given && 'points' in given && given.points === maxPoints
  const nothing = no === undefined || (none && 'points' in none && none.points === '0')
  const order = /^(có|đạt)$/iu.test(yes?.[1] ?? '') && (no === undefined || /^không( đạt)?$/iu.test(no?.[1] ?? ''))
  return full && nothing && order ? { method: { kind: 'yes-no' }, questions: [] } : null
}

function readSteps(
  texts: readonly string[],
  { code, title }: Pick<Criterion, 'code' | 'title'>,
  indicators: ReadonlySet<string>,
): ReadMethod | null {
  const [first = '', ...rest] = texts
  const named = /^theo:\s*(.+?)(?:\s+\/\s+(.+))?$/iu.exec(first)
  const steps = (named ? rest : texts).map(readStepLine)
  const read = steps.flatMap((step) => (step === null ? [] : [step]))
  if (read.length < 2 || read.length < steps.length) return null
  const percents = read.filter((step) => step.inPercent).length
  if (percents > 0 && percents < read.length && !read.every((step) => step.inPercent || isOpen(step.step))) return null
  const list = read.map(({ step }) => step)
  if (named?.[1] !== undefined) {
    const of = readInput(named[1], `${code}a`, indicators)
    const denominator = named[2] === undefined ? null : readInput(named[2], `${code}b`, indicators)
    if (of === null) return null
    return {
      method: { kind: 'steps', of: denominator ? { numerator: of, denominator } : of, steps: list },
      questions: [],
    }
  }
  const inPercent = percents > 0
  const question = inPercent
    ? 'Các bậc tính theo tỷ lệ nhưng chưa rõ tử số và mẫu số; tạm để người nhập ghi thẳng tỷ lệ phần trăm.'
    : 'Các bậc tính theo một số liệu chưa rõ tên và nguồn; tạm lấy tên tiêu chí, do người nhập ghi.'
  const of: Input = { figure: `${code}a`, title: inPercent ? `tỷ lệ (%): ${title}` : title }
  return { method: { kind: 'steps', of, steps: list }, questions: [question] }
}

const isOpen = (step: StepLine) =>
  step.from === undefined && step.above === undefined && step.to === undefined && step.below === undefined

/** All lines say “mỗi …”: taken away, given, or a bonus. */
function readCounted(
  texts: readonly string[],
  { code, maxPoints }: Pick<Criterion, 'code' | 'maxPoints'>,
  indicators: ReadonlySet<string>,
): ReadMethod | null {
  const lines = texts.map((text, index) =>
    countedLine(text, `${code}.${String.fromCharCode(97 + Math.min(index, 25))}`, indicators),
  )
  const read = lines.flatMap((line) => (line === null ? [] : [line]))
  const [first] = read
  if (first === undefined || read.length < lines.length || read.some((line) => line.sense !== first.sense)) return null
  if (first.sense === 'taken') {
    const takenFrom = maxPoints === '0' ? 'group' : 'criterion'
    return {
      method: {
        kind: 'deduction',
        takenFrom,
        occurrences: read.map(({ of, award, limit }) => ({ of, ...award, ...limit })),
      },
      questions: [],
    }
  }
  if (read.some(({ award }) => 'percent' in award)) return null
  const each = read.map(({ of, award, limit }) => ({ of, points: 'points' in award ? award.points : '0', ...limit }))
  return first.sense === 'bonus'
    ? { method: { kind: 'bonus', combine: 'sum', awards: each }, questions: [] }
    : {
        method: { kind: 'per-item', items: each.map(({ points, ...item }) => ({ ...item, each: points })) },
        questions: [],
      }
}

interface CountedLine {
  readonly sense: 'taken' | 'given' | 'bonus'
  readonly of: Input
  readonly award: Award
  readonly limit: { readonly atMost?: string }
}

function countedLine(text: string, ownCode: string, indicators: ReadonlySet<string>): CountedLine | null {
  const taken = /^(?:cứ\s+)?mỗi\s+(?:lần\s+)?(.+?)\s*[:,]?\s*(?:thì\s+|bị\s+)?trừ\s+(.+)$/iu.exec(text)
  const given = taken ?? /^(?:(thưởng)|mỗi)\s+(.+?)\s*[:,]\s*(?:được |cộng |thưởng )?(.+)$/iu.exec(text)
  if (given === null) return null
  const [title, rest] = taken ? [taken[1], taken[2]] : [given[2], given[3]]
  const item = readItemLine(
    `${title}: ${rest?.replace(/,?\s*(?:nhưng )?(?:tổng )?(?:không quá|tối đa)\s+/iu, ', tối đa ')}`,
  )
  if (item === null) return null
  const of = inputOf(item.title, item.code, ownCode, indicators)
  const sense = taken ? 'taken' : given[1] === undefined ? 'given' : 'bonus'
  return of && { sense, of, award: item.award, limit: item.atMost === undefined ? {} : { atMost: item.atMost } }
}

function readLevels(texts: readonly string[]): ScoringMethod | null {
  const levels = texts.map((text, index) => {
    const colon = text.lastIndexOf(':')
    const award = colon < 0 ? null : readAward(text.slice(colon + 1))
    const words = text.slice(0, Math.max(colon, 0)).trim()
    const named = /^(?:mức\s+)?([A-ZĐ]|\d{1,2})\s*[–-]\s*(.+)$/u.exec(words)
    // Something with numbers in it is rather an interval that could not be read than a described level.
    if (award === null || words === '' || (!named && /\d/.test(words))) return null
    return { code: named?.[1] ?? String.fromCharCode(65 + Math.min(index, 25)), title: named?.[2] ?? words, ...award }
  })
  const read = levels.flatMap((level) => (level === null ? [] : [level]))
  return read.length >= 2 && read.length === levels.length ? { kind: 'levels', levels: read } : null
}
