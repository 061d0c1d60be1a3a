import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase } from '../../../../tests/support/system.ts'
import { modules } from '../../../application.ts'
import type { Database } from '../../../platform/database/database.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { isCounted } from '../rules/indicator.ts'
import { countFigures } from './count-figures.ts'
import { indicatorDefinitions } from './definitions.ts'
import { recordsBehind } from './records-behind.ts'

const facts = modules().flatMap((module) => module.facts ?? [])

let database: Database
let drop: () => Promise<void>
let codes: string[]
let unitIds: string[]

beforeAll(async () => {
  const made = await makeDatabase('province')
  database = made.database
  drop = made.drop
  codes = (await indicatorDefinitions(database)).map((indicator) => indicator.code)
  unitIds = (await database.selectFrom('unit').select('id').execute()).map((unit) => unit.id)
})
afterAll(() => drop())

describe('each indicator that is defined', () => {
  test('can be counted from what the modules offer', async () => {
    const figures = await countFigures(database, facts, {
      unitIds: unitIds.slice(0, 1),
      period: { from: '2019-01-01', to: '2026-12-31' },
    })
    // Indices of these years together are published by nobody; all else fits what is offered.
    const lacking = figures.filter((figure) => figure.refusal !== null)
    expect(lacking.map(({ indicator, refusal }) => [indicator.measure, refusal?.code])).toEqual(
      Array(3).fill(['typed', 'indicators.no-value']),
    )
  })

  test('is the sum of its records, for any unit of the demonstration and any period', async () => {
    const anyPeriod = fc
      .tuple(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 1500 }))
      .map(([start, length]) => ({ from: addDays('2019-01-01', start), to: addDays('2019-01-01', start + length) }))
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: unitIds.length - 1 }),
        fc.integer({ min: 0, max: codes.length - 1 }),
        anyPeriod,
        async (unit, code, period) => {
          const asked = { reader: null, indicator: codes[code] ?? '', unitId: unitIds[unit] ?? '', period }
          const [figure] = await countFigures(database, facts, {
            indicators: [asked.indicator],
            unitIds: [asked.unitId],
            period,
          })
          if (figure === undefined || !isCounted(figure.indicator)) {
            await expect(recordsBehind(database, facts, asked)).rejects.toMatchObject({
              code: 'indicators.not-from-records',
            })
            return
          }
          let [sum, count, total] = [0, 0, 0]
          let after: string | undefined
          do {
            const page = await recordsBehind(database, facts, { ...asked, after })
            sum += page.rows.reduce((values, row) => values + row.value, 0)
            count += page.rows.length
            total = page.total.value
            after = page.next ?? undefined
          } while (after !== undefined)
          if (figure.indicator.measure === 'share') {
            expect([asked.indicator, figure.ofWhole]).toEqual([asked.indicator, { part: sum, whole: count }])
            const share = count === 0 ? undefined : Math.round((sum * 1000) / count) / 10
            expect([asked.indicator, figure.total?.value]).toEqual([asked.indicator, share])
          } else if (figure.indicator.measure === 'distinct') {
            expect([asked.indicator, total, count]).toEqual([
              asked.indicator,
              figure.total?.value,
              figure.total?.recordCount,
            ])
            expect(total).toBeLessThanOrEqual(count)
          } else {
            expect([asked.indicator, sum]).toEqual([asked.indicator, figure.total?.value])
          }
        },
      ),
      { numRuns: 150 },
    )
  })
})
