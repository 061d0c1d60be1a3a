import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { apiRead } from '../../../platform/http/api.ts'
import { choice, day, text } from '../../../platform/http/form-fields.ts'
import { indicatorDefinitions, readableUnit } from '../../indicators/index.ts'
import { type PivotCell, pivotTable } from '../queries/pivot-table.ts'
import { AXES, LEVELS, MOST_CELLS_IN_FILE, MOST_INDICATORS, type PivotQuestion } from '../rules/pivot.ts'
import { STEPS, spanOn } from '../rules/span.ts'

const Cell = z.object({
  value: z.number().nullable(),
  ofWhole: z.object({ part: z.number(), whole: z.number() }).nullable(),
})

const Answer = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  view: z.enum(['then', 'now']),
  rows: z.array(z.string()),
  columns: z.array(z.string()),
  cells: z.array(z.array(Cell)),
  /** Under the rows; null where a sum would not be true. */
  totals: z.array(Cell.nullable()).nullable(),
  notSplit: z.array(z.string()),
})

const Query = z.object({
  unit: text('Mã đơn vị', { longest: 80 }),
  from: day('Từ ngày'),
  to: day('Đến ngày'),
  indicators: z
    .string()
    .max(8_000)
    .default('dialogue.count')
    .transform((codes) => [...new Set(codes.split(','))])
    .meta({ description: `Mã chỉ tiêu, cách nhau bằng dấu phẩy, nhiều nhất ${MOST_INDICATORS}` }),
  rows: choice('Dòng', AXES).default('unit'),
  columns: choice('Cột', AXES).default('indicator'),
  level: choice('Cấp đơn vị', LEVELS).default('below'),
  step: choice('Chia kỳ', STEPS).default('quarter'),
  dimension: z.string().max(100).optional().meta({ description: 'Loại hồ sơ và cách phân loại, ví dụ petition.kind' }),
  view: z.enum(['then', 'now'], { error: 'Cách đọc số liệu là then hoặc now.' }).default('now'),
})

/** The table that people make on the page, for programs. */
export function pivotApi(app: FastifyInstance, facts: readonly Fact[]): void {
  apiRead(app, {
    path: '/figures/pivot',
    permission: 'figure.read',
    summary: 'Bảng số liệu hai chiều của một đơn vị trong phạm vi của tài khoản, đếm từ hồ sơ trong một lượt',
    query: Query,
    answer: Answer,
    read: async ({ database, official, today, query }) => {
      const { unit: code, from, to, view, rows, columns } = query
      const span = spanOn({ span: 'free', from, to }, today)
      const days =
        view === 'now' ? { period: { from: today }, asOf: today, today } : { period: span, asOf: span.to, today }
      const unit = await readableUnit(database, official, { code }, days)
      await indicatorDefinitions(database, query.indicators)
      const question: PivotQuestion = {
        indicators: query.indicators,
        rows,
        columns: columns === rows ? otherThan(rows) : columns,
        dimension: query.dimension ?? null,
        unitId: unit.id,
        level: query.level,
        span: 'free',
        from,
        to,
        step: query.step,
        reading: view,
        shownAs: 'table',
      }
      const table = await pivotTable(database, facts, official, question, { today, mostCells: MOST_CELLS_IN_FILE })
      return {
        unit: { code: unit.code, name: unit.name },
        from: table.span.from,
        to: table.span.to,
        view,
        rows: table.rows.map((heading) => heading.text),
        columns: table.columns.map((heading) => heading.text),
        cells: table.cells.map((line) => line.map(asAnswer)),
        totals: table.totals?.map((total) => (total === null ? null : asAnswer(total))) ?? null,
        notSplit: [...table.notSplit],
      }
    },
  })
}

const otherThan = (axis: keyof typeof AXES) => (axis === 'indicator' ? 'period' : 'indicator')
const asAnswer = ({ value, ofWhole }: PivotCell) => ({ value, ofWhole })
