import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { digestOf } from '../queries/criteria-sets.ts'
import { checkSet } from '../rules/check-set.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'

/**
 * Keeps a criteria set and answers its id: the next version when one with the same code is kept already, the kept one when it is
 * the same to the letter. `official` is null when the system itself loads the demonstration.
 * Refuses `criteria.set-has-mistakes` with each mistake in plain words.
 */
export function keepCriteriaSet(database: Database, official: Official | null, set: CriteriaSet): Promise<string> {
  const mistakes = checkSet(set).filter((problem) => problem.severity === 'mistake')
  if (mistakes.length > 0) {
    const shown = mistakes.slice(0, 5).map((problem) => `${problem.place}: ${problem.message}`)
    const rest = mistakes.length > shown.length ? ` Còn ${mistakes.length - shown.length} lỗi khác.` : ''
    const message = `Bộ tiêu chí còn ${mistakes.length} lỗi nên chưa được lưu. ${shown.join(' ')}${rest}`
    throw new Refusal('invalid', 'criteria.set-has-mistakes', message, { content: message })
  }
  return inTransaction(database, async (transaction) => {
    const digest = digestOf(set)
    const versions = await transaction
      .selectFrom('criteria_set')
      .select(['id', 'version', 'digest'])
      .where('code', '=', set.id)
      .orderBy('version', 'desc')
      .execute()
    const same = versions.find((kept) => kept.digest === digest)
    if (same) return same.id
    const version = (versions[0]?.version ?? 0) + 1
    const { id } = await transaction
      .insertInto('criteria_set')
      .values({
        code: set.id,
        version,
        title: set.title,
        legal_act_number: set.legalAct.number,
        legal_act_date: set.legalAct.date,
        legal_act_issuer: set.legalAct.issuer,
        effective_from: set.effective.from,
        effective_to: set.effective.to ?? null,
        years: set.years.map((each) => each.year),
        unit_kinds: set.unitKinds.map((kind) => kind.code),
        demonstration_note: set.demonstration?.note ?? null,
        content: JSON.stringify(set),
        digest,
        created_by_account_id: official?.accountId ?? null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordChange(transaction, {
      official,
      action: 'criteria.set-kept',
      subject: { kind: 'criteria-set', id },
      unitId: null,
      summary: `Lưu bộ tiêu chí “${set.title}”, phiên bản ${version}`,
      after: { code: set.id, version, digest },
    })
    return id
  })
}
