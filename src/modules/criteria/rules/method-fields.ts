import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Comparison, Condition } from './condition.ts'
import type { Criterion } from './criteria-set.ts'
import type { DateLimit } from './date-limit.ts'
import { type Input, isRatio, type Measure } from './input.ts'
import {
  filledLines,
  inputOf,
  readAward,
  readDecimal,
  readInput,
  readItemLine,
  readLevelLine,
  readStepLine,
  writeAward,
  writeInput,
  writeItemLine,
  writeLevelLine,
  writeStepLine,
} from './method-lines.ts'
import type { Award, LateRule, ScoringMethod } from './scoring-method.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** How a criterion is scored, as the fields of a form: names of fields, what stands in them. */
export type MethodFields = Readonly<Record<string, string>>
export type MethodKind = ScoringMethod['kind']

/** The method in its form's fields. */
export function methodFields(method: ScoringMethod): MethodFields {
  switch (method.kind) {
    case 'yes-no':
      return method.when === undefined ? { test: 'person' } : conditionFields(method.when)
    case 'levels':
      return {
        lines: method.levels.map(({ code, title, ...award }) => writeLevelLine({ code, title, award })).join('\n'),
      }
    case 'steps':
      return {
        ...measureFields(method.of),
        lines: method.steps.map((step) => writeStepLine(step, isRatio(method.of) ? '%' : '')).join('\n'),
      }
    case 'ratio':
      return {
        of: writeInput(method.numerator),
        denominator: writeInput(method.denominator),
        noneBelow: showDecimalText(method.noneBelow ?? ''),
        fullFrom: showDecimalText(method.fullFrom ?? ''),
      }
    case 'per-item':
      return {
        lines: method.items.map((item) => writeItemLine(item.of, { points: item.each }, item.atMost)).join('\n'),
      }
    case 'deduction':
      return {
        takenFrom: method.takenFrom,
        lines: method.occurrences.map((each) => writeItemLine(each.of, each, each.atMost)).join('\n'),
      }
    case 'bonus':
      return {
        combine: method.combine,
        lines: method.awards.map((each) => writeItemLine(each.of, { points: each.points }, each.atMost)).join('\n'),
      }
    case 'imported':
      return { of: writeInput(method.of), outOf: showDecimalText(method.outOf ?? '') }
    case 'free':
      return {}
    case 'date':
      return {
        of: method.of === undefined ? '' : writeInput(method.of),
        ...limitFields(method.limit),
        lines: lateLines(method.late).join('\n'),
      }
  }
}

/**
 * The method that the fields say. `kept`: the method as it was; what a form can't show (a condition of several parts, what is scored
 * before a deduction) stays as it is there.
 * Refuses `criteria.method-unreadable` with a message for each field.
 */
export function methodOf(
  kind: MethodKind,
  fields: MethodFields,
  criterion: Pick<Criterion, 'code' | 'method'>,
  indicators: ReadonlySet<string>,
): ScoringMethod {
  const reader = new FieldReader(fields, criterion.code, indicators)
  const method = readMethod(kind, reader, criterion.method)
  reader.refuseProblems()
  if (method === null) throw new Error('a method without problems is there')
  return method
}

function readMethod(kind: MethodKind, reader: FieldReader, kept: ScoringMethod): ScoringMethod | null {
  switch (kind) {
    case 'yes-no': {
      const when = readCondition(reader, kept.kind === 'yes-no' ? kept.when : undefined)
      return when === undefined ? { kind } : { kind, when }
    }
    case 'levels':
      return { kind, levels: reader.lines('A – đầy đủ, đúng hạn: 100%', levelIn) }
    case 'steps': {
      const of = reader.measure()
      const steps = reader.lines('Từ 80% đến dưới 95%: 3 điểm', (line) => readStepLine(line)?.step ?? null)
      return of && { kind, of, steps }
    }
    case 'ratio': {
      const [numerator, denominator] = [reader.input('of', 'a'), reader.input('denominator', 'b')]
      const limits = { ...reader.optionalDecimal('noneBelow'), ...reader.optionalDecimal('fullFrom') }
      return numerator && denominator && { kind, numerator, denominator, ...limits }
    }
    case 'per-item': {
      const items = reader.items().map(({ of, award, atMost }) => ({ of, each: pointsIn(award), ...limit(atMost) }))
      return { kind, items }
    }
    case 'bonus': {
      const awards = reader.items().map(({ of, award, atMost }) => ({ of, points: pointsIn(award), ...limit(atMost) }))
      return { kind, awards, combine: reader.text('combine') === 'highest' ? 'highest' : 'sum' }
    }
    case 'deduction': {
      const occurrences = reader.items(true).map(({ of, award, atMost }) => ({ of, ...award, ...limit(atMost) }))
      const from = reader.text('takenFrom')
      const takenFrom = from === 'total' || from === 'group' ? from : 'criterion'
      const before = kept.kind === 'deduction' && takenFrom === 'criterion' ? kept.before : undefined
      return { kind, takenFrom, ...(before === undefined ? {} : { before }), occurrences }
    }
    case 'imported': {
      const of = reader.input('of', 'a')
      return of && { kind, of, ...reader.optionalDecimal('outOf') }
    }
    case 'free':
      return { kind }
    case 'date': {
      const of = reader.text('of') === '' ? undefined : reader.input('of', 'a')
      const limitRead = reader.limit()
      const late = readLate(reader)
      if (of === null) return null
      return limitRead && late && { kind, ...(of === undefined ? {} : { of }), limit: limitRead, late }
    }
  }
}

const limit = (atMost: string | undefined) => (atMost === undefined ? {} : { atMost })
const pointsIn = (award: Award) => ('points' in award ? award.points : '')

function levelIn(line: string) {
  const level = readLevelLine(line)
  return level && { code: level.code, title: level.title, ...level.award }
}

/** The condition in the fields `test`, `of`, `denominator`, `is`, `value`. */
export function conditionFields(condition: Condition): MethodFields {
  if ('of' in condition) {
    return {
      test: 'compare',
      ...measureFields(condition.of),
      is: condition.is,
      value: showDecimalText(condition.value),
    }
  }
  if ('pointsOf' in condition || 'percentOf' in condition || 'sumOf' in condition) {
    const [test, nodes] =
      'pointsOf' in condition
        ? ['points', condition.pointsOf]
        : 'percentOf' in condition
          ? ['percent', condition.percentOf]
          : ['points', condition.sumOf.join(', ')]
    return { test, nodes, is: condition.is, value: showDecimalText(condition.value) }
  }
  return { test: 'kept' }
}

/** Undefined: a person answers. */
export function readCondition(reader: FieldReader, kept: Condition | undefined): Condition | undefined {
  const test = reader.text('test')
  if (test === 'kept' && kept !== undefined) return kept
  if (test === 'person' || test === '' || test === 'kept') return undefined
  const is = reader.comparison()
  const value = reader.decimal('value')
  if (test === 'compare') {
    const of = reader.measure()
    return of && value !== null ? { of, is, value } : undefined
  }
  const nodes = reader
    .text('nodes')
    .split(/[,;\s]+/)
    .filter((code) => code !== '')
  const [first, ...others] = nodes
  if (first === undefined) reader.problem('nodes', 'Hãy ghi mã của mục, ví dụ 2.1 hoặc I, II.')
  if (first === undefined || value === null) return undefined
  if (test === 'percent') return { percentOf: first, is, value }
  return others.length === 0 ? { pointsOf: first, is, value } : { sumOf: nodes, is, value }
}

function measureFields(of: Measure): MethodFields {
  return isRatio(of)
    ? { of: writeInput(of.numerator), denominator: writeInput(of.denominator) }
    : { of: writeInput(of), denominator: '' }
}

function limitFields({ monthDay, year, time, included }: DateLimit): MethodFields {
  const [month, day] = monthDay.split('-')
  return { limitDay: `${day}/${month}`, limitYear: year, limitTime: time ?? '', included: included ? 'yes' : 'no' }
}

function lateLines(late: LateRule): string[] {
  if ('eachDay' in late) return [`Mỗi ngày: ${writeAward(late.eachDay)}`]
  return late.steps.map((step) =>
    step.upToDays === undefined ? `Chậm hơn: ${writeAward(step)}` : `Đến ${step.upToDays} ngày: ${writeAward(step)}`,
  )
}

function readLate(reader: FieldReader): LateRule | null {
  const each = /^mỗi ngày[^:]*:(.+)$/iu.exec(reader.text('lines').trim())
  if (each) {
    const award = readAward(each[1] ?? '')
    if (award === null) reader.problem('lines', 'Hãy ghi như “Mỗi ngày: 0,5 điểm”.')
    return award && { eachDay: award }
  }
  const steps = reader.lines('Đến 5 ngày: 3 điểm', (line) => {
    const found = /^(?:chậm )?(?:(?:không quá|đến) (\d{1,4}) ngày|chậm hơn|hơn nữa)\s*:(.+)$/iu.exec(line)
    const award = readAward(found?.[2] ?? '')
    if (award === null) return null
    return found?.[1] === undefined ? award : { upToDays: Number(found[1]), ...award }
  })
  return { steps }
}

/** Reads fields one by one and remembers what is wrong with each. */
export class FieldReader {
  readonly #fields: MethodFields
  readonly #code: string
  readonly #indicators: ReadonlySet<string>
  readonly #problems: Record<string, string> = {}

  constructor(fields: MethodFields, code: string, indicators: ReadonlySet<string>) {
    this.#fields = fields
    this.#code = code
    this.#indicators = indicators
  }

  problem(field: string, message: string): void {
    this.#problems[field] ??= message
  }

  refuseProblems(): void {
    const [first] = Object.values(this.#problems)
    if (first !== undefined) throw new Refusal('invalid', 'criteria.method-unreadable', first, { ...this.#problems })
  }

  text(field: string): string {
    return (this.#fields[field] ?? '').trim()
  }

  decimal(field: string): string | null {
    const number = readDecimal(this.text(field))
    if (number === null) this.problem(field, 'Hãy ghi một con số, ví dụ 12,5.')
    return number
  }

  optionalDecimal<Name extends string>(field: Name): { [Key in Name]?: string } {
    if (this.text(field) === '') return {}
    const number = this.decimal(field)
    const read: { [Key in Name]?: string } = {}
    if (number !== null) read[field] = number
    return read
  }

  comparison(): Comparison {
    const is = this.text('is')
    const known = (['at-least', 'more-than', 'at-most', 'less-than', 'equal'] as const).find((each) => each === is)
    if (known === undefined) this.problem('is', 'Hãy chọn cách so sánh.')
    return known ?? 'equal'
  }

  input(field: string, letter: string): Input | null {
    const input = readInput(this.text(field), `${this.#code}${letter}`, this.#indicators)
    if (input === null) this.problem(field, 'Hãy ghi tên số liệu, ví dụ: đơn trả lời đúng hạn.')
    return input
  }

  measure(): Measure | null {
    const of = this.input('of', 'a')
    if (this.text('denominator') === '') return of
    const denominator = this.input('denominator', 'b')
    return of && denominator && { numerator: of, denominator }
  }

  /** Each line read; a line that can't be is named with an example of how to write it. */
  lines<Line>(example: string, read: (line: string) => Line | null): Line[] {
    const lines = filledLines(this.text('lines'))
    if (lines.length === 0) this.problem('lines', `Hãy ghi ít nhất một dòng, ví dụ: ${example}.`)
    return lines.flatMap((line) => {
      const found = read(line)
      if (found !== null) return [found]
      this.problem('lines', `Dòng “${line}” chưa đúng cách viết. Ví dụ: ${example}.`)
      return []
    })
  }

  items(mayBePercent = false): { of: Input; award: Award; atMost: string | undefined }[] {
    const example = mayBePercent ? 'bị nhắc nhở: 0,5 điểm' : 'mô hình mới: 2 điểm, tối đa 6 điểm'
    let place = 0
    return this.lines(example, (line) => {
      place += 1
      const item = readItemLine(line)
      if (item === null || ('percent' in item.award && !mayBePercent)) return null
      const own = `${this.#code}.${String.fromCharCode(96 + Math.min(place, 26))}`
      const of = inputOf(item.title, item.code, own, this.#indicators)
      return of && { of, award: item.award, atMost: item.atMost }
    })
  }

  limit(): DateLimit | null {
    const found = /^(\d{1,2})\/(\d{1,2})$/.exec(this.text('limitDay'))
    if (found === null) this.problem('limitDay', 'Hãy ghi ngày và tháng, ví dụ 05/12.')
    const time = this.text('limitTime')
    if (time !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) this.problem('limitTime', 'Hãy ghi giờ như 17:00.')
    const year = this.text('limitYear')
    return (
      found && {
        monthDay: `${(found[2] ?? '').padStart(2, '0')}-${(found[1] ?? '').padStart(2, '0')}`,
        year: year === 'previous' || year === 'next' ? year : 'same',
        ...(time === '' ? {} : { time }),
        included: this.text('included') !== 'no',
      }
    )
  }
}
