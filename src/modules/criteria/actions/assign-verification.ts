import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { setOfYear } from '../queries/sheets.ts'
import { assignmentsOf, type Verifier, verifiersOf } from '../queries/verification-work.ts'
import { codesDownTo } from '../rules/assignment.ts'
import { requireManager } from './require-manager.ts'
import { type By, type LockedYear, lockYear, refuseDecided } from './write-sheet.ts'

/**
 * Gives a verifier units, and criteria or groups over all units. Refuses `criteria.no-such-year`, `criteria.year-decided`,
 * `criteria.no-such-verifier`, `criteria.own-unit` for a unit in which the verifier works, `criteria.no-such-assessment`,
 * `criteria.no-such-criterion` and `criteria.nothing-assigned`.
 */
export function assignVerification(
  database: Database,
  by: By,
  given: { yearId: string; accountId: string; unitIds: readonly string[]; criterionCodes: readonly string[] },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, given.yearId)
    await requireManager(transaction, by, year, today)
    refuseDecided(year)
    const verifier = await requireVerifier(transaction, given, today)
    if (given.unitIds.length + given.criterionCodes.length === 0) {
      const message = 'Hãy chọn ít nhất một đơn vị hoặc một nhóm tiêu chí.'
      throw new Refusal('invalid', 'criteria.nothing-assigned', message, { unitIds: message })
    }
    await refuseWrongUnits(transaction, given.yearId, verifier, given.unitIds)
    const { set } = await setOfYear(transaction, given.yearId)
    const unknown = given.criterionCodes.find((code) => codesDownTo(set, code).length === 0)
    if (unknown)
      throw new Refusal('not-found', 'criteria.no-such-criterion', `Không có tiêu chí ${unknown} trong bộ này.`)
    const row = {
      ...{ assessment_year_id: given.yearId, account_id: verifier.accountId, assigned_on: today },
      assigned_by_account_id: by?.accountId ?? null,
    }
    await transaction
      .insertInto('assessment_assignment')
      .values([
        ...given.unitIds.map((unitId) => ({ ...row, unit_id: unitId, criterion_code: null })),
        ...given.criterionCodes.map((code) => ({ ...row, unit_id: null, criterion_code: code })),
      ])
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await recordOf(transaction, by, year, {
      action: 'criteria.verification-assigned',
      summary: `Giao ${verifier.fullName} thẩm định ${given.unitIds.length} đơn vị, ${given.criterionCodes.length} nhóm hoặc tiêu chí`,
      after: { ...given },
    })
  })
}

/** Takes an assignment away. Refuses `criteria.no-such-year`, `criteria.year-decided` and `criteria.no-such-assignment`. */
export function removeAssignment(
  database: Database,
  by: By,
  given: { yearId: string; assignmentId: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, given.yearId)
    await requireManager(transaction, by, year, today)
    refuseDecided(year)
    const found = (await assignmentsOf(transaction, given.yearId)).find((each) => each.id === given.assignmentId)
    if (!found) throw noSuchAssignment()
    await transaction.deleteFrom('assessment_assignment').where('id', '=', found.id).execute()
    await recordOf(transaction, by, year, {
      action: 'criteria.verification-unassigned',
      summary: `Thôi giao ${found.fullName} thẩm định ${found.unitName ?? `tiêu chí ${found.criterionCode}`}`,
      after: { ...given },
    })
  })
}

export function noSuchAssignment(): Refusal {
  return new Refusal('not-found', 'criteria.no-such-assignment', 'Không có phân công này.')
}

/** Refuses `criteria.no-such-verifier`. */
export async function requireVerifier(
  transaction: Database,
  { yearId, accountId }: { yearId: string; accountId: string },
  today: CalendarDate,
): Promise<Verifier> {
  const found = (await verifiersOf(transaction, yearId, today)).find((each) => each.accountId === accountId)
  if (found) return found
  const message = 'Người này không có quyền thẩm định trong tỉnh. Hãy chọn người trong danh sách.'
  throw new Refusal('invalid', 'criteria.no-such-verifier', message, { accountId: message })
}

async function refuseWrongUnits(
  transaction: Database,
  yearId: string,
  verifier: Verifier,
  unitIds: readonly string[],
): Promise<void> {
  const own = unitIds.find((unitId) => verifier.ownUnitIds.includes(unitId))
  if (own) {
    const message = `${verifier.fullName} công tác tại một đơn vị đã chọn nên không được thẩm định đơn vị đó. Hãy giao người của cơ quan khác.`
    throw new Refusal('invalid', 'criteria.own-unit', message, { unitIds: message })
  }
  if (unitIds.length === 0) return
  const found = await transaction
    .selectFrom('assessment')
    .select('unit_id')
    .where('assessment_year_id', '=', yearId)
    .where('unit_id', 'in', [...unitIds])
    .execute()
  if (found.length < new Set(unitIds).size) {
    throw new Refusal('not-found', 'criteria.no-such-assessment', 'Có đơn vị không được chấm điểm trong năm này.')
  }
}

function recordOf(
  transaction: Database,
  by: By,
  year: LockedYear,
  { action, summary, after }: { action: string; summary: string; after: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'assessment-year', id: year.id }
  return recordChange(transaction, { official: by, action, subject, unitId: year.rootUnitId, summary, after })
}
