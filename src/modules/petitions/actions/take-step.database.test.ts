import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { protectionForTest } from '../../../../tests/support/protection.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { nationalCalendar } from '../../calendar/index.ts'
import { petitionById } from '../queries/petition.ts'
import { logOf } from '../queries/petition-log.ts'
import { standingFrom } from '../rules/petition-standing.ts'
import { classifyPetition } from './classify-petition.ts'
import { type PetitionToRegister, registerPetition } from './register-petition.ts'
import { type StepToTake, takeStep } from './take-step.ts'
import { derivedColumns } from './write-petition.ts'

const petition = (unitId: string, kind: PetitionToRegister['kind'] = 'proposal'): PetitionToRegister => ({
  kind,
  channel: 'forwarded',
  receivedOn: '2026-11-02',
  unitId,
  behalfUnitId: null,
  forwardedBy: 'Đoàn đại biểu Quốc hội tỉnh',
  title: 'Đề nghị kéo điện vào kênh Năm',
  content: '',
  senderName: kind === 'denunciation' ? '' : 'Lê Thị Sáu',
  senderAddress: kind === 'denunciation' ? '' : 'Ấp 5',
  senderPhone: '',
  signatoryCount: 1,
  files: [],
})

describe('the life of a petition', () => {
  test('goes from the head to the person in charge, to the answer and the end', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const { communeClerk, communeHead } = officials
    const id = await registerPetition(database, communeClerk, petition(units.commune), TEST_TODAY)
    const step = (official: typeof communeHead, event: StepToTake['event']) =>
      takeStep(database, official, { petitionId: id, event }, TEST_TODAY)

    await expect(
      step(communeClerk, { kind: 'assigned', on: TEST_TODAY, personId: communeClerk.personId }),
    ).rejects.toMatchObject({
      kind: 'not-allowed',
    })
    await step(communeHead, { kind: 'assigned', on: TEST_TODAY, personId: communeClerk.personId })
    expect(await petitionById(database, communeClerk, id, TEST_TODAY)).toMatchObject({
      state: 'assigned',
      handlerName: 'Nguyễn Thị Mai',
    })
    await step(communeClerk, { kind: 'answered', on: '2026-11-17' })
    // Ten working days after 2 November, so answered a day late.
    expect(await petitionById(database, communeClerk, id, TEST_TODAY)).toMatchObject({
      state: 'answered',
      endedOn: '2026-11-17',
      dueOn: '2026-11-16',
    })
    await step(communeHead, { kind: 'closed', on: TEST_TODAY })
    expect(await petitionById(database, communeClerk, id, TEST_TODAY)).toMatchObject({
      state: 'closed',
      endedOn: '2026-11-17',
    })
  })

  test('is assigned only to people of the unit that handles it', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await registerPetition(database, officials.communeClerk, petition(units.commune), TEST_TODAY)
    const event = { kind: 'assigned', on: TEST_TODAY, personId: officials.siblingClerk.personId } as const
    await expect(
      takeStep(database, officials.communeHead, { petitionId: id, event }, TEST_TODAY),
    ).rejects.toMatchObject({
      code: 'petition.no-such-handler',
    })
  })

  test('goes on in the unit it is transferred to, and stays in sight of the one that received it', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const { communeClerk, siblingClerk } = officials
    const id = await registerPetition(database, communeClerk, petition(units.commune), TEST_TODAY)
    expect(await petitionById(database, siblingClerk, id, TEST_TODAY)).toBeUndefined()
    const transfer = { kind: 'transferred', on: TEST_TODAY, toUnitId: units.sibling } as const
    await takeStep(
      database,
      communeClerk,
      { petitionId: id, event: transfer, words: { note: 'Thuộc xã Ba Mươi' } },
      TEST_TODAY,
    )

    const answer = { petitionId: id, event: { kind: 'answered', on: TEST_TODAY } } as const
    await expect(takeStep(database, communeClerk, answer, TEST_TODAY)).rejects.toMatchObject({
      code: 'petition.not-yours',
    })
    await takeStep(database, siblingClerk, answer, TEST_TODAY)
    expect(await petitionById(database, communeClerk, id, TEST_TODAY)).toMatchObject({
      state: 'answered',
      unitId: units.commune,
      handlingUnitId: units.sibling,
    })
  })

  test('accepts a complaint only with the name and address of who wrote it', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const nameless = { ...petition(units.commune, 'complaint'), senderName: '' }
    const id = await registerPetition(database, officials.communeClerk, nameless, TEST_TODAY)
    const event = { kind: 'accepted', on: TEST_TODAY } as const
    await expect(
      takeStep(database, officials.communeClerk, { petitionId: id, event }, TEST_TODAY),
    ).rejects.toMatchObject({
      code: 'petition.sender-missing',
    })
  })

  test('is answered once, though two people answer at the same moment', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await registerPetition(database, officials.communeClerk, petition(units.commune), TEST_TODAY)
    const answer = { petitionId: id, event: { kind: 'answered', on: TEST_TODAY } } as const
    const outcomes = await Promise.allSettled([
      takeStep(database, officials.communeClerk, answer, TEST_TODAY),
      takeStep(database, officials.communeHead, answer, TEST_TODAY),
    ])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await logOf(database, id)).filter((event) => event.kind === 'answered')).toHaveLength(1)
  })

  test('goes on by what somebody left who was at work on it when the step was asked for', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const { communeClerk } = officials
    const id = await registerPetition(database, communeClerk, petition(units.commune), TEST_TODAY)
    const answer = (on: Database) =>
      takeStep(on, communeClerk, { petitionId: id, event: { kind: 'answered', on: TEST_TODAY } }, TEST_TODAY)
    let second: Promise<unknown> = Promise.resolve()
    await inTransaction(database, async (transaction) => {
      await answer(transaction)
      second = answer(database).catch((error: unknown) => error)
      const isWaiting = async () =>
        (await sql`select from pg_locks where not granted`.execute(database)).rows.length > 0
      while (!(await isWaiting())) await new Promise((resolve) => setTimeout(resolve, 10))
    })
    expect(await second).toMatchObject({ kind: 'conflict' })
  })
})

describe('the log', () => {
  test('is append-only in the database itself', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await registerPetition(database, officials.communeClerk, petition(units.commune), TEST_TODAY)
    await expect(database.updateTable('petition_event').set({ happened_on: '2026-01-01' }).execute()).rejects.toThrow(
      'append-only',
    )
    await expect(database.updateTable('petition_event').set({ note: 'khác' }).execute()).rejects.toThrow('append-only')
    await expect(database.deleteFrom('petition_event').execute()).rejects.toThrow('append-only')
  })

  test('always gives the row again, whatever people try to do in whatever order', async () => {
    const database = await databaseForTest()
    const protection = await protectionForTest()
    const { units, officials } = await sampleProvince(database)
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom(
          'assigned',
          'accepted',
          'found-complex',
          'extended',
          'suspended',
          'resumed',
          'dialogue-held',
          'decided',
          'sent',
          'reopened',
          'stopped',
          'answered',
          'transferred',
          'returned',
          'filed',
          'withdrawn',
          'closed',
          'complaint',
          'feedback',
          'denunciation',
        ),
        on: fc.integer({ min: 1, max: 22 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`),
        by: fc.constantFrom('communeHead' as const, 'communeClerk' as const, 'siblingClerk' as const),
      }),
      { minLength: 6, maxLength: 20 },
    )
    const kind = fc.constantFrom('complaint' as const, 'denunciation' as const, 'proposal' as const)
    let taken = 0
    await fc.assert(
      fc.asyncProperty(kind, acts, async (first, anyOrder) => {
        // In the order of their days: a step before the one it rests on is refused, and most would be.
        const sequence = anyOrder.toSorted((one, other) => one.on.localeCompare(other.on))
        const id = await registerPetition(database, officials.communeClerk, petition(units.commune, first), TEST_TODAY)
        for (const { act, on, by } of sequence) {
          const official = officials[by]
          try {
            if (act === 'complaint' || act === 'feedback' || act === 'denunciation') {
              await classifyPetition(
                database,
                official,
                { petitionId: id, kind: act, note: 'Theo nội dung', title: 'Viết lại', content: 'Viết lại' },
                TEST_TODAY,
                protection,
              )
            } else {
              await takeStep(
                database,
                official,
                { petitionId: id, event: eventOf(act, on, official.personId, units.sibling) },
                TEST_TODAY,
              )
            }
            taken += 1
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
          }
        }
        const row = await database.selectFrom('petition').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
        expect(row).toMatchObject(derivedColumns(standingFrom(await logOf(database, id)), nationalCalendar))
      }),
      { numRuns: 60 },
    )
    expect(taken).toBeGreaterThan(60)
  })
})

function eventOf(act: string, on: string, personId: string, toUnitId: string): StepToTake['event'] {
  if (act === 'assigned') return { kind: act, on, personId }
  if (act === 'transferred') return { kind: act, on, toUnitId }
  if (act === 'found-complex') return { kind: act, on, criteria: ['many-people', 'several-places'] }
  if (act === 'suspended') return { kind: act, on, ground: 'other-result' }
  if (act === 'stopped') return { kind: act, on, ground: 'withdrawn' }
  if (act === 'decided') return { kind: act, on, outcome: 'partly', manner: 'decision' }
  if (act === 'reopened') return { kind: act, on, ground: 'missed-evidence' }
  if (act === 'withdrawn') return { kind: act, on, extent: 'whole' }
  return { kind: act as 'accepted' | 'extended' | 'resumed' | 'dialogue-held' | 'sent' | 'answered' | 'returned', on }
}
