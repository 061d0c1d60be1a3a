import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Milestone } from './milestones.ts'
import { type NextWorkingDay, type RedatedDeadline, redatedDay, redatedDeadline } from './redate.ts'

type TaskOfYear = {
  title: string
  product: string
  dueOn: CalendarDate
  dueOnExcluded: boolean
  periodFrom: CalendarDate | null
  periodTo: CalendarDate | null
  milestones: readonly Milestone[]
}

export type CopiedTask = {
  title: string
  product: string
  deadline: RedatedDeadline
  period: { from: CalendarDate; to: CalendarDate } | null
  milestones: Milestone[]
}

/** A task as it goes into the plan of another year: its days moved to working days of that year, the year in its words changed. */
export function copiedTask(
  task: TaskOfYear,
  { fromYear, toYear, nextWorkingDay }: { fromYear: number; toYear: number; nextWorkingDay: NextWorkingDay },
): CopiedTask {
  const years = toYear - fromYear
  const deadline = redatedDeadline(task, years, nextWorkingDay)
  const moved = (day: CalendarDate) => redatedDay(day, years, { nextWorkingDay, atMost: deadline.lastGoodDay })
  const { periodFrom, periodTo } = task
  return {
    title: inYear(task.title, fromYear, toYear),
    product: inYear(task.product, fromYear, toYear),
    deadline,
    period: periodFrom === null || periodTo === null ? null : { from: moved(periodFrom), to: moved(periodTo) },
    milestones: task.milestones.map(({ title, dueOn }) => ({
      title: inYear(title, fromYear, toYear),
      dueOn: moved(dueOn),
    })),
  }
}

/**
 * The words with the year of the plan changed: “năm 2022” becomes “năm 2023”. A year after a slash or a stroke is part of a day or of
 * a document's number and stays.
 */
export function inYear(words: string, fromYear: number, toYear: number): string {
  return words.replace(new RegExp(`(?<![\\d/.-])${fromYear}(?![\\d/-])`, 'g'), String(toYear))
}

/** What two plans have in common and what not, in the order of the later one, then what was left out. */
export type Compared<Item> = { kind: 'same' | 'changed' | 'new' | 'left-out'; before: Item | null; after: Item | null }

/** Compares what a plan has with what it was copied from; `changed` when the two are not told the same by `words`. */
export function compared<Item extends { id: string }>(
  before: readonly Item[],
  after: readonly (Item & { copiedFromId: string | null })[],
  words: (item: Item) => string,
): Compared<Item>[] {
  const known = new Map(before.map((item) => [item.id, item]))
  const taken = new Set<string>()
  const rows = after.map((item): Compared<Item> => {
    const source = item.copiedFromId === null ? undefined : known.get(item.copiedFromId)
    if (!source) return { kind: 'new', before: null, after: item }
    taken.add(source.id)
    return { kind: words(source) === words(item) ? 'same' : 'changed', before: source, after: item }
  })
  const leftOut = before.filter(({ id }) => !taken.has(id))
  return [...rows, ...leftOut.map((item): Compared<Item> => ({ kind: 'left-out', before: item, after: null }))]
}
