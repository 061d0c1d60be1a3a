import { type CalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { type DisclosureStanding, type Occurrence, type Quarter, standingOf } from './disclosure.ts'

/** One content that the law asks a commune to make public. */
export type Content = {
  code: string
  title: string
  shortTitle: string
  occurs: Occurrence
  source: string
}

/** What the table needs of a document; withdrawn ones are left out by who asks. */
export type Disclosed = {
  contentCode: string
  quarter: Quarter | null
  dueOn: CalendarDate | null
  disclosedOn: CalendarDate | null
}

/** How a line of the table stands; the worst of its documents, or why there are none. */
export const LINE_STATES = {
  overdue: 'Quá hạn',
  missing: 'Không công khai',
  lacking: 'Chưa có',
  waiting: 'Chờ công khai',
  late: 'Trễ hạn',
  undated: 'Đã công khai',
  'on-time': 'Đúng hạn',
  'not-yet': 'Chưa đến kỳ',
  none: 'Không phát sinh',
} as const

export type LineState = keyof typeof LINE_STATES

/** From the worst to the best: a line, or a content, stands as the worst of what it holds. */
const WORST_FIRST = Object.keys(LINE_STATES) as LineState[]

export type DutyLine<Row extends Disclosed = Disclosed> = {
  content: Content
  quarter: Quarter | null
  documents: readonly Row[]
  state: LineState
}

const ALL_QUARTERS: readonly Quarter[] = [1, 2, 3, 4]

/**
 * The yearly table of one commune: a line for each content, four for one that is owed by the quarter. A yearly content without a
 * document is `lacking` until its year is over and `missing` after; a quarter is not expected before it has ended.
 */
export function dutyTable<Row extends Disclosed>(
  contents: readonly Content[],
  documents: readonly Row[],
  { year, today }: { year: number; today: CalendarDate },
): DutyLine<Row>[] {
  return contents.flatMap((content) => {
    const quarters = content.occurs === 'quarterly' ? ALL_QUARTERS : [null]
    return quarters.map((quarter) => {
      const own = documents.filter((each) => each.contentCode === content.code && each.quarter === quarter)
      const state =
        own.length > 0
          ? worst(own.map((each) => standingOf(each, today)))
          : emptyState(content, quarter, { year, today })
      return { content, quarter, documents: own, state }
    })
  })
}

/** One cell of the table over many communes: how a content stands, and how many of its documents are public. */
export function cellOf(lines: readonly DutyLine[]): { state: LineState; disclosed: number } {
  return {
    state: worst(lines.map((line) => line.state)),
    disclosed: lines.flatMap((line) => line.documents).filter((each) => each.disclosedOn !== null).length,
  }
}

/** How many lines lack something, or came or will come too late. */
export function summaryOf(lines: readonly DutyLine[]) {
  const count = (...states: LineState[]) => lines.filter((line) => states.includes(line.state)).length
  return {
    done: count('on-time', 'undated'),
    late: count('late'),
    waiting: count('waiting'),
    overdue: count('overdue'),
    lacking: count('lacking', 'missing'),
  }
}

function emptyState(
  content: Content,
  quarter: Quarter | null,
  { year, today }: { year: number; today: CalendarDate },
): LineState {
  if (content.occurs === 'as-issued') return 'none'
  const lastDay = quarter === null ? `${year}-12-31` : QUARTER_ENDS[quarter](year)
  if (lastDay < today) return year < yearOf(today) ? 'missing' : 'lacking'
  return quarter === null && year <= yearOf(today) ? 'lacking' : 'not-yet'
}

const QUARTER_ENDS: Readonly<Record<Quarter, (year: number) => CalendarDate>> = {
  1: (year) => `${year}-03-31`,
  2: (year) => `${year}-06-30`,
  3: (year) => `${year}-09-30`,
  4: (year) => `${year}-12-31`,
}

function worst(states: readonly (LineState | DisclosureStanding)[]): LineState {
  return WORST_FIRST.find((state) => states.includes(state)) ?? 'none'
}
