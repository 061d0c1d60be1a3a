import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { documentByMention } from '../../documents/index.ts'
import { candidatesOf, panelOf } from '../queries/panels.ts'
import { reaches } from '../rules/marking.ts'
import { RECOGNITION_LEVELS, type RecognitionLevel } from '../rules/model.ts'
import { type BoardDecision, takeDecision } from './decide-board.ts'
import {
  type BoardRules,
  boardForUpdate,
  noSuchBoard,
  refuseOpened,
  tellOfBoard,
  writeBoardRules,
} from './keep-board.ts'
import { requireUnit } from './require-unit.ts'

export type PanelToOpen = {
  unitId: string
  title: string
  year: number
  level: RecognitionLevel
  /** The result from which a model may be recognised, in points; null for none. */
  threshold: number | null
  rules: BoardRules
  /** Words that mark a record made for the demonstration. */
  illustration?: string
}

/** Sets up a panel (hội đồng bình xét) that reviews the models of a unit and those below it; answers its id. Refuses a unit that is not the official's. */
export function openPanel(
  database: Database,
  official: Official,
  given: PanelToOpen,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireUnit(transaction, official, given.unitId, today)
    const { id } = await transaction
      .insertInto('movement_board')
      .values({ kind: 'panel', unit_id: given.unitId, contest_id: null, changed_by_account_id: official.accountId })
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction
      .insertInto('model_panel')
      .values({
        ...{ board_id: id, title: given.title, year: given.year, level: given.level },
        ...{
          threshold: given.threshold === null ? null : String(given.threshold),
          illustration: given.illustration ?? null,
        },
      })
      .execute()
    await writeBoardRules(transaction, official, { boardId: id, rules: given.rules })
    await tellOfBoard(
      transaction,
      official,
      { id, unitId: given.unitId, contestId: null },
      {
        action: 'panel-opened',
        summary: `Lập hội đồng bình xét: ${given.title}`,
        after: { ...given },
      },
    )
    return id
  })
}

/**
 * Says which models are reviewed, and why others are not (không đủ điều kiện). Refuses models that are not registered for the year
 * below the unit of the panel (`movement.not-a-candidate`), and `movement.marking-opened`.
 */
export function chooseModels(
  database: Database,
  official: Official,
  given: {
    boardId: string
    eligibleIds: readonly string[]
    reasons: Readonly<Record<string, string>>
    today: CalendarDate
  },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { boardId, eligibleIds, reasons, today } = given
    const board = await boardForUpdate(transaction, official, boardId, today)
    const panel = await panelOf(transaction, boardId)
    if (!panel) throw noSuchBoard()
    refuseOpened(board)
    const candidates = new Set((await candidatesOf(transaction, panel, today)).map(({ id }) => id))
    if (eligibleIds.some((id) => !candidates.has(id))) {
      const message = 'Có mô hình không thuộc diện bình xét của hội đồng này. Hãy chọn lại.'
      throw new Refusal('invalid', 'movement.not-a-candidate', message, { eligible: message })
    }
    await transaction.deleteFrom('board_subject').where('board_id', '=', boardId).execute()
    await transaction.deleteFrom('model_not_eligible').where('board_id', '=', boardId).execute()
    if (eligibleIds.length > 0) {
      await transaction
        .insertInto('board_subject')
        .values(eligibleIds.map((id) => ({ board_id: boardId, entry_id: null, model_id: id })))
        .execute()
    }
    const refused = [...candidates].filter((id) => !eligibleIds.includes(id) && (reasons[id] ?? '') !== '')
    if (refused.length > 0) {
      await transaction
        .insertInto('model_not_eligible')
        .values(refused.map((id) => ({ board_id: boardId, model_id: id, reason: reasons[id] ?? '' })))
        .execute()
    }
    await tellOfBoard(transaction, official, board, {
      action: 'models-chosen',
      summary: `Đưa vào bình xét ${eligibleIds.length} mô hình, ${refused.length} mô hình không đủ điều kiện`,
      after: { eligibleIds, reasons },
    })
  })
}

/**
 * Recognises models by a decision: what the panel chose is recognised at its level, the rest is not. Refuses as `takeDecision`, and a
 * model below the threshold chosen without a reason (`movement.below-threshold`).
 */
export function decidePanel(
  database: Database,
  official: Official,
  given: BoardDecision,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const board = await boardForUpdate(transaction, official, given.boardId, today)
    const panel = await panelOf(transaction, given.boardId)
    if (!panel) throw noSuchBoard()
    const all = await takeDecision(transaction, official, board, { given, today })
    const below = all.filter(({ isChosen, result }) => isChosen && !reaches(result, panel.threshold))
    if (below.length > 0 && given.choiceReason === '') {
      const message = `Dưới ngưỡng ${panel.threshold} điểm: ${below.map(({ title }) => `“${title}”`).join(', ')}. Hãy ghi lý do hoặc không chọn.`
      throw new Refusal('invalid', 'movement.below-threshold', message, { choiceReason: message })
    }
    const document = await documentByMention(transaction, official, given.decision, today)
    for (const { modelId, isChosen, id } of all) {
      if (modelId === null) continue
      const note = isChosen ? given.decision : given.reasons[id] || `Không đủ điểm công nhận (${given.decision})`
      const { unitId } = await transaction
        .updateTable('movement_model')
        .set({
          state: isChosen ? 'recognised' : 'not-recognised',
          // A model registered after the fact is reviewed no earlier than it was registered.
          reviewed_on: sql<string>`greatest(registered_on, ${given.decidedOn}::date)`,
          review_note: note,
          recognition_level: isChosen ? panel.level : null,
          recognition_document_id: isChosen ? (document?.id ?? null) : null,
          ...changedBy(official),
        })
        .where('id', '=', modelId)
        .returning('unit_id as unitId')
        .executeTakeFirstOrThrow()
      await recordChange(transaction, {
        official,
        action: 'movement.model-reviewed',
        subject: { kind: 'model', id: modelId },
        unitId,
        summary: `Bình xét ${RECOGNITION_LEVELS[panel.level].toLowerCase()}: ${isChosen ? 'được công nhận' : 'không được công nhận'} (${note})`,
        after: { boardId: given.boardId },
      })
    }
    await tellOfBoard(transaction, official, board, {
      action: 'panel-decided',
      summary: `${panel.title}: công nhận ${all.filter(({ isChosen }) => isChosen).length} mô hình`,
      after: { ...given },
    })
  })
}
