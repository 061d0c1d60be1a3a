import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { petitionsWaitingFor } from '../queries/due-petitions.ts'
import { timelineOf } from '../queries/petition.ts'
import { relatedPetitions } from '../queries/related-petitions.ts'
import { markSecondRound, mergePetition, splitPetition } from './link-petitions.ts'
import { type PetitionToRegister, registerPetition } from './register-petition.ts'
import { type StepToTake, takeStep } from './take-step.ts'

const petition = (unitId: string, more: Partial<PetitionToRegister> = {}): PetitionToRegister => ({
  kind: 'complaint',
  channel: 'post',
  receivedOn: '2026-10-01',
  unitId,
  behalfUnitId: null,
  forwardedBy: '',
  title: 'Khiếu nại mức bồi thường đường ấp 3',
  content: '',
  senderName: 'Lê Thị Sáu',
  senderAddress: 'Ấp 5',
  senderPhone: '',
  signatoryCount: 1,
  files: [],
  ...more,
})

async function scene() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const register = (more: Partial<PetitionToRegister> = {}, official: Official = officials.communeClerk) =>
    registerPetition(database, official, petition(units.commune, more), TEST_TODAY)
  const step = (official: Official, petitionId: string, event: StepToTake['event'], words = {}) =>
    takeStep(database, official, { petitionId, event, words }, TEST_TODAY)
  return { database, units, officials, register, step }
}

const rowOf = (database: Database, id: string) =>
  database.selectFrom('petition').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('settling a complaint', () => {
  test('keeps on the row what figures count, and with each step its paper, its law, who decided and who was told', async () => {
    const { database, officials, register, step } = await scene()
    const { communeClerk, communeHead } = officials
    const id = await register()
    await step(communeClerk, id, { kind: 'accepted', on: '2026-10-05' })
    await step(communeClerk, id, { kind: 'found-complex', on: '2026-10-07', criteria: ['many-people'] })
    await step(communeClerk, id, { kind: 'suspended', on: '2026-10-12', ground: 'other-result' })
    expect(await rowOf(database, id)).toMatchObject({ state: 'suspended', due_on: null, suspended_on: '2026-10-12' })
    await step(communeClerk, id, { kind: 'resumed', on: '2026-10-19' })
    // Forty-five days from 5 October, and the seven that it was suspended: Thursday 26 November.
    expect(await rowOf(database, id)).toMatchObject({ state: 'accepted', due_on: '2026-11-26', complexity_count: 1 })

    const paper = { documentNumber: '12/QĐ-UBND', documentOn: '2026-11-16', decidedByPersonId: communeHead.personId }
    const decided = { kind: 'decided', on: '2026-11-16', outcome: 'partly', manner: 'decision' } as const
    await step(communeClerk, id, decided, { ...paper, notified: ['sender'] })
    expect(await rowOf(database, id)).toMatchObject({
      state: 'decided',
      decided_on: '2026-11-16',
      answered_on: '2026-11-16',
      ended_on: '2026-11-16',
      outcome: 'partly',
      follow_up: 'sent',
      // Three working days after the decision.
      follow_up_due_on: '2026-11-19',
    })
    const [moment] = await timelineOf(database, id)
    expect(moment).toMatchObject({
      kind: 'decided',
      decidedBy: 'Trần Văn Tám',
      documentOn: '2026-11-16',
      notified: ['sender'],
      details: { outcome: 'partly', manner: 'decision' },
      legalBasis: expect.stringContaining('Điều 31'),
    })
    await step(communeClerk, id, { kind: 'sent', on: '2026-11-18' })
    expect(await rowOf(database, id)).toMatchObject({ sent_on: '2026-11-18', follow_up: null, follow_up_due_on: null })
  })

  test('names as the one who decided only a head of the unit or of the unit above', async () => {
    const { officials, register, step } = await scene()
    const id = await register()
    const words = { decidedByPersonId: officials.siblingClerk.personId }
    await expect(step(officials.communeClerk, id, { kind: 'accepted', on: TEST_TODAY }, words)).rejects.toMatchObject({
      code: 'petition.no-such-decider',
    })
  })
})

describe('two petitions about one matter', () => {
  test('become one case that either can leave again, and each is answered', async () => {
    const { database, officials, register, step } = await scene()
    const { communeClerk } = officials
    const first = await register()
    const second = await register({ senderName: 'Trần Văn Tư' })
    const link = { petitionId: second, intoPetitionId: first, on: TEST_TODAY }
    await mergePetition(database, communeClerk, link, TEST_TODAY)
    expect(await rowOf(database, second)).toMatchObject({ state: 'merged', merged_into_id: first, ended_on: null })
    expect(await relatedPetitions(database, communeClerk, first, TEST_TODAY)).toMatchObject([
      { id: second, relation: 'duplicate' },
    ])
    // The case is at the first: nothing is merged into the second, nor the first into something else.
    const third = await register()
    const merge = (petitionId: string, intoPetitionId: string) =>
      mergePetition(database, communeClerk, { petitionId, intoPetitionId, on: TEST_TODAY }, TEST_TODAY)
    await expect(merge(third, second)).rejects.toMatchObject({ code: 'petition.case-is-elsewhere' })
    await expect(merge(first, third)).rejects.toMatchObject({ code: 'petition.leads-a-case' })
    const feedback = await register({ kind: 'feedback' })
    await expect(merge(feedback, first)).rejects.toMatchObject({ code: 'petition.other-kind' })

    await step(communeClerk, second, { kind: 'unmerged', on: TEST_TODAY })
    expect(await rowOf(database, second)).toMatchObject({ state: 'classified', merged_into_id: null })
    await merge(second, first)
    await step(communeClerk, second, { kind: 'answered', on: TEST_TODAY })
    expect(await rowOf(database, second)).toMatchObject({ state: 'answered', ended_on: TEST_TODAY })
    expect(await rowOf(database, first)).toMatchObject({ ended_on: null })
  })

  test('are not linked with one that the official may not read', async () => {
    const { database, units, officials, register } = await scene()
    const mine = await register()
    const theirs = await register({ unitId: units.sibling }, officials.siblingClerk)
    const link = { petitionId: mine, intoPetitionId: theirs, on: TEST_TODAY }
    await expect(mergePetition(database, officials.communeClerk, link, TEST_TODAY)).rejects.toMatchObject({
      kind: 'not-found',
    })
  })
})

describe('a petition of several contents', () => {
  test('gives one of them a number and a way of its own, from the same receipt and sender', async () => {
    const { database, officials, register } = await scene()
    const whole = await register({ kind: 'proposal' })
    const given = { kind: 'feedback', title: 'Nước máy đục', content: '' } as const
    const part = await splitPetition(
      database,
      officials.communeClerk,
      { petitionId: whole, on: TEST_TODAY, ...given },
      TEST_TODAY,
    )
    expect(await rowOf(database, part)).toMatchObject({
      separated_from_id: whole,
      received_on: '2026-10-01',
      sender_name: 'Lê Thị Sáu',
      kind_code: 'feedback',
      title: 'Nước máy đục',
    })
    expect(await relatedPetitions(database, officials.communeClerk, whole, TEST_TODAY)).toMatchObject([
      { id: part, relation: 'part' },
    ])
  })

  test('uses up no number when it may not be split', async () => {
    const { database, officials, register, step } = await scene()
    const id = await register()
    await step(officials.communeClerk, id, { kind: 'accepted', on: TEST_TODAY })
    const given = { petitionId: id, on: TEST_TODAY, kind: 'feedback', title: 'Khác', content: '' } as const
    await expect(splitPetition(database, officials.communeClerk, given, TEST_TODAY)).rejects.toMatchObject({
      code: 'petition.already-accepted',
    })
    expect(await rowOf(database, await register())).toMatchObject({ number: 2 })
  })
})

describe('a second complaint', () => {
  test('follows a first that was settled or is overdue, and has the limits of the second', async () => {
    const { database, officials, register, step } = await scene()
    const { communeClerk } = officials
    const first = await register({ receivedOn: TEST_TODAY })
    const second = await register({ receivedOn: TEST_TODAY })
    const mark = (firstPetitionId: string) =>
      markSecondRound(database, communeClerk, { petitionId: second, firstPetitionId, on: TEST_TODAY }, TEST_TODAY)
    await expect(mark(first)).rejects.toMatchObject({ code: 'petition.first-not-settled' })
    const overdue = await register({ receivedOn: '2026-10-01' })
    await mark(overdue)
    await step(communeClerk, second, { kind: 'accepted', on: TEST_TODAY })
    // Forty-five days after 22 November.
    expect(await rowOf(database, second)).toMatchObject({ round: 2, first_petition_id: overdue, due_on: '2027-01-06' })
    await expect(
      step(communeClerk, second, { kind: 'decided', on: TEST_TODAY, outcome: 'founded', manner: 'decision' }),
    ).rejects.toMatchObject({ code: 'petition.dialogue-missing' })
  })
})

describe('a petition passed from unit to unit', () => {
  test('goes up the third time, with the clock of its first day', async () => {
    const { database, units, officials, register, step } = await scene()
    const id = await register({ kind: 'proposal', receivedOn: '2026-11-16' })
    const before = await rowOf(database, id)
    const to = (official: Official, toUnitId: string) =>
      step(official, id, { kind: 'transferred', on: TEST_TODAY, toUnitId })
    await to(officials.communeClerk, units.sibling)
    await to(officials.siblingClerk, units.commune)
    await expect(to(officials.communeClerk, units.sibling)).rejects.toMatchObject({
      code: 'petition.third-transfer-goes-up',
    })
    await to(officials.communeClerk, units.district)
    expect(await rowOf(database, id)).toMatchObject({
      transfer_count: 3,
      handling_unit_id: units.district,
      received_on: '2026-11-16',
      due_on: before.due_on,
    })
  })
})

describe('what waits too long', () => {
  test('is brought to the handler, the head, and the nearest head above, though nobody handles it', async () => {
    const { database, units, officials, register } = await scene()
    const { communeHead, communeClerk } = officials
    // The district has no head: the committee of the province is the nearest above.
    const above = await headOf(database, units.committee, officials.leader)
    const seenBy = async (official: Official, day: string) =>
      (await petitionsWaitingFor(database, official, day)).map(({ id }) => id)
    const id = await register({ kind: 'proposal', receivedOn: '2026-11-16' })
    const { due_on } = await rowOf(database, id)
    if (due_on === null) throw new Error('A proposal has a limit.')

    expect(await seenBy(communeHead, TEST_TODAY)).toEqual([id])
    expect(await seenBy(above, due_on)).toEqual([])
    // Nobody handles it: above on the very next day.
    expect(await seenBy(above, addDays(due_on, 1))).toEqual([id])
    await takeStep(
      database,
      communeHead,
      { petitionId: id, event: { kind: 'assigned', on: TEST_TODAY, personId: communeClerk.personId } },
      TEST_TODAY,
    )
    expect(await seenBy(communeClerk, TEST_TODAY)).toEqual([id])
    expect(await seenBy(above, addDays(due_on, 5))).toEqual([])
    expect(await seenBy(above, addDays(due_on, 6))).toEqual([id])
  })

  test('goes to the nearest head above at once when its unit has no head', async () => {
    const { database, units, officials, register } = await scene()
    const above = await headOf(database, units.committee, officials.leader)
    const id = await register({ unitId: units.sibling, receivedOn: TEST_TODAY }, officials.siblingClerk)
    const waiting = await petitionsWaitingFor(database, above, TEST_TODAY)
    expect(waiting.map((row) => row.id)).toEqual([id])
    expect(await petitionsWaitingFor(database, officials.communeHead, TEST_TODAY)).toEqual([])
  })
})

/** The leader of the sample, as head of the unit: with the post in the database, as the query looks for heads there. */
async function headOf(database: Database, unitId: string, leader: Official): Promise<Official> {
  await database
    .insertInto('post')
    .values({
      person_id: leader.personId,
      unit_id: unitId,
      title: 'Chủ tịch',
      role_code: 'head',
      reach_unit_id: null,
      valid_from: '2020-01-01',
      valid_to: null,
    })
    .execute()
  const official = await officialOfAccount(database, leader.accountId, TEST_TODAY)
  if (!official) throw new Error('The account has gone.')
  return official
}
