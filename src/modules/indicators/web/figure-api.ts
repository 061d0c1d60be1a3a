import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { apiRead } from '../../../platform/http/api.ts'
import { day, optionalDay, text } from '../../../platform/http/form-fields.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { periodBetween } from '../../../vocabulary/reporting-period.ts'
import { indicatorDefinitions } from '../queries/definitions.ts'
import { figureAnswer } from '../queries/figure-answer.ts'
import { recordsBehind } from '../queries/records-behind.ts'
import { readableUnit } from '../queries/units.ts'
import { dayOfStates } from '../rules/day-of-states.ts'
import type { Reading } from '../rules/reading.ts'
import { IndicatorCode } from './figure-address.ts'

const amount = { value: z.number(), recordCount: z.number().int() }

const FigureAnswerSchema = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  from: z.string(),
  to: z.string(),
  asOf: z.string(),
  view: z.enum(['then', 'now']),
  figures: z.array(
    z.object({
      indicator: z.string(),
      title: z.string(),
      unitOfMeasure: z.string(),
      value: amount.value.nullable(),
      recordCount: amount.recordCount.nullable(),
      ofWhole: z.object({ part: z.number(), whole: z.number() }).nullable(),
      version: z.number().int(),
      onBehalfOf: z.array(z.object({ unit: z.string(), ...amount })),
      parts: z.array(z.object({ unit: z.string(), ...amount })),
      unallocated: z.object(amount),
      refusal: z.object({ code: z.string(), message: z.string() }).nullable(),
    }),
  ),
})

const RecordsAnswer = z.object({
  indicator: z.string(),
  unit: z.string(),
  total: z.object(amount),
  /** Of a share: of how many records which number is part; the values of the records are then 1 and 0. */
  ofWhole: z.object({ part: z.number(), whole: z.number() }).nullable(),
  /** The part of the total in records that this account may not open; they are not listed. */
  unread: z.object(amount),
  records: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      date: z.string(),
      unitName: z.string(),
      behalfUnitName: z.string().nullable(),
      value: z.number(),
      path: z.string(),
    }),
  ),
  next: z.string().nullable(),
})

/** What is asked for: a unit by its code, and two days. */
const Asked = {
  unit: text('Mã đơn vị', { longest: 80 }),
  from: day('Từ ngày'),
  to: day('Đến ngày'),
  asOf: optionalDay('Tính đến ngày'),
  view: z
    .enum(['then', 'now'], { error: 'Cách đọc số liệu là then (như tại thời điểm) hoặc now (theo đơn vị hiện nay).' })
    .default('then'),
}

const DefinitionsAnswer = z.object({
  indicators: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      theme: z.string(),
      unitOfMeasure: z.string(),
      measure: z.string(),
      explanation: z.string(),
      source: z.string(),
      formula: z.string().nullable(),
      version: z.number().int(),
      validFrom: z.string().nullable(),
      retiredOn: z.string().nullable(),
    }),
  ),
})

/** Figures for programs. */
export function figureApi(app: FastifyInstance, facts: readonly Fact[]): void {
  apiRead(app, {
    path: '/figures',
    permission: 'figure.read',
    summary: 'Số liệu của một đơn vị (gồm đơn vị trực thuộc), đếm từ hồ sơ',
    query: z.object({ ...Asked, indicator: IndicatorCode.optional() }),
    answer: FigureAnswerSchema,
    read: async ({ database, official, today, query }) => {
      const period = periodBetween(query.from, query.to)
      const asOf = query.asOf ?? dayOfStates(period, today)
      const unit = await readableUnit(
        database,
        official,
        { code: query.unit },
        daysOf({ ...query, period, asOf, today }),
      )
      return figureAnswer(database, facts, {
        unit,
        period,
        asOf,
        view: query.view,
        today,
        indicators: query.indicator === undefined ? undefined : [query.indicator],
      })
    },
  })
  apiRead(app, {
    path: '/indicators',
    permission: 'figure.read',
    summary: 'Các chỉ tiêu với cách tính đang dùng vào một ngày (hôm nay nếu không nêu)',
    query: z.object({ on: optionalDay('Ngày') }),
    answer: DefinitionsAnswer,
    read: async ({ database, today, query }) => ({
      indicators: await indicatorDefinitions(database, undefined, query.on ?? today),
    }),
  })
  apiRead(app, {
    path: '/figures/:indicator/records',
    permission: 'figure.read',
    summary: 'Các hồ sơ tạo nên một số liệu mà tài khoản được mở, từng trang; tổng bằng đúng số liệu',
    params: z.object({ indicator: IndicatorCode }),
    query: z.object({ ...Asked, behalf: z.string().max(80).optional(), after: z.string().max(80).optional() }),
    answer: RecordsAnswer,
    read: async ({ database, official, today, params, query }) => {
      const period = periodBetween(query.from, query.to)
      const asOf = query.asOf ?? dayOfStates(period, today)
      const unit = await readableUnit(
        database,
        official,
        { code: query.unit },
        daysOf({ ...query, period, asOf, today }),
      )
      const body =
        query.behalf === undefined || query.behalf === 'own' ? undefined : await unitIdOf(database, query.behalf)
      const found = await recordsBehind(database, facts, {
        reader: { official, today },
        indicator: params.indicator,
        unitId: unit.id,
        period,
        asOf,
        reading: query.view,
        today,
        behalfUnitId: query.behalf === 'own' ? null : body,
        after: query.after,
      })
      return {
        indicator: found.indicator.code,
        unit: unit.code,
        total: found.total,
        ofWhole: found.ofWhole,
        unread: found.unread,
        records: found.rows.map(({ recordId, unitId: _unitId, ...row }) => ({ id: recordId, ...row })),
        next: found.next,
      }
    },
  })
}

/** On which days a unit must have lived to be asked for: in the period, or today in the reading of today. */
function daysOf({
  view,
  period,
  asOf,
  today,
}: {
  view: Reading
  period: { from: string; to: string }
  asOf: string
  today: string
}) {
  return view === 'now' ? { period: { from: today }, asOf: today, today } : { period, asOf, today }
}

async function unitIdOf(database: Parameters<typeof readableUnit>[0], code: string): Promise<string> {
  const found = await database.selectFrom('unit').select('id').where('code', '=', code).executeTakeFirst()
  if (found) return found.id
  throw new Refusal('not-found', 'indicators.no-such-unit', `Không có đơn vị nào mang mã “${code}”.`)
}
