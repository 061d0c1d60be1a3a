import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { isInReach } from '../queries/reach.ts'
import { replyTemplateToChange } from '../queries/reply-templates.ts'
import { refuseUnknownFields } from '../rules/reply-template.ts'

export type ReplyTemplateWords = { title: string; body: string }

/**
 * Adds a template of a unit and answers its id.
 * Refuses an unknown field (`petition.template-field-unknown`) and a unit that is not the official's (`petition.not-your-unit`).
 */
export function addReplyTemplate(
  database: Database,
  official: Official,
  { unitId, title, body }: ReplyTemplateWords & { unitId: string },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    refuseUnknownFields(body, 'body')
    if (!(await isInReach(transaction, official, 'petition.assign', [unitId], today))) {
      const message = 'Bạn không lập mẫu trả lời cho đơn vị này. Hãy chọn đơn vị của mình.'
      throw new Refusal('invalid', 'petition.not-your-unit', message, { unitId: message })
    }
    await refuseEndedUnit(transaction, unitId, today)
    const { id } = await transaction
      .insertInto('reply_template')
      .values({
        unit_id: unitId,
        title,
        body,
        retired_on: null,
        illustration: null,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordTemplate(transaction, official, { id, unitId, action: 'added', summary: `Lập mẫu trả lời “${title}”` })
    return id
  })
}

/**
 * Changes a template, or lays it aside so that nobody is offered it any more. Answers already given stay as they are.
 * Refuses `petition.no-such-template`, an unknown field, and what was changed since (StaleEdit).
 */
export function changeReplyTemplate(
  database: Database,
  official: Official,
  { id, version, title, body, retired }: ReplyTemplateWords & { id: string; version: string | null; retired: boolean },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from reply_template where id = ${id} for update`.execute(transaction)
    const template = await replyTemplateToChange(transaction, official, id, today)
    if (!template) throw noSuchTemplate()
    if (version !== null && Number(version) !== template.version) {
      const { title: kept, body: words, changedBy, changedAt } = template
      const values = { title: kept, body: words, retired: template.retiredOn === null ? '' : 'yes' }
      throw new StaleEdit({ version: String(template.version), values, changedBy: changedBy ?? 'Hệ thống', changedAt })
    }
    refuseUnknownFields(body, 'body')
    await transaction
      .updateTable('reply_template')
      .set({
        title,
        body,
        retired_on: retired ? (template.retiredOn ?? today) : null,
        version: sql`version + 1`,
        changed_at: sql`now()`,
        changed_by_account_id: official.accountId,
      })
      .where('id', '=', id)
      .execute()
    const summary = retired ? `Không dùng nữa mẫu trả lời “${title}”` : `Sửa mẫu trả lời “${title}”`
    await recordTemplate(transaction, official, { id, unitId: template.unitId, action: 'changed', summary })
  })
}

export function noSuchTemplate(): Refusal {
  return new Refusal('not-found', 'petition.no-such-template', 'Không có mẫu trả lời này trong phạm vi của bạn.')
}

async function recordTemplate(
  transaction: Database,
  official: Official,
  { id, unitId, action, summary }: { id: string; unitId: string; action: 'added' | 'changed'; summary: string },
): Promise<void> {
  await recordChange(transaction, {
    official,
    action: `reply-template.${action}`,
    subject: { kind: 'reply-template', id },
    unitId,
    summary,
  })
}
