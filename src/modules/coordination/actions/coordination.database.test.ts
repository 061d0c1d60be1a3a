import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { coordinationById, coordinations, openCoordinations, partiesOf, reportsOf } from '../queries/coordinations.ts'
import { coordinationState } from '../rules/coordination.ts'
import {
  type CoordinationToKeep,
  changeCoordination,
  draftCoordination,
  withdrawCoordination,
} from './keep-coordination.ts'
import { reportCoordination, reviewCoordination } from './look-back.ts'
import { signCoordination, unsignCoordination } from './sign-coordination.ts'

const code = (expected: string) => expect.objectContaining({ code: expected })

async function drafted() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const given: CoordinationToKeep = {
    ...{ kind: 'plan', title: 'Kế hoạch phối hợp năm 2026', reference: '', leadUnitId: units.commune },
    ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', reportMonth: 11, reportDay: 20, basedOnId: null },
    ...{ partnerUnitIds: [units.homeAffairs], outsideParties: ['Ban Chỉ huy Quân sự xã'] },
    duties: [
      { partyPosition: null, content: 'Họp giao ban' },
      { partyPosition: 2, content: 'Giám sát' },
    ],
  }
  const lead = officials.communeClerk
  const id = await draftCoordination(database, lead, given, TEST_TODAY)
  const [own, partner, outside] = await partiesOf(database, lead, id, TEST_TODAY)
  if (!own || !partner || !outside) throw new Error('three parties were drafted')
  return { database, units, officials, given, lead, id, own, partner, outside }
}

test('each unit records its own signature, the lead that of a body outside; only then does it bind and count', async () => {
  const { database, officials, lead, id, own, partner, outside } = await drafted()
  const head = officials.communeHead
  const other = officials.collector
  const sign = (official: typeof head, partyId: string, signedOn: string) =>
    signCoordination(database, official, { id, partyId, signedOn, signedBy: 'Chủ tịch', today: TEST_TODAY })

  await expect(sign(head, partner.id, '2026-03-01')).rejects.toThrow(code('coordination.no-such-party'))
  await expect(sign(other, own.id, '2026-03-01')).rejects.toThrow(code('coordination.no-such-party'))
  await expect(sign(head, own.id, addDays(TEST_TODAY, 1))).rejects.toThrow(code('coordination.signed-in-the-future'))
  await sign(head, own.id, '2026-03-01')
  await sign(head, outside.id, '2026-03-03')
  await expect(sign(head, own.id, '2026-03-04')).rejects.toThrow(code('coordination.already-signed'))
  const report = { id, partyId: own.id, year: 2026, content: 'Đã họp bốn lần', today: TEST_TODAY }
  await expect(reportCoordination(database, lead, report)).rejects.toThrow(code('coordination.not-signed-yet'))
  await sign(other, partner.id, '2026-03-10')
  expect(await coordinationById(database, lead, id, TEST_TODAY)).toMatchObject({
    state: 'in-force',
    signedOn: '2026-03-10',
  })

  await reportCoordination(database, lead, report)
  await expect(reportCoordination(database, lead, { ...report, partyId: partner.id })).rejects.toThrow(
    code('coordination.no-such-party'),
  )
  await expect(reportCoordination(database, lead, { ...report, year: 2025 })).rejects.toThrow(
    code('coordination.year-outside-term'),
  )
  expect(await reportsOf(database, id)).toMatchObject([{ partyId: own.id, year: 2026, content: 'Đã họp bốn lần' }])
})

test('what somebody has signed is not changed; a signature recorded by mistake is taken away with a reason first', async () => {
  const { database, officials, given, lead, id, own } = await drafted()
  const change = (title: string) =>
    changeCoordination(database, lead, { id, version: null, given: { ...given, title }, today: TEST_TODAY })
  await change('Kế hoạch phối hợp, sửa')
  const [first] = await partiesOf(database, lead, id, TEST_TODAY)
  const partyId = first?.id ?? own.id
  const signature = { id, partyId, signedOn: '2026-03-01', signedBy: 'Chủ tịch', today: TEST_TODAY }
  await signCoordination(database, officials.communeHead, signature)
  await expect(change('Đổi sau khi ký')).rejects.toThrow(code('coordination.signed'))
  await unsignCoordination(database, officials.communeHead, { id, partyId, reason: 'Ghi nhầm', today: TEST_TODAY })
  await change('Sửa được')
  expect(await coordinationById(database, lead, id, TEST_TODAY)).toMatchObject({ title: 'Sửa được', state: 'unsigned' })
})

test('its state in lists is that of the rules on every day, withdrawn or not', async () => {
  const { database, officials, given, lead, id, own, partner, outside } = await drafted()
  for (const [official, party, signedOn] of [
    [officials.communeHead, own, '2026-03-01'],
    [officials.communeHead, outside, '2026-02-01'],
    [officials.collector, partner, '2026-03-10'],
  ] as const) {
    await signCoordination(database, official, {
      id,
      partyId: party.id,
      signedOn,
      signedBy: 'Chủ tịch',
      today: TEST_TODAY,
    })
  }
  const signedOn = ['2026-03-01', '2026-02-01', '2026-03-10']
  for (const day of ['2025-12-31', '2026-03-09', '2026-03-10', '2026-12-31', '2027-01-01']) {
    const [row] = (await coordinations(database, lead, {}, day)).rows
    expect(row?.state).toBe(coordinationState({ ...given, signedOn, withdrawnOn: null }, day))
  }
  expect((await coordinations(database, lead, { state: 'unsigned' }, TEST_TODAY)).rows).toEqual([])
  await withdrawCoordination(database, lead, { id, reason: 'Ký lại', today: TEST_TODAY })
  expect((await coordinations(database, lead, { state: 'withdrawn' }, TEST_TODAY)).rows).toHaveLength(1)
})

test('whoever signs or reports is told so, and the lead at the end to look back', async () => {
  const { database, units, officials, lead, id, own, partner, outside } = await drafted()
  const open = (unitId: string, today = TEST_TODAY) =>
    openCoordinations(database, { signers: [unitId], writers: [unitId], today })
  expect((await open(units.commune)).filter((row) => row.ownSignedOn === null)).toHaveLength(2)
  for (const [official, party] of [
    [officials.communeHead, own],
    [officials.communeHead, outside],
    [officials.collector, partner],
  ] as const) {
    const signature = { id, partyId: party.id, signedOn: '2026-03-01', signedBy: 'Chủ tịch', today: TEST_TODAY }
    await signCoordination(database, official, signature)
  }
  expect((await open(units.commune)).filter((row) => row.ownSignedOn === null)).toEqual([])
  expect(await open(units.homeAffairs)).toMatchObject([{ partyId: partner.id, reportedYears: [], leads: false }])
  const review = { kind: 'final' as const, results: 'Đạt', shortcomings: '', conclusions: '' }
  await expect(
    reviewCoordination(database, lead, { id, given: { ...review, heldOn: '2026-02-28' }, today: TEST_TODAY }),
  ).rejects.toThrow(code('coordination.review-day'))
  await reviewCoordination(database, lead, { id, given: { ...review, heldOn: '2026-11-20' }, today: TEST_TODAY })
  expect((await open(units.commune))[0]).toMatchObject({ hasFinalReview: true })
})

test('a draft with one party, a party twice, a unit of somebody else or an end before its beginning is refused', async () => {
  const { database, units, given, lead } = await drafted()
  const draft = (change: Partial<CoordinationToKeep>) =>
    draftCoordination(database, lead, { ...given, ...change }, TEST_TODAY)
  await expect(draft({ partnerUnitIds: [], outsideParties: [], duties: [] })).rejects.toThrow(
    code('coordination.too-few-parties'),
  )
  await expect(draft({ partnerUnitIds: [units.commune] })).rejects.toThrow(code('coordination.party-twice'))
  await expect(draft({ leadUnitId: units.homeAffairs })).rejects.toThrow(code('coordination.not-your-unit'))
  await expect(draft({ endsOn: '2025-12-31' })).rejects.toThrow(code('coordination.term'))
  await expect(draft({ duties: [{ partyPosition: 4, content: 'Việc' }] })).rejects.toThrow(
    code('coordination.no-such-party'),
  )
})
