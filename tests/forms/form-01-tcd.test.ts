import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { casesOfCell, countForms } from '../../src/modules/reports/queries/forms/count-forms.ts'
import { VISITS } from '../../src/modules/reports/queries/forms/sources.ts'
import { checkSums } from '../../src/modules/reports/rules/forms/check-sums.ts'
import { RECEPTION } from '../../src/modules/reports/rules/forms/form-of-reception.ts'
import { officialNamed, unitCoded } from '../support/reorganisation.ts'
import { databaseForTest, TEST_TODAY } from '../support/system.ts'

const PERIOD = { from: '2025-12-15', to: '2026-12-14' }

describe('form 01/TCD of the demonstration province', () => {
  test('equals what the register says, agrees with itself, and opens to its visits', async () => {
    const database = await databaseForTest('province')
    const official = await officialNamed(database, 'tonghop.snv')
    const asked = {
      official,
      today: TEST_TODAY,
      unitId: await unitCoded(database, 'HG'),
      period: PERIOD,
      reading: 'then' as const,
    }
    const form = await countForms(database, VISITS, asked)
    const { rows } = await sql<Record<string, number>>`
      with recursive below as (
        select ${asked.unitId}::bigint as id union
        select version.unit_id from unit_version version join below on version.parent_unit_id = below.id)
      select count(*)::int as "1", sum(visit.person_count)::int as "2", count(*) filter (where visit.person_count > 4)::int as "5",
        count(*) filter (where session.kind = 'regular')::int as "9",
        count(*) filter (where session.kind <> 'regular' and session.receiver = 'head')::int as "17",
        count(*) filter (where session.kind <> 'regular' and session.receiver = 'delegate' and visit.first_visit_id is null)::int as "27"
      from reception_session session join reception_visit visit on visit.session_id = session.id
      where session.unit_id in (select id from below) and session.held_on between ${PERIOD.from}::date and ${PERIOD.to}::date
        and session.withdrawn_on is null and coalesce(visit.outcome, '') <> 'refused'`.execute(database)
    expect(form.total['01/TCD']).toMatchObject(rows[0] ?? {})
    expect(rows[0]?.['1']).toBeGreaterThan(0)
    for (const { numbers } of [...form.rows, { numbers: form.total }])
      expect(checkSums(RECEPTION, numbers).filter(({ passed }) => !passed)).toEqual([])
    const cell = await casesOfCell(database, VISITS, { ...asked, adds: ({ persons }) => persons, row: null })
    expect(cell).toMatchObject({ value: rows[0]?.['2'], things: rows[0]?.['1'], listed: rows[0]?.['1'] })
    expect(cell.cases.length).toBe(Math.min(50, rows[0]?.['1'] ?? 0))
  })
})
