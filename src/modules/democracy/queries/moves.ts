import { sql } from 'kysely'
import type { UnitMove } from '../../../platform/database/unit-move.ts'

/** Residential areas live on in the heir; what was done before stays with the commune of its day. */
export const democracyMoves: readonly UnitMove[] = [
  {
    title: 'Thôn, ấp, tổ dân phố đang có',
    table: 'residential_area',
    unitColumn: 'unit_id',
    follows: () => sql`record.ended_on is null`,
    label: sql`'Thôn, ấp, tổ dân phố ' || record.name`,
    uniqueWith: ['name'],
    hasVersion: true,
  },
  {
    title: 'Văn bản phải công khai từ ngày hiệu lực trở đi',
    table: 'disclosure',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.document_issued_on >= ${effectiveOn}::date`,
    label: sql`'Văn bản công khai ngày ' || to_char(record.document_issued_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Cuộc lấy ý kiến Nhân dân từ ngày hiệu lực trở đi',
    table: 'consultation',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.opens_on >= ${effectiveOn}::date`,
    label: sql`'Cuộc lấy ý kiến từ ngày ' || to_char(record.opens_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Quyết định của cộng đồng dân cư từ ngày hiệu lực trở đi',
    table: 'community_decision',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.decided_on >= ${effectiveOn}::date`,
    label: sql`'Cuộc biểu quyết ngày ' || to_char(record.decided_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Vụ, việc hòa giải nhận từ ngày hiệu lực trở đi',
    table: 'mediation_case',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.begun_on >= ${effectiveOn}::date`,
    label: sql`'Vụ, việc hòa giải nhận ngày ' || to_char(record.begun_on, 'DD/MM/YYYY')`,
    hasVersion: true,
  },
  {
    title: 'Kế hoạch của Ban Thanh tra nhân dân cho kỳ chưa hết ở ngày hiệu lực',
    table: 'inspection_board_plan',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`record.period_to >= ${effectiveOn}::date and record.withdrawn_on is null`,
    label: sql`'Kế hoạch của Ban Thanh tra nhân dân kỳ ' || record.period_code`,
    // One that was withdrawn leaves its period to another.
    uniqueWith: ['period_code', 'withdrawn_on'],
    hasVersion: true,
  },
]
