import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { upheldAgainst } from '../../petitions/index.ts'
import { awardById } from '../queries/awards.ts'
import { checkedProposals } from '../queries/checked-proposals.ts'
import { proposalsToVote, voteOn } from '../queries/council.ts'
import { recordAwardSession, recordAwardVotes } from './council.ts'
import { openAwardRound } from './keep-award-round.ts'
import { proposeAward } from './propose-award.ts'
import { stateDiscipline } from './state-discipline.ts'

const today = TEST_TODAY

async function roundWithProposals() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const round = {
    ...{ title: 'Đợt tổng kết', forYear: 2026, opensOn: '2026-11-01', closesOn: '2026-12-31' },
    ...{ eligibleRankLevel: 1, eligibilitySource: '', quotas: [] },
  }
  const roundId = await openAwardRound(database, officials.collector, {
    rootUnitId: units.province,
    given: round,
    today,
  })
  const proposal = {
    ...{ form: 'certificate-of-merit', forYear: 2026, unitId: units.commune, achievement: 'Đối thoại hằng tháng' },
    ...{ proposedOn: '2026-11-20', awardRoundId: roundId, personPost: '' },
  }
  const collective = await proposeAward(
    database,
    officials.communeClerk,
    { ...proposal, recipientKind: 'collective', personName: '' },
    today,
  )
  const person = await proposeAward(
    database,
    officials.communeClerk,
    { ...proposal, recipientKind: 'individual', personName: 'Trần Văn Tám' },
    today,
  )
  const checksOf = async (id: string) => {
    const award = await awardById(database, officials.collector, id, today)
    if (!award) throw new Error('not there')
    return (await checkedProposals(database, officials.collector, [award], today)).get(id)
  }
  return { database, units, officials, roundId, collective, person, checksOf }
}

const member = (fullName: string, unitId: string | null, isPresent = true) => ({
  ...{ fullName, office: 'Ủy viên', unitId, isPresent },
})

describe('the checks of a proposal', () => {
  test('tell what was stated about discipline, by who runs the round alone', async () => {
    const { database, officials, person, checksOf } = await roundWithProposals()
    const given = { finding: 'none', statement: 'Đã rà soát', source: 'Công văn 12/SNV' } as const
    await expect(
      stateDiscipline(database, officials.communeHead, { awardId: person, given, today }),
    ).rejects.toMatchObject({ kind: 'not-found' })
    expect((await checksOf(person))?.checks[0]?.result).toBe('open')
    await stateDiscipline(database, officials.collector, { awardId: person, given, today })
    expect((await checksOf(person))?.checks[0]).toMatchObject({
      result: 'passed',
      words: expect.stringContaining('Công văn 12/SNV'),
    })
  })

  test('find complaints upheld against the very unit in the year, and open those that the reader may open', async () => {
    const { database, units, officials, collective, checksOf } = await roundWithProposals()
    const complaint = (unitId: string, number: number, outcome: 'founded' | 'partly' | 'unfounded', year = 2026) =>
      database
        .insertInto('petition')
        .values({
          ...{ unit_id: unitId, handling_unit_id: unitId, number, year, kind_code: 'complaint', channel_code: 'post' },
          ...{ forwarded_by: '', title: 'Khiếu nại', content: '', sender_name: 'Ông A', sender_address: 'xã Ba' },
          ...{ sender_phone: '', signatory_count: 1, state: 'answered', received_on: `${year}-03-02` },
          ...{ registered_on: `${year}-03-02`, accepted_on: `${year}-03-05`, decided_on: `${year}-04-01` },
          ...{ answered_on: `${year}-04-01`, outcome, manner: 'decision' },
        })
        .execute()
    await complaint(units.commune, 1, 'founded')
    await complaint(units.commune, 2, 'partly')
    await complaint(units.commune, 3, 'unfounded')
    await complaint(units.commune, 4, 'founded', 2025)
    await complaint(units.sibling, 5, 'founded')
    const checked = await checksOf(collective)
    expect(checked?.checks[1]).toMatchObject({ result: 'failed', words: expect.stringContaining('2 đơn khiếu nại') })
    expect(checked?.upheld.openComplaints.map(({ number }) => number)).toEqual(['1/2026', '2/2026'])
    expect(officials.collector.posts[0]?.permissions).toContain('petition.read')
  })
})

test('a denunciation found right is a number for those who check, and nothing for who belongs to the denounced', async () => {
  const { database, units, officials, collective, checksOf } = await roundWithProposals()
  const { id } = await database
    .insertInto('petition')
    .values({
      ...{ unit_id: units.homeAffairs, handling_unit_id: units.homeAffairs, number: 9, year: 2026 },
      ...{ kind_code: 'denunciation', channel_code: 'post', forwarded_by: '', title: '', content: '' },
      ...{ sender_name: '', sender_address: '', sender_phone: '', signatory_count: 1, state: 'answered' },
      ...{ received_on: '2026-03-02', registered_on: '2026-03-02', accepted_on: '2026-03-05' },
      ...{
        decided_on: '2026-05-04',
        answered_on: '2026-05-04',

        outcome: 'founded',
        manner: 'decision',
      },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database.insertInto('denounced_party').values({ petition_id: id, name: '', unit_id: units.commune }).execute()
  const checked = await checksOf(collective)
  expect(checked?.checks[1]).toMatchObject({ result: 'failed', words: expect.stringContaining('1 đơn tố cáo') })
  expect(checked?.upheld.openComplaints).toEqual([])
  const asked = { unitIds: [units.commune], from: '2026-01-01', to: '2026-12-31' }
  const told = await upheldAgainst(database, officials.communeHead, asked, today)
  expect(told.get(units.commune)).toMatchObject({ denunciations: 0 })
})

describe('the council', () => {
  test('votes by ballots counted; who is proposed, or works in the collective, stands aside', async () => {
    const { database, units, officials, roundId, collective, person } = await roundWithProposals()
    const vote = (awardId: string, inFavour: number, against: number) =>
      recordAwardVotes(database, officials.collector, {
        ...{ roundId, today, votes: [{ awardId, for: inFavour, against }] },
      })
    await expect(vote(collective, 1, 0)).rejects.toMatchObject({ code: 'award.no-session' })
    const given = {
      ...{ heldOn: today, place: 'Trụ sở', chairedBy: 'Võ Minh Quân', secretary: 'Phạm Thị Hoa', conclusion: '' },
      members: [
        member('Võ Minh Quân', null),
        member('Trần Văn Tám', units.commune),
        member('Đỗ Thị Hạnh', null),
        member('Cao Thanh Bình', units.homeAffairs),
        member('Lê Thị Năm', null, false),
      ],
    }
    const record = (version: string | null, members = given.members) =>
      recordAwardSession(database, officials.collector, { roundId, version, given: { ...given, members }, today })
    await record(null)
    await expect(vote(collective, 3, 1)).rejects.toMatchObject({
      code: 'award.too-many-votes',
      fields: { [`for:${collective}`]: expect.stringContaining('3 thành viên') },
    })
    await vote(collective, 3, 0)
    await vote(person, 2, 1)
    expect(await voteOn(database, collective)).toMatchObject({
      ...{ members: 5, entitled: 3, isCarried: true, aside: ['Trần Văn Tám'] },
    })
    // Two of five is not more than half of all members, though it is of those who voted.
    expect(await voteOn(database, person)).toMatchObject({ isCarried: false, aside: ['Trần Văn Tám'] })

    await expect(record('1', given.members.slice(0, 2))).rejects.toMatchObject({ code: 'award.too-many-votes' })
    await record('1', given.members.slice(0, 4))
    expect(await voteOn(database, person)).toMatchObject({ members: 4, entitled: 3, isCarried: false })
    expect((await proposalsToVote(database, roundId)).map(({ isCarried }) => isCarried)).toEqual([true, false])
  })

  test('has its session and its ballots recorded by who runs the round, and by nobody else', async () => {
    const { database, units, officials, roundId, collective } = await roundWithProposals()
    const given = {
      ...{ heldOn: today, place: 'Trụ sở', chairedBy: 'Võ Minh Quân', secretary: 'Phạm Thị Hoa', conclusion: '' },
      members: [member('Võ Minh Quân', null), member('Trần Văn Tám', units.commune)],
    }
    const session = { roundId, version: null, given, today }
    const ballots = { roundId, today, votes: [{ awardId: collective, for: 1, against: 0 }] }
    const others = [officials.leader, officials.communeHead, officials.communeClerk]
    for (const other of others)
      await expect(recordAwardSession(database, other, session)).rejects.toMatchObject({ kind: 'not-found' })
    await recordAwardSession(database, officials.collector, session)
    for (const other of others)
      await expect(recordAwardVotes(database, other, ballots)).rejects.toMatchObject({ kind: 'not-found' })
    expect(await voteOn(database, collective)).toBeUndefined()
  })
})
