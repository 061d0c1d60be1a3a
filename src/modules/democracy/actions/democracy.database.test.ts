import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { type RunningSystem, startSystem, TEST_TODAY } from '../../../../tests/support/system.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { communityDecisionById } from '../queries/community-decisions.ts'
import { disclosureById, postingsOf } from '../queries/disclosures.ts'
import { lastDayOf } from '../queries/last-day.ts'
import { disclosingCommunes, publicDisclosure, publicDisclosures } from '../queries/public-disclosures.ts'
import { outcomeOf } from '../rules/community-decision.ts'
import {
  changeDecision,
  type DecisionToRecord,
  deliverDecision,
  recogniseDecision,
  recordDecision,
} from './keep-decision.ts'
import { changeDisclosure, type DisclosureToKeep, enterDisclosure, withdrawDisclosure } from './keep-disclosure.ts'
import { changeMediation, recordMediation } from './keep-mediation.ts'
import { addResidentialArea, changeResidentialArea } from './keep-residential-area.ts'
import { limitsOfDecisions, limitsOfDisclosures } from './limits.ts'
import { postDisclosure } from './post-disclosure.ts'

let system: RunningSystem
let province: SampleProvince
beforeAll(async () => {
  system = await startSystem('empty')
  province = await sampleProvince(system.database)
})
afterAll(() => system?.stop())

const code = (expected: string) => expect.objectContaining({ code: expected })

const toEnter = (given: Partial<DisclosureToKeep> = {}): DisclosureToKeep => ({
  ...{ unitId: province.units.commune, contentCode: 'plan', year: 2026, quarter: null, title: 'Kế hoạch năm 2026' },
  ...{ documentNumber: '12/KH-UBND', documentIssuedOn: '2026-11-13', summary: '', files: [] },
  ...given,
})

const enter = (given: Partial<DisclosureToKeep> = {}) =>
  enterDisclosure(system.database, province.officials.communeClerk, toEnter(given), TEST_TODAY)

const post = (disclosureId: string, postedOn: string, proofs: string[] = [], minutes = 'Biên bản số 3') =>
  postDisclosure(
    system.database,
    province.officials.communeClerk,
    { disclosureId, form: 'notice', place: 'Trụ sở', postedOn, postedUntil: null, minutes, proofs },
    TEST_TODAY,
  )

async function sendFile(name: string): Promise<string> {
  const { accountId } = province.officials.communeClerk
  const content = Readable.from([Buffer.from(`%PDF-1.7 ${name}`)])
  return (await system.app.services.files.put(system.database, { name, content, accountId })).id
}

describe('a document that must be made public', () => {
  test('is due five working days after its day, and is seen by nobody outside before it is posted', async () => {
    const { database } = system
    const { officials, units } = province
    const id = await enter({ files: [await sendFile('ke-hoach.pdf')] })
    expect(await disclosureById(database, officials.communeClerk, id, TEST_TODAY)).toMatchObject({
      dueOn: '2026-11-20',
      disclosedOn: null,
    })
    expect(await publicDisclosure(database, id, TEST_TODAY)).toBeUndefined()
    expect((await system.app.inject({ url: `/public/disclosures/${id}` })).statusCode).toBe(404)

    await post(id, '2026-11-19')
    await post(id, '2026-11-17', [await sendFile('anh-niem-yet.pdf')], '')
    const record = await disclosureById(database, officials.communeClerk, id, TEST_TODAY)
    expect(record?.disclosedOn).toBe('2026-11-17')
    expect(await postingsOf(database, id)).toHaveLength(2)
    expect((await disclosingCommunes(database, { today: TEST_TODAY })).map((each) => each.id)).toEqual([units.commune])
    expect(await publicDisclosures(database, { unitId: units.commune, year: 2026, today: TEST_TODAY })).toMatchObject([
      { id, contentTitle: 'Kế hoạch hằng năm của cấp xã' },
    ])
    await withdrawDisclosure(database, officials.communeClerk, { id, reason: 'Nhầm bản dự thảo', today: TEST_TODAY })
  })

  test('gives its files to everybody while it is public, and the proofs of posting to nobody', async () => {
    const { database, app } = system
    const [fileId, proofId] = [await sendFile('du-an.pdf'), await sendFile('anh.pdf')]
    const id = await enter({ contentCode: 'projects', title: 'Dự án cầu', files: [fileId] })
    const attachments = () =>
      database.selectFrom('attachment').select(['id', 'stored_file_id as storedFileId']).orderBy('id').execute()
    const addressOf = async (storedFileId: string) =>
      `/public/disclosures/${id}/files/${(await attachments()).find((each) => each.storedFileId === storedFileId)?.id}`
    const status = async (storedFileId: string) => (await app.inject({ url: await addressOf(storedFileId) })).statusCode
    expect(await status(fileId)).toBe(404)
    await post(id, '2026-11-16', [proofId], '')
    const sent = await app.inject({ url: await addressOf(fileId) })
    expect([sent.statusCode, sent.body]).toEqual([200, '%PDF-1.7 du-an.pdf'])
    expect(sent.headers['content-disposition']).toContain('du-an.pdf')
    expect(await status(proofId)).toBe(404)
    const page = (await app.inject({ url: `/public/disclosures/${id}` })).body
    expect([page.includes('Dự án cầu'), page.includes('anh.pdf')]).toEqual([true, false])

    const clerk = province.officials.communeClerk
    await withdrawDisclosure(database, clerk, { id, reason: 'Có số căn cước', today: TEST_TODAY })
    expect(await status(fileId)).toBe(404)
    const withdrawn = (await app.inject({ url: `/public/disclosures/${id}` })).body
    expect([withdrawn.includes('Có số căn cước'), withdrawn.includes('Dự án cầu')]).toEqual([true, false])
    await expect(post(id, '2026-11-17')).rejects.toThrow(code('democracy.withdrawn-already'))
  })

  test('is entered only for a commune of one’s own, with a content and a quarter of its year', async () => {
    const { siblingClerk, communeClerk } = province.officials
    const { database } = system
    await expect(enterDisclosure(database, siblingClerk, toEnter(), TEST_TODAY)).rejects.toThrow(
      code('democracy.not-your-unit'),
    )
    await expect(enter({ unitId: province.units.district })).rejects.toThrow(code('democracy.not-your-unit'))
    await expect(enter({ contentCode: 'nothing-such' })).rejects.toThrow(code('democracy.no-such-content'))
    await expect(enter({ contentCode: 'budget-execution' })).rejects.toThrow(code('democracy.quarter-missing'))
    const id = await enter({ contentCode: 'planning', title: 'Quy hoạch' })
    expect(await disclosureById(database, siblingClerk, id, TEST_TODAY)).toBeUndefined()
    const change = { id, version: null, given: toEnter(), today: TEST_TODAY }
    await expect(changeDisclosure(database, siblingClerk, change)).rejects.toThrow(code('democracy.no-such-disclosure'))
    await changeDisclosure(database, communeClerk, { ...change, version: '1' })
    await expect(changeDisclosure(database, communeClerk, { ...change, version: '1' })).rejects.toThrow(
      code('form.changed-meanwhile'),
    )
  })
})

describe('a decision of the people', () => {
  const vote = (given: Partial<DecisionToRecord> = {}): DecisionToRecord => ({
    ...{ unitId: province.units.commune, residentialAreaId: null, matter: 'contributions', form: 'meeting' },
    ...{ title: 'Làm cầu', content: '', decidedOn: '2026-11-16', files: [] },
    ...{ total: 6, takingPart: 6, inFavour: 5, against: 1 },
    ...given,
  })

  test('goes from the vote to recognition, each step with its last day', async () => {
    const { database } = system
    const clerk = province.officials.communeClerk
    const area = {
      unitId: province.units.commune,
      name: 'Ấp 1',
      householdCount: 120,
      countedOn: '2026-01-01',
      endedOn: null,
    }
    const areaId = await addResidentialArea(database, clerk, area, TEST_TODAY)
    const election: Partial<DecisionToRecord> = {
      ...{ residentialAreaId: areaId, matter: 'area-head', total: 120, takingPart: 100, inFavour: 61, against: 30 },
    }
    const id = await recordDecision(database, clerk, vote(election), TEST_TODAY)
    const read = () => communityDecisionById(database, clerk, id, TEST_TODAY)
    expect(await read()).toMatchObject({ outcome: 'passed', sendDueOn: '2026-11-23' })
    const recognition = {
      id,
      recognition: 'recognised',
      recognisedOn: '2026-11-20',
      number: '1/QĐ',
      reason: '',
    } as const
    await expect(recogniseDecision(database, clerk, recognition, TEST_TODAY)).rejects.toThrow(
      code('democracy.nothing-to-recognise'),
    )
    const delivery = { id, sentOn: '2026-11-17', receivedOn: '2026-11-18', needsRecognition: true }
    await deliverDecision(database, clerk, delivery, TEST_TODAY)
    expect(await read()).toMatchObject({ recogniseDueOn: '2026-11-25' })
    await recogniseDecision(database, clerk, recognition, TEST_TODAY)
    expect(await read()).toMatchObject({ recognition: 'recognised', recognisedOn: '2026-11-20' })
    const again = { id, version: null, given: vote(election), today: TEST_TODAY }
    await expect(changeDecision(database, clerk, again)).rejects.toThrow(code('democracy.sent-already'))
    // Households that are counted anew later do not change what was decided.
    await changeResidentialArea(database, clerk, {
      ...{ id: areaId, version: null, given: { ...area, householdCount: 200 }, today: TEST_TODAY },
    })
    expect(await read()).toMatchObject({ total: 120, outcome: 'passed' })
  })

  test('keeps the result that the rule gives, also when the votes are mended', async () => {
    const { database } = system
    const clerk = province.officials.communeClerk
    const id = await recordDecision(database, clerk, vote(), TEST_TODAY)
    const mended = vote({ inFavour: 3, against: 3 })
    await changeDecision(database, clerk, { id, version: '1', given: mended, today: TEST_TODAY })
    const decision = await communityDecisionById(database, clerk, id, TEST_TODAY)
    if (!decision) throw new Error('The decision has gone.')
    expect([decision.outcome, decision.sendDueOn]).toEqual([outcomeOf(decision), null])
    const delivery = { id, sentOn: '2026-11-17', receivedOn: '2026-11-18', needsRecognition: false }
    await expect(deliverDecision(database, clerk, delivery, TEST_TODAY)).rejects.toThrow(code('democracy.not-passed'))
  })

  test('is not that of an area of another commune', async () => {
    const { database } = system
    const { siblingClerk, communeClerk } = province.officials
    const area = {
      unitId: province.units.sibling,
      name: 'Ấp 1',
      householdCount: 80,
      countedOn: '2026-01-01',
      endedOn: null,
    }
    const areaId = await addResidentialArea(database, siblingClerk, area, TEST_TODAY)
    await expect(
      recordDecision(database, communeClerk, vote({ residentialAreaId: areaId }), TEST_TODAY),
    ).rejects.toThrow(code('democracy.area-of-another'))
    const mediation = {
      residentialAreaId: areaId,
      kind: 'land',
      begunOn: '2026-11-02',
      endedOn: null,
      outcome: null,
    } as const
    await expect(recordMediation(database, communeClerk, mediation, TEST_TODAY)).rejects.toThrow(
      code('democracy.no-such-area'),
    )
    const id = await recordMediation(database, siblingClerk, mediation, TEST_TODAY)
    const ended = { ...mediation, endedOn: '2026-11-20', outcome: 'settled' } as const
    await expect(
      changeMediation(database, communeClerk, { id, version: null, given: ended, today: TEST_TODAY }),
    ).rejects.toThrow(code('democracy.no-such-mediation'))
    await changeMediation(database, siblingClerk, { id, version: '1', given: ended, today: TEST_TODAY })
    const kept = await database.selectFrom('mediation_case').select('outcome').where('id', '=', id).executeTakeFirst()
    expect(kept).toEqual({ outcome: 'settled' })
  })
})

test('last days that were not counted yet are counted when the days off of a year are decided', async () => {
  const { database } = system
  const clerk = province.officials.communeClerk
  const id = await enter({ contentCode: 'public-assets', title: 'Tài sản', documentIssuedOn: '2026-11-19' })
  await database.updateTable('disclosure').set({ due_on: null }).where('id', '=', id).execute()
  const decisions = await database.selectFrom('community_decision').selectAll().where('sent_on', 'is', null).execute()
  const change = { from: '2026-01-01', today: TEST_TODAY, reason: 'lịch nghỉ' }
  expect(await limitsOfDisclosures.recount(database, clerk, change)).toBe(1)
  expect(await limitsOfDecisions.recount(database, clerk, change)).toBe(0)
  expect(await disclosureById(database, clerk, id, TEST_TODAY)).toMatchObject({
    dueOn: lastDayOf('dc-publish', '2026-11-19', await calendarInForce(database)),
  })
  expect(decisions.length).toBeGreaterThan(0)
})
