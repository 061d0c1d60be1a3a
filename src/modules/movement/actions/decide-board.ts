import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  type BoardRecord,
  type BoardSubject,
  countingSheets,
  criteriaOf,
  sheetsOf,
  subjectsOf,
  type WrittenSheet,
} from '../queries/boards.ts'
import { stagesOf } from '../queries/contests.ts'
import {
  type BoardCriterion,
  isChosenByPeople,
  isWide,
  placesOf,
  resultOf,
  type Spread,
  spreadOf,
} from '../rules/marking.ts'
import { boardForUpdate, refuseUnlessTalkedOver, tellOfBoard } from './keep-board.ts'
import { judgedContest } from './keep-judged-contest.ts'

/** What is marked, with its result, its place and how far its marks lie apart. */
export type Standing = BoardSubject & {
  result: string | null
  place: number | null
  spread: Spread
  sheetCount: number
}

/** How everything on a board stands by the marks that count, the best first. */
export function standings(
  subjects: readonly BoardSubject[],
  sheets: readonly WrittenSheet[],
  { criteria, ...rule }: { criteria: readonly BoardCriterion[]; criterionPercent: number; totalPercent: number },
): Standing[] {
  const marked = subjects.map((subject) => {
    const counting = countingSheets(sheets, subject.id)
    return {
      ...subject,
      result: resultOf(counting),
      spread: spreadOf(criteria, counting, rule),
      sheetCount: counting.length,
    }
  })
  return placesOf(marked).sort(
    (one, other) => (one.place ?? Number.MAX_SAFE_INTEGER) - (other.place ?? Number.MAX_SAFE_INTEGER),
  )
}

export type BoardDecision = {
  boardId: string
  /** What is chosen: for the next round, for an award or for recognition. */
  chosenIds: readonly string[]
  /** For each: its prize, or why it is not chosen. */
  reasons: Readonly<Record<string, string>>
  decision: string
  decidedOn: CalendarDate
  /** Why people chose otherwise than by the results, or among equal ones. */
  choiceReason: string
}

/**
 * Decides a board: results and places are kept as they stand, with what was chosen. Refuses `movement.not-closed`,
 * `movement.board-decided`, a day before marking was opened or after today (`movement.decision-day`), nothing chosen
 * (`movement.nothing-chosen`), what nobody marked (`movement.not-marked`), marks far apart that were not talked over
 * (`movement.not-discussed`), and a choice among equal results, or past a better one, without its reason (`movement.choice-unexplained`).
 */
export async function takeDecision(
  transaction: Database,
  official: Official,
  board: BoardRecord,
  { given, today }: { given: BoardDecision; today: CalendarDate },
): Promise<(Standing & { isChosen: boolean })[]> {
  refuseUnlessTalkedOver(board)
  const criteria = await criteriaOf(transaction, board.id)
  const [subjects, sheets] = [await subjectsOf(transaction, board.id), await sheetsOf(transaction, board.id)]
  const chosen = new Set(given.chosenIds)
  const all = standings(subjects, sheets, { ...board, criteria }).map((each) => ({
    ...each,
    isChosen: chosen.has(each.id),
  }))
  refuseDecision(all, board, given, today)
  for (const { id, result, place, isChosen } of all) {
    await transaction
      .updateTable('board_subject')
      .set({ result, place, outcome: isChosen ? 'chosen' : 'not-chosen', reason: given.reasons[id] ?? '' })
      .where('id', '=', id)
      .execute()
  }
  await transaction
    .updateTable('movement_board')
    .set({
      decided_on: given.decidedOn,
      decision: given.decision,
      choice_reason: given.choiceReason,
      ...changedBy(official),
    })
    .where('id', '=', board.id)
    .execute()
  return all
}

function refuseDecision(
  all: readonly (Standing & { isChosen: boolean })[],
  board: BoardRecord,
  given: BoardDecision,
  today: CalendarDate,
): void {
  const refuse = (code: string, message: string, field: string): never => {
    throw new Refusal('invalid', `movement.${code}`, message, { [field]: message })
  }
  const name = (one: Standing) => (one.number === null ? `“${one.title}”` : `số ${one.number}`)
  if (given.decidedOn > today || given.decidedOn < (board.openedOn ?? given.decidedOn))
    refuse(
      'decision-day',
      `Ngày quyết định phải từ ngày mở chấm đến hôm nay (${formatCalendarDate(today)}).`,
      'decidedOn',
    )
  if (!all.some(({ isChosen }) => isChosen)) refuse('nothing-chosen', 'Hãy chọn ít nhất một.', 'chosen')
  const unmarked = all.filter(({ result, isChosen }) => isChosen && result === null)
  if (unmarked.length > 0)
    refuse(
      'not-marked',
      `Chưa ai chấm: ${unmarked.map(name).join(', ')}. Hãy cử thêm người chấm hoặc không chọn.`,
      'chosen',
    )
  const open = all.filter(({ spread, discussion }) => isWide(spread) && discussion === '')
  if (open.length > 0)
    refuse('not-discussed', `Điểm lệch nhiều mà chưa ghi kết quả thảo luận: ${open.map(name).join(', ')}.`, 'chosen')
  if (given.choiceReason === '' && isChosenByPeople(all))
    refuse(
      'choice-unexplained',
      'Có nơi điểm bằng hoặc cao hơn mà không được chọn. Hãy ghi lý do lựa chọn để lưu hồ sơ.',
      'choiceReason',
    )
}

/**
 * Decides a round: what goes on stands in the next round, and in the last one what is awarded waits for the results to be made public.
 * Refuses as `takeDecision`, and while the next round has no criteria (`movement.round-not-prepared`).
 */
export function decideRound(
  database: Database,
  official: Official,
  given: BoardDecision,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const board = await boardForUpdate(transaction, official, given.boardId, today)
    const all = await takeDecision(transaction, official, board, { given, today })
    const chosen = all.filter(({ isChosen }) => isChosen)
    const next = (await stagesOf(transaction, board.contestId ?? '')).find(
      ({ position }) => position === (board.stagePosition ?? 0) + 1,
    )
    if (next && next.boardId === null) {
      const message = `${next.title} chưa có thời gian và tiêu chí chấm. Hãy chuẩn bị rồi mới quyết định vòng này.`
      throw new Refusal('conflict', 'movement.round-not-prepared', message)
    }
    if (next?.boardId) {
      const { boardId } = next
      await transaction
        .insertInto('board_subject')
        .values(chosen.map(({ entryId }) => ({ board_id: boardId, entry_id: entryId, model_id: null })))
        .execute()
      await transaction
        .updateTable('contest_entry')
        .set({ stage_id: next.id })
        .where(
          'id',
          'in',
          chosen.flatMap(({ entryId }) => entryId ?? []),
        )
        .execute()
    }
    await tellOfBoard(transaction, official, board, {
      action: 'round-decided',
      summary: next
        ? `${board.stageTitle}: ${chosen.length} bài vào ${next.title.toLowerCase()}`
        : `${board.stageTitle}: ${chosen.length} bài được đề nghị trao giải`,
      after: { ...given },
    })
  })
}

/**
 * Makes the results of a contest public: those awarded are named, and their awards count on the day of the decision. All others stay
 * without a name. Refuses `movement.not-decided` before the last round is decided. Published twice is published once.
 */
export function publishResults(
  database: Database,
  official: Official,
  { contestId, today }: { contestId: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const contest = await judgedContest(transaction, official, contestId, today)
    if (contest.publishedOn !== null) return
    const last = (await stagesOf(transaction, contestId)).at(-1)
    const board = last?.boardId ? await boardForUpdate(transaction, official, last.boardId, today) : null
    if (!board || board.decidedOn === null) {
      throw new Refusal(
        'conflict',
        'movement.not-decided',
        'Vòng cuối chưa có quyết định trao giải nên chưa công bố được.',
      )
    }
    const awarded = (await subjectsOf(transaction, board.id)).filter(({ outcome }) => outcome === 'chosen')
    for (const { entryId, reason } of awarded) {
      if (entryId === null) continue
      const author = await transaction
        .selectFrom('contest_author')
        .select(['author_name', 'author_place'])
        .where('entry_id', '=', entryId)
        .executeTakeFirstOrThrow()
      await transaction.updateTable('contest_entry').set(author).where('id', '=', entryId).execute()
      await transaction
        .insertInto('contest_award')
        .values({
          ...{ entry_id: entryId, prize: reason, awarded_on: board.decidedOn },
          created_by_account_id: official.accountId,
        })
        .execute()
    }
    await transaction
      .updateTable('contest')
      .set({ results_published_on: today, results_decision: board.decision })
      .where('id', '=', contestId)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'movement.results-published',
      subject: { kind: 'contest', id: contestId },
      unitId: contest.unitId,
      summary: `Công bố kết quả: ${awarded.length} bài được trao giải theo ${board.decision}`,
    })
  })
}
