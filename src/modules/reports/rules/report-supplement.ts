import { Refusal } from '../../../vocabulary/refusal.ts'
import { isOpen, type ReportState } from './report-state.ts'

/** draft → submitted → accepted or refused. From the moment it is sent it has a number and nothing in it changes. */
export type SupplementState = 'draft' | 'submitted' | 'accepted' | 'refused'

/** The states in the words of the offices. */
export const SUPPLEMENT_STATES: Readonly<Record<SupplementState, string>> = {
  draft: 'Đang soạn',
  submitted: 'Đã gửi, chờ tiếp nhận',
  accepted: 'Đã tiếp nhận',
  refused: 'Không tiếp nhận',
}

/** An amount as it was sent: the figure and the number of records behind it; null when it could not be counted. */
export type SentAmount = { value: number; recordCount: number } | null

export type FigureChange = {
  code: string
  title: string
  unitOfMeasure: string
  before: SentAmount
  after: SentAmount
}

type Counted = Pick<FigureChange, 'code' | 'title' | 'unitOfMeasure'> & { amount: SentAmount }

/**
 * What the records give another number for than was sent. A figure that stands in only one of the two is one that could not be counted
 * on the other day.
 */
export function figureChanges(sent: readonly Counted[], now: readonly Counted[]): FigureChange[] {
  const before = new Map(sent.map((figure) => [figure.code, figure]))
  const after = new Map(now.map((figure) => [figure.code, figure]))
  return [...new Map([...before, ...after]).values()].flatMap(({ code, title, unitOfMeasure }) => {
    const change = {
      ...{ code, title, unitOfMeasure },
      before: before.get(code)?.amount ?? null,
      after: after.get(code)?.amount ?? null,
    }
    return isSame(change.before, change.after) ? [] : [change]
  })
}

/** The figures as they stand after supplements, which are given in their order. */
export function withSupplements<Figure extends Counted>(
  sent: readonly Figure[],
  supplements: readonly (readonly FigureChange[])[],
): (Figure | Counted)[] {
  const standing = new Map<string, Figure | Counted>(sent.map((figure) => [figure.code, figure]))
  for (const { code, title, unitOfMeasure, after } of supplements.flat()) {
    standing.set(code, { ...(standing.get(code) ?? { code, title, unitOfMeasure }), amount: after })
  }
  return [...standing.values()]
}

function isSame(one: SentAmount, other: SentAmount): boolean {
  return one?.value === other?.value && one?.recordCount === other?.recordCount
}

/** The number of the next supplement of a report. Numbers are given when one is sent, so that none is missing. */
export function nextSupplementNumber(numbers: readonly number[]): number {
  return Math.max(0, ...numbers) + 1
}

/** Refuses `report.nothing-to-supplement`: a report that is not sent, or came back, is written itself. */
export function requireSupplementable({ state }: { readonly state: ReportState }): void {
  if (!isOpen({ state })) return
  const message =
    state === 'draft'
      ? 'Báo cáo chưa gửi nên chưa cần bổ sung. Hãy sửa thẳng trong báo cáo.'
      : 'Báo cáo đang ở đơn vị để sửa và gửi lại. Hãy sửa thẳng trong báo cáo, không lập bản bổ sung.'
  throw new Refusal('conflict', 'report.nothing-to-supplement', message)
}

/** Refuses `report.empty-supplement`: it changes no figure and says nothing. */
export function requireSomething(changes: readonly FigureChange[], content: string): void {
  if (changes.length > 0 || content.trim() !== '') return
  const message = 'Không có chỉ tiêu nào thay đổi so với số đã gửi. Hãy ghi nội dung bổ sung, hoặc không gửi bản này.'
  throw new Refusal('invalid', 'report.empty-supplement', message, { content: message })
}

/**
 * A sent supplement once the collector has decided. Refuses `report.supplement-not-waiting`, and `report.reason-missing` when it is
 * refused without a word why.
 */
export function supplementDecided(
  { state }: { readonly state: SupplementState },
  decision: 'accept' | 'refuse',
  reason: string,
): { state: 'accepted' | 'refused'; reason: string } {
  if (state !== 'submitted') {
    const message = `Báo cáo bổ sung này không còn chờ tiếp nhận (tình trạng: ${SUPPLEMENT_STATES[state].toLocaleLowerCase('vi')}).`
    throw new Refusal('conflict', 'report.supplement-not-waiting', message)
  }
  if (decision === 'accept') return { state: 'accepted', reason: '' }
  if (reason.trim() === '') {
    const message = 'Hãy ghi lý do không tiếp nhận để đơn vị biết.'
    throw new Refusal('invalid', 'report.reason-missing', message, { reason: message })
  }
  return { state: 'refused', reason: reason.trim() }
}
