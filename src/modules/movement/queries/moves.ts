import { type SqlBool, sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/**
 * What was registered or opened under a unit that was gone, and what is still being judged: figures count no award before its results are
 * public, and no model by its panel. What was registered before counts where it was registered; what is decided stays where it was.
 */
export const movementMoves: readonly UnitMove[] = [
  {
    title: 'Mô hình “Dân vận khéo” đăng ký từ ngày hiệu lực trở đi',
    table: 'movement_model',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.registered_on >= ${effectiveOn}::date`,
    label: sql`'Mô hình đăng ký ngày ' || to_char(record.registered_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Cuộc thi đang nhận bài, đang chấm, hoặc phát động từ ngày hiệu lực trở đi',
    table: 'contest',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => followsAsContest('record', effectiveOn),
    label: sql`'Cuộc thi phát động ngày ' || to_char(record.opened_on, 'DD/MM/YYYY')`,
  },
  {
    title: 'Ban giám khảo của các cuộc thi ấy',
    table: 'movement_board',
    unitColumn: 'unit_id',
    follows: (effectiveOn) =>
      sql<SqlBool>`exists (select from contest where contest.id = record.contest_id and ${followsAsContest('contest', effectiveOn)})`,
    label: sql`'Ban giám khảo của cuộc thi phát động ngày ' ||
      (select to_char(contest.opened_on, 'DD/MM/YYYY') from contest where contest.id = record.contest_id)`,
    hasVersion: true,
  },
  {
    title: 'Hội đồng bình xét mô hình chưa quyết định, hoặc quyết định từ ngày hiệu lực trở đi',
    table: 'movement_board',
    unitColumn: 'unit_id',
    follows: (effectiveOn) =>
      sql<SqlBool>`record.kind = 'panel' and (record.decided_on is null or record.decided_on >= ${effectiveOn}::date)`,
    label: sql`'Hội đồng bình xét năm ' || (select panel.year from model_panel panel where panel.board_id = record.id)`,
    hasVersion: true,
  },
]

function followsAsContest(contest: 'record' | 'contest', effectiveOn: CalendarDate) {
  const of = (column: string) => sql.ref(`${contest}.${column}`)
  return sql<SqlBool>`(${of('opened_on')} >= ${effectiveOn}::date or (${of('is_judged')} and ${of('results_published_on')} is null))`
}
