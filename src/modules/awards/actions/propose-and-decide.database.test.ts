import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { GOOD_FIGURES, openSampleYear, scoreUnits } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { decideYear } from '../../criteria/index.ts'
import { documentById, issueOf, recordDocument } from '../../documents/index.ts'
import { countFigures } from '../../indicators/index.ts'
import { awardById, awards, proposalsToDecide, proposalsWaiting } from '../queries/awards.ts'
import { checkedProposals } from '../queries/checked-proposals.ts'
import { awardDecisionById, awardsOfDecision } from '../queries/decisions.ts'
import { eligibleUnits } from '../queries/eligible-units.ts'
import { awardFact } from '../queries/fact.ts'
import { publishedAwards } from '../queries/published-awards.ts'
import { standingsOfRounds } from '../queries/round-awards.ts'
import type { DecisionAsked } from '../rules/decision.ts'
import { recordAwardSession, recordAwardVotes } from './council.ts'
import { decideAwards } from './decide-awards.ts'
import type { DecisionWork } from './document-of-decision.ts'
import { openAwardRound } from './keep-award-round.ts'
import { type AwardToPropose, proposeAward } from './propose-award.ts'
import { withdrawProposal } from './withdraw-proposal.ts'

const today = TEST_TODAY
const collective = (unitId: string): AwardToPropose => ({
  form: 'certificate-of-merit',
  forYear: 2026,
  recipientKind: 'collective',
  unitId,
  personName: '',
  personPost: '',
  achievement: 'Đối thoại với Nhân dân hằng tháng, giải quyết hết kiến nghị',
  proposedOn: '2026-11-20',
})
const individual = (unitId: string): AwardToPropose => ({
  ...collective(unitId),
  recipientKind: 'individual',
  personName: 'Nguyễn Thị Mai',
  personPost: 'Công chức',
})
const refused = { result: 'refused', signerPostId: '', documentId: '', reason: 'Chưa đủ minh chứng' } as const
const work: DecisionWork = {
  ...{ files: openFileStore(join(tmpdir(), `danvan-awards-${process.pid}`)), publicUrl: 'http://127.0.0.1' },
  demonstration: false,
}

/** A decision on paper that stands in the register of the province's committee since yesterday. */
async function registeredDecision(
  database: Database,
  { units, officials }: Awaited<ReturnType<typeof sampleProvince>>,
  number: number | null = null,
): Promise<DecisionAsked> {
  const documentId = await recordDocument(
    database,
    officials.collector,
    {
      ...{ direction: 'outgoing', unitId: units.committee, type: 'QĐ', issuedOn: '2026-11-21', number, symbol: '' },
      ...{ summary: 'Về việc tặng Bằng khen', dueOn: null, basedOn: [], carriesOut: [], replaces: [], files: [] },
      ...{ issuingUnitId: null, draftingUnitId: null },
    },
    today,
  )
  return { result: 'registered', documentId, signerPostId: '', reason: '' }
}

async function provinceForTest() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const { units, officials } = province
  const decided = (number?: number) => registeredDecision(database, province, number)
  const counted = async (unitId: string, from: string, to: string) => {
    const figures = await countFigures(database, [awardFact], {
      indicators: ['award.collectives', 'award.individuals'],
      unitIds: [unitId],
      period: { from, to },
    })
    return figures.map((figure) => figure.total?.value)
  }
  return { database, units, officials, decided, counted }
}

describe('an award', () => {
  test('is proposed, decided with others by one decision, and counted on that day for its unit and those above', async () => {
    const { database, units, officials, decided, counted } = await provinceForTest()
    const first = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const second = await proposeAward(database, officials.communeHead, individual(units.commune), today)
    expect(await counted(units.province, '2026-01-01', '2026-12-31')).toEqual([0, 0])
    expect(await proposalsWaiting(database, officials.leader, today)).toEqual([{ forYear: 2026, count: 2 }])

    await decideAwards(
      database,
      officials.leader,
      { awardIds: [second, first], decision: await decided(12), today },
      work,
    )
    expect(await counted(units.province, '2026-11-21', '2026-11-21')).toEqual([1, 1])
    expect(await counted(units.commune, '2026-11-21', '2026-11-21')).toEqual([1, 1])
    expect(await counted(units.sibling, '2026-11-21', '2026-11-21')).toEqual([0, 0])
    expect(await counted(units.province, '2026-01-01', '2026-11-20')).toEqual([0, 0])
    expect(await awardById(database, officials.communeClerk, second, today)).toMatchObject({
      state: 'awarded',
      decisionNumber: '12/QĐ-UBND',
      decidingUnitName: 'Ủy ban nhân dân tỉnh Mẫu',
      proposedByName: 'Ủy ban nhân dân xã Ba',
    })
    expect((await changesOf(database, { kind: 'award', id: second })).map((change) => change.summary)).toEqual([
      'Tặng Bằng khen theo Quyết định số 12/QĐ-UBND ngày 21/11/2026',
      'Đề nghị tặng Bằng khen năm 2026 cho Nguyễn Thị Mai',
    ])
    expect(await proposalsWaiting(database, officials.leader, today)).toEqual([])
  })

  test('that is refused is neither counted nor published, and may be proposed again', async () => {
    const { database, units, officials, decided, counted } = await provinceForTest()
    const id = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const other = await proposeAward(database, officials.collector, collective(units.sibling), today)
    await decideAwards(database, officials.leader, { awardIds: [id], decision: refused, today }, work)
    expect(await publishedAwards(database)).toEqual([])
    await decideAwards(database, officials.leader, { awardIds: [other], decision: await decided(), today }, work)
    expect(await counted(units.province, '2026-01-01', '2026-12-31')).toEqual([1, 0])
    const published = async (of?: Parameters<typeof publishedAwards>[1]) =>
      (await publishedAwards(database, of)).map((award) => award.id)
    expect(await published({ year: 2026 })).toEqual([other])
    expect(await published({ year: 2025 })).toEqual([])
    expect(await published({ root: { unitId: units.province, today } })).toEqual([other])
    expect(await published({ root: { unitId: units.commune, today } })).toEqual([])
    await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const list = await awards(database, officials.communeClerk, { year: 2026 }, today)
    expect(list.rows.map((row) => row.state)).toEqual(['proposed', 'refused'])
  })
})

describe('a proposal', () => {
  test('is taken back by who proposes for its unit, stands nowhere then, and may be made again', async () => {
    const { database, units, officials } = await provinceForTest()
    const id = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const withdraw = (official: Official, awardId = id) =>
      withdrawProposal(database, official, { awardId, reason: 'Đề nghị nhầm hình thức', today })
    for (const other of [officials.siblingClerk, officials.collector])
      await expect(withdraw(other)).rejects.toMatchObject({ code: 'award.no-such-award' })
    await withdraw(officials.communeHead)
    expect(await awardById(database, officials.communeClerk, id, today)).toMatchObject({
      ...{ state: 'withdrawn', proposalWithdrawnOn: today, proposalWithdrawnReason: 'Đề nghị nhầm hình thức' },
    })
    expect((await changesOf(database, { kind: 'award', id }))[0]?.summary).toBe(
      'Rút đề nghị khen thưởng: Đề nghị nhầm hình thức',
    )
    await expect(withdraw(officials.communeClerk)).rejects.toMatchObject({ code: 'award.already-decided' })
    expect(await proposalsToDecide(database, officials.leader, {}, today)).toEqual([])
    await expect(
      decideAwards(database, officials.leader, { awardIds: [id], decision: refused, today }, work),
    ).rejects.toMatchObject({ code: 'award.already-decided' })
    await proposeAward(database, officials.communeClerk, collective(units.commune), today)
  })

  test('that another unit made for one of its own is not taken back by that one', async () => {
    const { database, units, officials } = await provinceForTest()
    const awardId = await proposeAward(database, officials.collector, collective(units.commune), today)
    const withdraw = (official: Official) => withdrawProposal(database, official, { awardId, reason: 'Nhầm', today })
    await expect(withdraw(officials.communeClerk)).rejects.toMatchObject({ code: 'award.no-such-award' })
    await withdraw(officials.collector)
  })

  test('is not found by another unit, and cannot be made for one', async () => {
    const { database, units, officials } = await provinceForTest()
    const id = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    expect(await awardById(database, officials.siblingClerk, id, today)).toBeUndefined()
    expect((await awards(database, officials.siblingClerk, {}, today)).rows).toEqual([])
    await expect(
      proposeAward(database, officials.siblingClerk, individual(units.commune), today),
    ).rejects.toMatchObject({ code: 'award.not-your-unit' })
    // Who may propose may not decide.
    await expect(
      decideAwards(database, officials.communeHead, { awardIds: [id], decision: refused, today }, work),
    ).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('is refused the second time, also when both are sent at once', async () => {
    const { database, units, officials } = await provinceForTest()
    const both = await Promise.allSettled([
      proposeAward(database, officials.communeClerk, individual(units.commune), today),
      proposeAward(database, officials.communeHead, individual(units.commune), today),
    ])
    expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(both.find((each) => each.status === 'rejected')).toMatchObject({
      reason: { code: 'award.proposed-twice', fields: { personName: expect.stringContaining('chờ quyết định') } },
    })
    expect((await awards(database, officials.communeClerk, {}, today)).rows).toHaveLength(1)
  })

  test('is decided once; a decision that cannot be made for one is made for none', async () => {
    const { database, units, officials, decided } = await provinceForTest()
    const first = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const second = await proposeAward(database, officials.communeClerk, individual(units.commune), today)
    await decideAwards(database, officials.leader, { awardIds: [first], decision: await decided(), today }, work)
    await expect(
      decideAwards(database, officials.leader, { awardIds: [second, first], decision: refused, today }, work),
    ).rejects.toMatchObject({ code: 'award.already-decided' })
    await expect(
      decideAwards(database, officials.leader, { awardIds: [second, '999'], decision: refused, today }, work),
    ).rejects.toMatchObject({ kind: 'not-found' })
    expect((await proposalsToDecide(database, officials.leader, {}, today)).map((each) => each.id)).toEqual([second])
  })

  test('shows the result of the year beside it', async () => {
    const database = await databaseForTest()
    const province = await sampleProvince(database)
    const { units, officials } = province
    const yearId = await openSampleYear(database, province)
    await scoreUnits(database, yearId, [
      { unitId: units.commune, figures: GOOD_FIGURES },
      { unitId: units.sibling, figures: { ...GOOD_FIGURES, 'petition.answered': 2, 'petition.answered-on-time': 1 } },
    ])
    const decision = { decisionNumber: '2689/QĐ-UBND', decidedOn: '2026-11-22' }
    await decideYear(database, officials.leader, { yearId, ...decision, reasonForUnverified: 'Không nộp' }, today)
    const own = await proposeAward(database, officials.communeClerk, individual(units.commune), today)
    await proposeAward(database, officials.siblingClerk, collective(units.sibling), today)
    await proposeAward(database, officials.collector, individual(units.homeAffairs), today)

    expect(await eligibleUnits(database, officials.collector, { year: 2026 }, today)).toMatchObject([
      { unitId: units.commune, unitName: 'Ủy ban nhân dân xã Ba', collectives: 0, individuals: 1 },
    ])
    expect(await eligibleUnits(database, officials.siblingClerk, { year: 2026 }, today)).toEqual([])
    expect(await eligibleUnits(database, officials.collector, { year: 2025 }, today)).toEqual([])
    const list = await proposalsToDecide(database, officials.leader, { year: 2026 }, today)
    expect(list.map((each) => [each.unitName, each.rankTitle, each.notRankedReason])).toEqual([
      ['Ủy ban nhân dân xã Ba Mươi', 'Hoàn thành', null],
      ['Ủy ban nhân dân xã Ba', 'Hoàn thành xuất sắc', null],
      ['Sở Nội vụ', null, 'Không nộp'],
    ])
    expect(await awardById(database, officials.communeClerk, own, today)).toMatchObject({ rankLevel: 1 })
  })
})

describe('a round that the council voted on', () => {
  async function votedRound() {
    const prepared = await provinceForTest()
    const { database, units, officials } = prepared
    const quota = {
      form: 'certificate-of-merit',
      recipientKind: 'individual',
      blockId: null,
      most: 1,
      line: 1,
    } as const
    const round = {
      ...{ title: 'Đợt tổng kết', forYear: 2026, opensOn: '2026-11-01', closesOn: '2026-12-31' },
      ...{ eligibleRankLevel: 1, eligibilitySource: '', quotas: [quota] },
    }
    const roundId = await openAwardRound(database, officials.collector, {
      ...{ rootUnitId: units.province, given: round, today },
    })
    const propose = (proposal: AwardToPropose) =>
      proposeAward(database, officials.communeClerk, { ...proposal, awardRoundId: roundId }, today)
    const ids = {
      unit: await propose(collective(units.commune)),
      mai: await propose(individual(units.commune)),
      tam: await propose({ ...individual(units.commune), personName: 'Trần Văn Tám' }),
    }
    const members = ['Võ Minh Quân', 'Đỗ Thị Hạnh', 'Cao Thanh Bình'].map((fullName) => ({
      ...{ fullName, office: 'Ủy viên', unitId: null, isPresent: true },
    }))
    const session = {
      ...{ heldOn: today, place: 'Trụ sở', chairedBy: 'Võ Minh Quân', secretary: 'Phạm Thị Hoa', conclusion: '' },
      members,
    }
    await recordAwardSession(database, officials.collector, { roundId, version: null, given: session, today })
    const vote = (votes: readonly { awardId: string; for: number; against: number }[]) =>
      recordAwardVotes(database, officials.collector, { roundId, votes, today })
    const signerPostId = officials.leader.posts[0]?.postId ?? ''
    const decide = (awardIds: string[], decision: Partial<DecisionAsked> = {}) =>
      decideAwards(
        database,
        officials.leader,
        { awardIds, decision: { result: 'issued', signerPostId, documentId: '', reason: '', ...decision }, today },
        work,
      )
    return { ...prepared, roundId, ids, vote, decide }
  }

  test('is decided by a document with the next number of the register, which waits for its signature', async () => {
    const { database, officials, ids, vote, decide } = await votedRound()
    await vote([
      { awardId: ids.unit, for: 3, against: 0 },
      { awardId: ids.mai, for: 2, against: 1 },
      { awardId: ids.tam, for: 1, against: 2 },
    ])
    await expect(decide([ids.unit, ids.tam])).rejects.toMatchObject({ code: 'award.not-carried' })
    const decisionId = (await decide([ids.unit, ids.mai])) ?? ''
    const decision = await awardDecisionById(database, officials.communeClerk, decisionId, today)
    expect(decision).toMatchObject({ reference: '01/QĐ-UBND', signerName: 'Võ Minh Quân', councilMetOn: today })
    expect((await awardsOfDecision(database, decisionId)).map(({ personName }) => personName)).toEqual([
      null,
      'Nguyễn Thị Mai',
    ])
    const documentId = decision?.documentId ?? ''
    expect(await documentById(database, officials.leader, documentId, today)).toMatchObject({
      summary: expect.stringContaining('tặng Bằng khen'),
    })
    expect(await issueOf(database, documentId)).toMatchObject({ signerName: 'Võ Minh Quân' })
    // The register is written by the right to decide, in this one act alone.
    expect(officials.leader.posts[0]?.permissions).not.toContain('document.write')
  })

  test('never gives more than its quota, and not what nobody voted on; a refusal takes no number', async () => {
    const { database, ids, vote, decide } = await votedRound()
    await expect(decide([ids.mai])).rejects.toMatchObject({ code: 'award.not-voted' })
    await vote([
      { awardId: ids.mai, for: 3, against: 0 },
      { awardId: ids.tam, for: 3, against: 0 },
    ])
    await expect(decide([ids.mai, ids.tam])).rejects.toMatchObject({ code: 'award.quota-exceeded' })
    await decide([ids.mai])
    await expect(decide([ids.tam])).rejects.toMatchObject({ code: 'award.quota-exceeded' })
    await decide([ids.tam], { result: 'refused', reason: 'Hết hạn mức' })
    expect(await database.selectFrom('document').select('reference').where('type', '=', 'QĐ').execute()).toEqual([
      { reference: '01/QĐ-UBND' },
    ])
  })

  test('is decided by the head whom the law names, and one decision gives one form', async () => {
    const { database, units, officials, ids, vote, decide } = await votedRound()
    await vote([{ awardId: ids.unit, for: 3, against: 0 }])
    const commendation = { ...collective(units.commune), form: 'certificate-of-commendation' }
    const other = await proposeAward(database, officials.communeClerk, commendation, today)
    await expect(decide([other])).rejects.toMatchObject({ code: 'award.not-this-level' })
    await expect(decide([ids.unit, other])).rejects.toMatchObject({ code: 'award.mixed-decision' })
    await expect(decide([ids.unit], { signerPostId: '999' })).rejects.toMatchObject({ code: 'award.no-such-signer' })
  })

  test('leaves the public list and the figures when its decision is withdrawn, and stays in the register as withdrawn', async () => {
    const { database, officials, ids, vote, decide } = await votedRound()
    await vote([{ awardId: ids.unit, for: 3, against: 0 }])
    await decide([ids.unit])
    const counted = async () => {
      const { rows } = await sql<{
        count: number
      }>`select count(*)::int as count from (${awardFact.source}) fact`.execute(database)
      return rows[0]?.count
    }
    expect(await publishedAwards(database)).toHaveLength(1)
    expect(await counted()).toBe(1)
    await database.updateTable('document').set({ withdrawn_on: today, withdrawn_reason: 'Sai tên' }).execute()
    expect(await publishedAwards(database)).toEqual([])
    expect(await counted()).toBe(0)
    const { rows } = await awards(database, officials.communeClerk, { state: 'awarded' }, today)
    expect(rows).toMatchObject([{ id: ids.unit, withdrawnOn: today }])
  })

  test('whose decision was withdrawn may be proposed again, once', async () => {
    const { database, officials, units, ids, vote, decide } = await votedRound()
    const again = () => proposeAward(database, officials.communeClerk, collective(units.commune), today)
    await vote([{ awardId: ids.unit, for: 3, against: 0 }])
    await decide([ids.unit])
    await expect(again()).rejects.toMatchObject({ code: 'award.proposed-twice' })
    await database.updateTable('document').set({ withdrawn_on: today, withdrawn_reason: 'Sai tên' }).execute()
    const anew = await again()
    await expect(again()).rejects.toMatchObject({ code: 'award.proposed-twice' })
    const { rows } = await awards(database, officials.communeClerk, { kind: 'collective' }, today)
    expect(rows).toMatchObject([
      { id: anew, state: 'proposed', withdrawnOn: null },
      { id: ids.unit, state: 'awarded', withdrawnOn: today },
    ])
  })

  test('gives its place within the quota back, and is no earlier award, when its decision is withdrawn', async () => {
    const { database, officials, units, roundId, ids, vote, decide } = await votedRound()
    const proposal = { ...individual(units.commune), form: 'emulation-fighter-of-the-base' }
    await vote([ids.mai, ids.tam].map((awardId) => ({ awardId, for: 3, against: 0 })))
    await decide([ids.mai])
    const earlier = async (personName = proposal.personName) =>
      (await checkedProposals(database, officials.collector, [{ ...proposal, personName, id: '0' }], today)).get('0')
        ?.prior
    const given = async () => (await standingsOfRounds(database, [roundId])).get(roundId)?.awarded
    expect(await earlier()).toMatchObject([{ id: ids.mai }])
    expect(await earlier('nguyễn  thị mai')).toMatchObject([{ id: ids.mai }])
    expect(await earlier('Nguyễn Thị Mới')).toEqual([])
    expect(await given()).toBe(1)
    await database.updateTable('document').set({ withdrawn_on: today, withdrawn_reason: 'Sai tên' }).execute()
    expect(await earlier()).toEqual([])
    expect(await given()).toBe(0)
    await decide([ids.tam])
    expect(await given()).toBe(1)
  })
})

describe('the list of awards', () => {
  test('comes page by page, the latest year first, and answers its filters', async () => {
    const { database, units, officials } = await provinceForTest()
    for (let number = 1; number <= 51; number++)
      await proposeAward(
        database,
        officials.communeClerk,
        { ...individual(units.commune), personName: `Người thứ ${number}`, forYear: 2025 },
        today,
      )
    const latest = await proposeAward(database, officials.communeClerk, collective(units.commune), today)
    const first = await awards(database, officials.communeClerk, {}, today)
    expect(first.rows).toHaveLength(50)
    expect(first.rows[0]?.id).toBe(latest)
    const rest = await awards(database, officials.communeClerk, { after: first.next ?? '' }, today)
    expect(rest.next).toBeNull()
    expect(new Set([...first.rows, ...rest.rows].map((row) => row.id)).size).toBe(52)
    const count = async (filter: Parameters<typeof awards>[2]) =>
      (await awards(database, officials.collector, filter, today)).rows.length
    expect(await count({ kind: 'collective' })).toBe(1)
    expect(await count({ year: 2026 })).toBe(1)
    expect(await count({ form: 'emulation-flag' })).toBe(0)
    expect(await count({ state: 'awarded' })).toBe(0)
    expect(await count({ unitId: units.sibling })).toBe(0)
    expect(await count({ unitId: units.district })).toBe(50)
  })
})
