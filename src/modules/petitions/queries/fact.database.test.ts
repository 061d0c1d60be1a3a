import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { type PetitionToRegister, registerPetition } from '../actions/register-petition.ts'
import { takeStep } from '../actions/take-step.ts'
import { openPetitionFact, petitionFact } from './fact.ts'

const proposal = (unitId: string): PetitionToRegister => ({
  kind: 'proposal',
  channel: 'counter',
  receivedOn: '2026-11-02',
  unitId,
  behalfUnitId: null,
  forwardedBy: '',
  title: 'Đề nghị kéo điện',
  content: '',
  senderName: 'Lê Thị Sáu',
  senderAddress: 'Ấp 5',
  senderPhone: '',
  signatoryCount: 1,
  files: [],
})

describe('what can be counted of petitions', () => {
  test('are all that came in, each with its result, and the days on which each was open', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const register = (behalfUnitId: string | null = null) =>
      registerPetition(database, officials.communeClerk, { ...proposal(units.commune), behalfUnitId }, TEST_TODAY)
    const end = (petitionId: string, kind: 'answered' | 'filed', on: string) =>
      takeStep(database, officials.communeClerk, { petitionId, event: { kind, on } }, TEST_TODAY)

    const waiting = await register(units.homeAffairs)
    const inTime = await register()
    await end(inTime, 'answered', '2026-11-16')
    const late = await register()
    await end(late, 'answered', '2026-11-17')
    const filed = await register()
    await end(filed, 'filed', '2026-11-02')

    const { rows } = await sql`select * from (${petitionFact.source}) as counted order by record_id::bigint`.execute(
      database,
    )
    const common = { unit_id: units.commune, from_date: '2026-11-02', kind: 'proposal', channel: 'counter' }
    expect(rows).toMatchObject([
      { ...common, record_id: waiting, behalf_unit_id: units.homeAffairs, state: 'open', timeliness: 'unanswered' },
      { ...common, record_id: inTime, behalf_unit_id: null, state: 'answered', timeliness: 'on-time' },
      { ...common, record_id: late, state: 'answered', timeliness: 'late' },
      { ...common, record_id: filed, state: 'ended', timeliness: 'unanswered' },
    ])
    const open =
      await sql`select record_id, from_date, to_date, until_date::text from (${openPetitionFact.source}) as counted order by record_id::bigint`.execute(
        database,
      )
    // The one filed on its first day was open on no day's end.
    expect(open.rows).toEqual([
      { record_id: waiting, from_date: '2026-11-02', to_date: null, until_date: 'infinity' },
      { record_id: inTime, from_date: '2026-11-02', to_date: '2026-11-15', until_date: '2026-11-16' },
      { record_id: late, from_date: '2026-11-02', to_date: '2026-11-16', until_date: '2026-11-17' },
    ])
  })
})
