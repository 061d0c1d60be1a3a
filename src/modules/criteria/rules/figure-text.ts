import { formatCalendarDate, parseCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { FigureValue } from './input.ts'
import type { AskedFigure } from './set-inputs.ts'
import { showDecimalText } from './vietnamese-number.ts'

/**
 * A figure as a person types it, as a value to score with; `undefined` when nothing was typed.
 * `2.657` is two thousand six hundred and fifty-seven, `87,5` and `87.5` the same decimal; a date may carry an hour
 * (`05/12/2025 16:30`).
 * Refuses `criteria.unreadable-figure` with the message for the figure's field.
 */
export function readFigure(figure: AskedFigure, typed: string): FigureValue | undefined {
  const text = typed.normalize('NFC').trim()
  if (text === '') return undefined
  switch (figure.kind) {
    case 'yes-no':
      if (text === 'yes' || text === 'no') return text === 'yes'
      return refuse(figure, 'Hãy chọn “Có” hoặc “Không”.')
    case 'level':
    case 'rank':
    case 'unit':
      return text
    case 'count':
      if (/^(\d{1,9}|\d{1,3}(\.\d{3})+)$/.test(text)) return Number(text.replace(/\./g, ''))
      return refuse(figure, `“${figure.title}” phải là số nguyên từ 0 trở lên, ví dụ 12. Bạn đã nhập “${text}”.`)
    case 'number':
    case 'points':
      return decimalIn(figure, text)
    case 'date':
      return momentIn(figure, text)
  }
}

/** The figure as it stands in a field. */
export function writeFigure(figure: AskedFigure, value: FigureValue | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (figure.kind === 'date') return showMoment(String(value))
  return figure.kind === 'level' || figure.kind === 'rank' || figure.kind === 'unit'
    ? String(value)
    : showDecimalText(String(value))
}

/** The figure as a person reads it. */
export function showFigure(figure: AskedFigure, value: FigureValue): string {
  if (typeof value === 'boolean') return value ? 'Có' : 'Không'
  return writeFigure(figure, value)
}

/**
 * The figures in a sent form: a value for what was typed, null for what was left empty.
 * Refuses `criteria.unreadable-figure` with a message for each field that cannot be read.
 */
export function figuresTyped(
  figures: readonly AskedFigure[],
  entered: Readonly<Record<string, unknown>>,
): Record<string, FigureValue | null> {
  const problems: Record<string, string> = {}
  const values: Record<string, FigureValue | null> = {}
  for (const figure of figures) {
    const typed = entered[figureField(figure.code)]
    try {
      values[figure.code] = readFigure(figure, typeof typed === 'string' ? typed : '') ?? null
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      Object.assign(problems, error.fields)
    }
  }
  const [first] = Object.values(problems)
  if (first !== undefined) throw new Refusal('invalid', 'criteria.unreadable-figure', first, problems)
  return values
}

/** The name of a figure's field in a form. */
export function figureField(code: string): string {
  return `figure:${code}`
}

function decimalIn(figure: AskedFigure, text: string): FigureValue {
  const plain = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text)
    ? text.replace(/\./g, '').replace(',', '.')
    : text.replace('−', '-').replace(',', '.')
  if (/^-?\d{1,15}(\.\d{1,8})?$/.test(plain)) return plain.includes('.') ? plain : Number(plain)
  return refuse(figure, `“${figure.title}” phải là một con số, ví dụ 87,5. Bạn đã nhập “${text}”.`)
}

function momentIn(figure: AskedFigure, text: string): string {
  const [day = '', hour, ...rest] = text.split(/\s+/)
  if (rest.length > 0 || (hour !== undefined && !/^([01]?\d|2[0-3]):[0-5]\d$/.test(hour))) {
    return refuse(
      figure,
      `“${text}” không phải là một ngày. Hãy ghi như 05/12/2025, có thể thêm giờ: 05/12/2025 16:30.`,
    )
  }
  try {
    const date = parseCalendarDate(day)
    return hour === undefined ? date : `${date}T${hour.padStart(5, '0')}`
  } catch (error) {
    if (error instanceof Refusal) return refuse(figure, error.messageForPerson)
    throw error
  }
}

function showMoment(moment: string): string {
  const [day = '', hour] = moment.split('T')
  return hour === undefined ? formatCalendarDate(day) : `${formatCalendarDate(day)} ${hour}`
}

function refuse(figure: AskedFigure, message: string): never {
  throw new Refusal('invalid', 'criteria.unreadable-figure', message, { [figureField(figure.code)]: message })
}
