import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { documentsOfBody, registerAct } from '../../documents/index.ts'
import { decideYear, requireDecider, type YearDecision } from './decide-year.ts'
import { lockYear } from './write-sheet.ts'

/** What the decision says of itself, in the register and on paper. */
export const decisionSummary = (year: number) =>
  `Về việc công nhận kết quả đánh giá, xếp loại công tác dân vận chính quyền năm ${year}`

/** The body for which the official decides on ranks; undefined for who decides for none. */
export const decidingUnitOf = (official: Official) =>
  official.posts.find((post) => post.permissions.includes('criteria.decide'))?.unitId

/** The decisions in the register of that body that may be the one on a year opened on this day. */
export async function decisionsToChoose(
  database: Database,
  official: Official,
  openedOn: CalendarDate,
  today: CalendarDate,
) {
  const issuingUnitId = decidingUnitOf(official)
  if (issuingUnitId === undefined) return []
  return documentsOfBody(database, official, { type: 'QĐ', issuingUnitId, since: openedOn, today })
}

/**
 * Decides a year by a decision that stands in the register of the deciding body: one entered there already, or a new one that takes the
 * next number of the register on this day. Number and day are the register's. Refuses `criteria.no-such-decision`, and as `decideYear`.
 */
export function decideByDocument(
  database: Database,
  official: Official,
  {
    documentId,
    ...given
  }: Omit<YearDecision, 'decisionNumber' | 'decidedOn' | 'documentId'> & { documentId: string | null },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, given.yearId)
    await requireDecider(transaction, official, year.rootUnitId, today)
    const unitId = decidingUnitOf(official)
    if (unitId === undefined) throw noSuchDecision()
    const { openedOn } = await transaction
      .selectFrom('assessment_year')
      .select('opened_on as openedOn')
      .where('id', '=', year.id)
      .executeTakeFirstOrThrow()
    const id =
      documentId ??
      (await registerAct(
        transaction,
        official,
        { unitId, type: 'QĐ', issuedOn: today, summary: decisionSummary(year.year) },
        { today, permission: 'criteria.decide' },
      ))
    if (documentId !== null) {
      const known = await decisionsToChoose(transaction, official, openedOn, today)
      if (!known.some((each) => each.id === documentId)) throw noSuchDecision()
    }
    const document = await transaction
      .selectFrom('document')
      .select(['reference', 'issued_on as issuedOn'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const decision = { decisionNumber: document.reference, decidedOn: document.issuedOn, documentId: id }
    await decideYear(transaction, official, { ...given, ...decision }, today)
  })
}

function noSuchDecision(): Refusal {
  const message = 'Không có quyết định này trong sổ văn bản đi của cơ quan. Hãy chọn lại, hoặc lấy số tiếp theo của sổ.'
  return new Refusal('invalid', 'criteria.no-such-decision', message, { documentId: message })
}
