import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { documentById } from '../../documents/index.ts'
import { refuseEndedUnit, unitOnDay, unitsUnder } from '../../organisation/index.ts'
import { planById } from '../queries/plans.ts'

export type PlanGiven = {
  unitId: string
  title: string
  year: number
  /** Its document in the register, which then says number and day; or null. */
  documentId: string | null
  /** The day of issue of a plan without a document in the register; null: not issued yet. */
  issuedOn: CalendarDate | null
  /** Who follows it and urges others; null: the plan's own unit. */
  followingUnitId: string | null
  /** The plan of the level above that this one carries out. */
  basedOnPlanId: string | null
}

/**
 * What goes into the table for a plan.
 * Refuses `plan.not-your-unit`, `plan.in-the-future`, `plan.no-such-document`, `plan.document-taken` when another plan has that
 * document, `plan.no-such-unit` and `plan.no-such-upper-plan`.
 */
export async function planColumns(
  transaction: Database,
  official: Official,
  { given, exceptId, today }: { given: PlanGiven; exceptId: string | null; today: CalendarDate },
) {
  await requireUnit(transaction, official, given.unitId, today)
  if (exceptId === null) await refuseEndedUnit(transaction, given.unitId, given.issuedOn ?? today)
  if (given.issuedOn !== null && given.issuedOn > today) {
    throw refuse(
      'plan.in-the-future',
      'issuedOn',
      `Ngày ban hành ${formatCalendarDate(given.issuedOn)} ở sau hôm nay. Nếu chưa ban hành, hãy để trống.`,
    )
  }
  if (given.documentId !== null)
    await requireDocument(transaction, official, { documentId: given.documentId, exceptId, today })
  if (given.followingUnitId !== null && !(await unitOnDay(transaction, { id: given.followingUnitId }, today))) {
    throw refuse('plan.no-such-unit', 'followingUnitId', 'Không có đơn vị này. Hãy chọn đơn vị khác.')
  }
  if (given.basedOnPlanId !== null) {
    const upper =
      given.basedOnPlanId === exceptId ? undefined : await planById(transaction, official, given.basedOnPlanId, today)
    if (!upper)
      throw refuse(
        'plan.no-such-upper-plan',
        'basedOnPlanId',
        'Không có kế hoạch cấp trên này. Hãy chọn kế hoạch khác.',
      )
  }
  return {
    unit_id: given.unitId,
    document_id: given.documentId,
    title: given.title,
    year: given.year,
    issued_on: given.documentId === null ? given.issuedOn : null,
    following_unit_id: given.followingUnitId,
    based_on_plan_id: given.basedOnPlanId,
  }
}

async function requireUnit(
  transaction: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const found =
    await sql`select 1 where ${unitId}::bigint in ${unitsUnder(unitsFor(official, 'plan.write'), today)}`.execute(
      transaction,
    )
  if (found.rows.length > 0) return
  throw refuse('plan.not-your-unit', 'unitId', 'Bạn không được lập kế hoạch cho đơn vị này. Hãy chọn đơn vị của mình.')
}

async function requireDocument(
  transaction: Database,
  official: Official,
  { documentId, exceptId, today }: { documentId: string; exceptId: string | null; today: CalendarDate },
): Promise<void> {
  const document = await documentById(transaction, official, documentId, today)
  if (!document || document.withdrawnOn !== null) {
    throw refuse(
      'plan.no-such-document',
      'documentId',
      'Không có văn bản này trong sổ hoặc văn bản đã thu hồi. Hãy chọn văn bản khác.',
    )
  }
  const taken = await transaction
    .selectFrom('plan')
    .select(['id', 'title'])
    .where('document_id', '=', documentId)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  if (!taken || taken.id === exceptId) return
  throw refuse(
    'plan.document-taken',
    'documentId',
    `Văn bản ${document.reference} đã là văn bản của kế hoạch “${taken.title}”. Hãy chọn văn bản khác.`,
  )
}

function refuse(code: string, field: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { [field]: message })
}
