import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { opens, type Receipt, secretDigest } from '../../../platform/receipt/receipt.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { entryForSecretary } from '../queries/judged-entries.ts'
import { entryByCode, openContest } from '../queries/open-contests.ts'
import { type Admission, entryNumber, refuseOutsideReceiving } from '../rules/judged-contest.ts'
import { noSuchContest } from './enter-work.ts'
import { judgedContest } from './keep-judged-contest.ts'

export type WorkToSend = {
  contestId: string
  authorName: string
  authorPlace: string
  contact: string
  /** The unit in which the author works, when known: its people do not mark the work. */
  unitId: string | null
  workTitle: string
  content: string
  storedFileId: string | null
  /** Words that mark a record made for the demonstration. */
  illustration?: string
}

/** Chance from 0 up to 1 that nobody foresees. */
const unforeseen = () => randomInt(2 ** 32) / 2 ** 32

/**
 * Takes in a work that its author sends on the public page. The trail says that a work came, not whose. Refuses `movement.no-such-contest`,
 * `movement.not-receiving` and `movement.nothing-sent` (neither text nor file).
 */
export function sendWork(
  database: Database,
  { given, receipt, today }: { given: WorkToSend; receipt: Receipt; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const contest = await openContest(transaction, given.contestId, today)
    if (!contest) throw noSuchContest()
    refuseOutsideReceiving(contest, today)
    await writeWork(transaction, contest, { given, receipt, official: null })
  })
}

/** Takes in a work that came on paper or by mail, for its author. Whoever enters it never marks it. Refuses as `sendWork`, and who does not keep the contest. */
export function enterWorkForAuthor(
  database: Database,
  official: Official,
  given: WorkToSend,
  today: CalendarDate,
  chance: () => number = unforeseen,
): Promise<{ id: string; number: number }> {
  return inTransaction(database, async (transaction) => {
    await judgedContest(transaction, official, given.contestId, today)
    const contest = await openContest(transaction, given.contestId, today)
    if (!contest) throw noSuchContest()
    refuseOutsideReceiving(contest, today)
    return writeWork(transaction, contest, { given, receipt: null, official, chance })
  })
}

async function writeWork(
  transaction: Database,
  contest: { id: string; unitId: string; stageId: string },
  {
    given,
    receipt,
    official,
    chance = unforeseen,
  }: { given: WorkToSend; receipt: Receipt | null; official: Official | null; chance?: () => number },
): Promise<{ id: string; number: number }> {
  if (given.content === '' && given.storedFileId === null) {
    const message = 'Hãy nhập nội dung bài hoặc chọn tệp bài dự thi.'
    throw new Refusal('invalid', 'movement.nothing-sent', message, { content: message })
  }
  if (official !== null) await requireOwnFile(transaction, official, given.storedFileId)
  // Two works that come at one moment get their numbers one after the other.
  await sql`select from contest where id = ${contest.id} for update`.execute(transaction)
  const taken = await transaction
    .selectFrom('contest_entry')
    .select('number')
    .where('contest_id', '=', contest.id)
    .execute()
  const number = entryNumber(new Set(taken.flatMap((each) => each.number ?? [])), chance)
  const { id } = await transaction
    .insertInto('contest_entry')
    .values({
      contest_id: contest.id,
      stage_id: contest.stageId,
      ...{ author_name: '', author_place: '', work_title: given.workTitle, content: given.content },
      ...{ number, state: 'received', illustration: given.illustration ?? null },
      // Who entered it stands with the author: the entry itself tells nobody.
      created_by_account_id: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('contest_author')
    .values({
      entry_id: id,
      ...{ author_name: given.authorName, author_place: given.authorPlace, contact: given.contact },
      ...{ unit_id: given.unitId, entered_by_person_id: official?.personId ?? null },
      ...{ code: receipt?.code ?? null, secret_digest: receipt ? secretDigest(receipt) : null },
    })
    .execute()
  if (given.storedFileId !== null) {
    await transaction
      .insertInto('contest_entry_file')
      .values({ entry_id: id, stored_file_id: given.storedFileId })
      .execute()
  }
  await recordChange(transaction, {
    official,
    action: 'movement.work-received',
    subject: { kind: 'contest', id: contest.id },
    unitId: contest.unitId,
    summary: official === null ? 'Nhận một bài dự thi gửi trực tuyến' : 'Nhận một bài dự thi',
  })
  return { id, number }
}

/** Refuses `movement.not-your-file`: a file that another account sent, or one that is gone. */
async function requireOwnFile(transaction: Database, official: Official, storedFileId: string | null): Promise<void> {
  if (storedFileId === null) return
  const file = await transaction
    .selectFrom('stored_file')
    .select('id')
    .where('id', '=', storedFileId)
    .where('uploaded_by_account_id', '=', official.accountId)
    .executeTakeFirst()
  if (file) return
  const message = 'Tệp không do bạn gửi lên hoặc không còn. Hãy chọn lại tệp.'
  throw new Refusal('invalid', 'movement.not-your-file', message, { files: message })
}

/** The work that code and secret open. Refuses `movement.no-such-receipt`, in the same words whichever is wrong. */
export async function openEntry(database: Database, given: Receipt) {
  const found = await entryByCode(database, given.code)
  if (found && opens(given, found.secretDigest)) return found
  const message = 'Mã bài dự thi hoặc mã bí mật không đúng. Hãy xem lại hai mã đã nhận khi gửi bài.'
  throw new Refusal('invalid', 'movement.no-such-receipt', message, { code: message })
}

/**
 * A secretary admits a work to marking or refuses it with the reason, and says in which unit the author works. Refuses whoever is not
 * secretary, `movement.reason-missing`, `movement.marking-opened` and `movement.round-not-prepared`.
 */
export function admitWork(
  database: Database,
  official: Official,
  given: { entryId: string; admission: Admission; reason: string; unitId: string | null },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const entry = await entryForSecretary(transaction, official, given.entryId)
    if (!entry) throw noSuchEntry()
    if (given.admission === 'refused' && given.reason === '') {
      const message = 'Hãy ghi lý do để người gửi bài được biết.'
      throw new Refusal('invalid', 'movement.reason-missing', message, { reason: message })
    }
    const board = await firstBoard(transaction, entry.contestId)
    const subject = { board_id: board.id, entry_id: entry.id, model_id: null }
    if (given.admission === 'admitted') {
      await transaction
        .insertInto('board_subject')
        .values(subject)
        .onConflict((conflict) => conflict.columns(['board_id', 'entry_id']).doNothing())
        .execute()
    } else {
      await transaction.deleteFrom('board_subject').where('entry_id', '=', entry.id).execute()
    }
    await transaction
      .updateTable('contest_entry')
      .set({ state: given.admission, refusal_reason: given.admission === 'refused' ? given.reason : '' })
      .where('id', '=', entry.id)
      .execute()
    await transaction
      .updateTable('contest_author')
      .set({ unit_id: given.unitId })
      .where('entry_id', '=', entry.id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'movement.work-admitted',
      subject: { kind: 'contest', id: entry.contestId },
      unitId: entry.unitId,
      summary: `Bài số ${entry.number}: ${given.admission === 'admitted' ? 'đủ điều kiện' : `không đủ điều kiện (${given.reason})`}`,
    })
    return entry.contestId
  })
}

async function firstBoard(transaction: Database, contestId: string): Promise<{ id: string }> {
  const board = await transaction
    .selectFrom('contest_stage as stage')
    .innerJoin('movement_board as board', 'board.id', 'stage.board_id')
    .select(['board.id', 'board.opened_on as openedOn'])
    .where('stage.contest_id', '=', contestId)
    .where('stage.position', '=', 1)
    .forUpdate()
    .executeTakeFirst()
  if (!board) {
    throw new Refusal(
      'conflict',
      'movement.round-not-prepared',
      'Vòng đầu chưa có thời gian và tiêu chí chấm. Hãy chuẩn bị vòng thi rồi xét bài.',
    )
  }
  if (board.openedOn !== null)
    throw new Refusal('conflict', 'movement.marking-opened', 'Đã mở chấm nên không xét lại điều kiện dự thi được nữa.')
  return { id: board.id }
}

export const noSuchEntry = () =>
  new Refusal('not-found', 'movement.no-such-entry', 'Không có tác phẩm này trong phạm vi của bạn.')
