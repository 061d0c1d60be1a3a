import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { noSuchAssessment, requireAssessment } from '../queries/assessments.ts'
import { evidenceOf, recordsToLink } from '../queries/evidence.ts'
import { maySelfAssess } from '../rules/assessment-state.ts'

export type EvidenceToLink = { kind: string; recordId: string }

/**
 * Makes the linked records of a criterion those that are chosen among the ones shown; what was not shown stays as it is.
 * Only records of the unit (and those below it) from the assessed time can be linked, each once.
 * Refuses `criteria.no-such-assessment`, `criteria.already-submitted` and `criteria.no-such-record`.
 */
export function linkEvidence(
  database: Database,
  official: Official,
  {
    assessmentId,
    criterion,
    chosen,
    shown,
  }: {
    assessmentId: string
    criterion: string
    chosen: readonly EvidenceToLink[]
    shown: readonly EvidenceToLink[]
  },
  { facts, today }: { facts: readonly Fact[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const assessment = await requireAssessment(transaction, official, assessmentId, today)
    if (!assessment.isOwn) throw noSuchAssessment()
    if (!maySelfAssess(assessment.yearState, assessment.state)) {
      throw new Refusal(
        'conflict',
        'criteria.already-submitted',
        'Bảng tự chấm đã nộp nên không đổi minh chứng được nữa. Nếu cần, hãy đề nghị cơ quan thẩm định trả lại.',
      )
    }
    const key = ({ kind, recordId }: EvidenceToLink) => `${kind}:${recordId}`
    const linked = await evidenceOf(transaction, assessmentId, criterion)
    const linkedKeys = new Set(linked.map(key))
    const chosenKeys = new Set(chosen.map(key))
    const shownKeys = new Set(shown.map(key))
    const added = chosen.filter((each) => !linkedKeys.has(key(each)))
    const removed = linked.filter((each) => shownKeys.has(key(each)) && !chosenKeys.has(key(each)))
    const records = await recordsToLink(transaction, facts, {
      reader: official,
      unitId: assessment.unitId,
      window: { from: assessment.windowFrom, to: assessment.windowTo },
      today,
      only: added,
      limit: added.length,
    })
    if (records.length < new Set(added.map(key)).size) {
      throw new Refusal(
        'invalid',
        'criteria.no-such-record',
        'Có bản ghi đã chọn không phải của đơn vị trong năm này hoặc không còn. Hãy chọn lại.',
        { chosen: 'Hãy chọn lại: có bản ghi không còn trong danh sách của đơn vị.' },
      )
    }
    if (removed.length > 0) {
      await transaction
        .deleteFrom('assessment_evidence')
        .where(
          'id',
          'in',
          removed.map((each) => each.id),
        )
        .execute()
    }
    if (records.length > 0) {
      await transaction
        .insertInto('assessment_evidence')
        .values(
          records.map(({ kind, recordId, title, day }) => ({
            assessment_id: assessmentId,
            criterion_code: criterion,
            subject_kind: kind,
            subject_id: recordId,
            title,
            happened_on: day,
            linked_by_account_id: official.accountId,
          })),
        )
        .execute()
    }
    for (const [word, changed] of [
      ['Thêm', records],
      ['Bỏ', removed],
    ] as const) {
      if (changed.length === 0) continue
      await recordChange(transaction, {
        official,
        action: 'criteria.evidence-changed',
        subject: { kind: 'assessment', id: assessmentId },
        unitId: assessment.unitId,
        // Not their titles: whoever reads the trail need not be one who may read the records, letters of the people among them.
        summary: `${word} minh chứng tiêu chí ${criterion}: ${kindsInWords(changed, facts)}`,
        after: { criterion, records: changed.map(key) },
      })
    }
  })
}

/** `2 hoạt động, 1 đơn thư đã tiếp nhận` */
function kindsInWords(records: readonly { kind: string }[], facts: readonly Fact[]): string {
  const kinds = [...new Set(records.map((record) => record.kind))]
  return kinds
    .map((kind) => {
      const title = facts.find((fact) => fact.code === kind)?.title ?? 'hồ sơ'
      return `${records.filter((record) => record.kind === kind).length} ${title.charAt(0).toLocaleLowerCase('vi')}${title.slice(1)}`
    })
    .join(', ')
}
