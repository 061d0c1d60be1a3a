import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import { newReceipt } from '../../../platform/receipt/receipt.ts'
import type { Official } from '../../../vocabulary/official.ts'
import {
  boardsOfMember,
  countingSheets,
  criteriaOf,
  sheetsOf,
  subjectsForMember,
  subjectsOf,
} from '../queries/boards.ts'
import { authorsOf } from '../queries/contest-authors.ts'
import { stagesOf } from '../queries/contests.ts'
import { contestAwardFact } from '../queries/fact.ts'
import { judgedEntries } from '../queries/judged-entries.ts'
import { publicAwards } from '../queries/open-contests.ts'
import { decideRound, publishResults } from './decide-board.ts'
import { ERASED_AUTHOR, eraseAuthors } from './erase-authors.ts'
import { markingHandover } from './hand-over-marking.ts'
import { holdContest } from './hold-contest.ts'
import { nameMember, openMarking, recordDiscussion } from './keep-board.ts'
import { nameSecretary, prepareRound } from './keep-judged-contest.ts'
import { closeMarks, declareConflict, giveMarks } from './mark.ts'
import { admitWork, enterWorkForAuthor, openEntry, sendWork } from './send-entry.ts'

const RECEIVING = '2026-11-05'
const MARKING = '2026-11-12'
const FINAL = '2026-11-20'

async function contestWithWorks() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const secretary = officials.collector
  const [jurors, commune] = [[officials.leader, officials.communeHead, officials.siblingClerk], units.commune]
  const contest = {
    ...{ unitId: units.homeAffairs, title: 'Cuộc thi viết', content: 'Thể lệ', openedOn: '2026-11-01' },
    ...{ stages: ['Vòng 1', 'Vòng 2'], isJudged: true },
  }
  const contestId = await holdContest(database, secretary, contest, RECEIVING)
  const stages = await stagesOf(database, contestId)
  for (const { id: stageId, position } of stages) {
    const given = {
      ...(position === 1
        ? { opensOn: '2026-11-01', closesOn: '2026-11-10' }
        : { opensOn: '2026-11-15', closesOn: '2026-11-25' }),
      ...{ criterionPercent: 30, totalPercent: 15 },
      criteria: [
        { title: 'Nội dung', maximum: '40.00' },
        { title: 'Hiệu quả', maximum: '60.00' },
      ],
    }
    await prepareRound(database, secretary, { stageId, given, today: RECEIVING })
  }
  const boardIds = (await stagesOf(database, contestId)).map(({ boardId }) => boardId ?? '')
  const receipt = newReceipt()
  const work = (name: string, unitId: string | null = null) => ({
    ...{ contestId, authorName: name, authorPlace: 'Ấp 3', contact: '0900000000', unitId },
    ...{ workTitle: `Bài của mùa ${name.length}`, content: 'Chuyện ở ấp', storedFileId: null },
  })
  await sendWork(database, { given: work('Người Gửi Trực Tuyến'), receipt, today: RECEIVING })
  await enterWorkForAuthor(database, secretary, work('Người Xã Ba', commune), RECEIVING)
  await enterWorkForAuthor(database, secretary, work('Người Thứ Ba'), RECEIVING)
  const authors = await authorsOf(database, secretary, contestId)
  for (const [entryId, { unitId }] of authors)
    await admitWork(database, secretary, { entryId, admission: 'admitted', reason: '', unitId })
  const entryOf = (name: string) => [...authors].find(([, author]) => author.authorName === name)?.[0] ?? ''
  return { database, units, officials, secretary, jurors, contestId, boardIds, receipt, entryOf }
}

type Contest = Awaited<ReturnType<typeof contestWithWorks>>

async function nameJury({ database, secretary, jurors, boardIds }: Contest, boardId: string, today: string) {
  expect(boardIds).toContain(boardId)
  for (const { personId } of jurors) await nameMember(database, secretary, { boardId, personId, today })
}

/** Each juror gives all they may mark what `points` says, and closes. */
async function markAll(
  { database, jurors }: Contest,
  { boardId, today }: { boardId: string; today: string },
  points: (entryId: string, juror: number) => readonly [string, string],
) {
  const criteria = await criteriaOf(database, boardId)
  for (const [index, juror] of jurors.entries()) {
    for (const subject of await subjectsForMember(database, juror, boardId, today)) {
      const given = points(subject.entryId ?? '', index)
      const typed = Object.fromEntries(criteria.map(({ id }, at) => [id, given[at] ?? '']))
      await giveMarks(database, juror, { subjectId: subject.id, typed, note: '', reason: '' }, today)
    }
    await closeMarks(database, juror, { boardId, today })
  }
}

test('a contest in two rounds: the author of each work is known to the secretary alone until those awarded are published', async () => {
  const all = await contestWithWorks()
  const { database, secretary, jurors, contestId, boardIds, entryOf, receipt } = all
  const [first = '', second = ''] = boardIds
  await nameJury(all, first, RECEIVING)
  await expect(openMarking(database, secretary, { boardId: first, today: '2026-11-10' })).rejects.toMatchObject({
    code: 'movement.still-receiving',
  })
  await openMarking(database, secretary, { boardId: first, today: MARKING })
  const [online, ofCommune, third] = ['Người Gửi Trực Tuyến', 'Người Xã Ba', 'Người Thứ Ba'].map(entryOf)

  // The head of the commune is not shown the work of somebody of the commune.
  const head = jurors[1] as Official
  const shown = await subjectsForMember(database, head, first, MARKING)
  expect(shown.map(({ entryId }) => entryId).sort()).toEqual([online, third].sort())

  const points = {
    [online ?? '']: ['40', '50'],
    [ofCommune ?? '']: ['35', '50'],
    [third ?? '']: ['30', '40'],
  } as Record<string, [string, string]>
  await markAll(all, { boardId: first, today: MARKING }, (entryId) => points[entryId] ?? ['0', '0'])
  const subjects = await subjectsOf(database, first)
  const subjectOf = (entryId: string | undefined) => subjects.find((each) => each.entryId === entryId)?.id ?? ''
  const decision = { boardId: first, reasons: {}, decision: 'Biên bản 01', decidedOn: MARKING, choiceReason: '' }
  await expect(
    decideRound(database, secretary, { ...decision, chosenIds: [subjectOf(third)] }, MARKING),
  ).rejects.toMatchObject({ code: 'movement.choice-unexplained' })
  await decideRound(database, secretary, { ...decision, chosenIds: [subjectOf(online), subjectOf(ofCommune)] }, MARKING)

  await nameJury(all, second, FINAL)
  await openMarking(database, secretary, { boardId: second, today: FINAL })
  await markAll(all, { boardId: second, today: FINAL }, (entryId) => (entryId === online ? ['40', '60'] : ['20', '40']))
  const finals = await subjectsOf(database, second)
  const winner = finals.find(({ entryId }) => entryId === online)?.id ?? ''
  const awards = { boardId: second, reasons: { [winner]: 'Giải Nhất' }, decision: 'Quyết định 45', decidedOn: FINAL }
  await decideRound(database, secretary, { ...awards, chosenIds: [winner], choiceReason: '' }, FINAL)

  const counted = async () => (await sql`select * from (${contestAwardFact.source}) as counted`.execute(database)).rows
  expect(await counted()).toEqual([])
  expect((await judgedEntries(database, contestId)).map(({ publishedAuthor }) => publishedAuthor)).toEqual(['', '', ''])
  await publishResults(database, secretary, { contestId, today: FINAL })
  expect(await counted()).toEqual([
    expect.objectContaining({
      record_id: online,
      stage: '2',
      from_date: FINAL,
      title: expect.stringContaining('Người Gửi'),
    }),
  ])
  expect(await publicAwards(database, contestId)).toMatchObject([
    { prize: 'Giải Nhất', authorName: 'Người Gửi Trực Tuyến' },
  ])
  expect((await judgedEntries(database, contestId)).map(({ publishedAuthor }) => publishedAuthor).sort()).toEqual([
    '',
    '',
    'Người Gửi Trực Tuyến',
  ])
  expect(await openEntry(database, receipt)).toMatchObject({ prize: 'Giải Nhất' })

  // Names go when the period of their class is over, and not before; works, marks and results stay.
  const sheets = await sheetsOf(database, second)
  expect(await eraseAuthors(database, '2099-01-01')).toBe(0)
  await sql`update retention_class set period_in_years = 2, valid_from = '2027-01-01' where code = 'contest-author'`.execute(
    database,
  )
  expect(await eraseAuthors(database, FINAL.replace('2026', '2028'))).toBe(0)
  expect(await eraseAuthors(database, '2028-11-21')).toBe(3)
  expect(await eraseAuthors(database, '2028-11-22')).toBe(0)
  const kept = await database.selectFrom('contest_author').selectAll().execute()
  expect(kept).toHaveLength(3)
  for (const author of kept)
    expect(author).toMatchObject({
      ...{ author_name: ERASED_AUTHOR, author_place: '', contact: '', code: null, secret_digest: null },
      erased_on: '2028-11-21',
    })
  expect(await publicAwards(database, contestId)).toMatchObject([{ prize: 'Giải Nhất', authorName: ERASED_AUTHOR }])
  expect(await sheetsOf(database, second)).toEqual(sheets)
  expect(await judgedEntries(database, contestId)).toHaveLength(3)
  await expect(openEntry(database, receipt)).rejects.toMatchObject({ code: 'movement.no-such-receipt' })
  const left = await sql<{ words: string }>`select entry::text as words from contest_entry entry
    union all select award::text from contest_award award union all select author::text from contest_author author`.execute(
    database,
  )
  expect(left.rows.filter(({ words }) => /Người (Xã Ba|Thứ Ba|Gửi Trực)|0900000000/.test(words))).toEqual([])

  // The trail says that works came, never whose.
  const told = await sql<{
    words: string
  }>`select concat_ws(' ', summary, before, after) as words from audit_entry`.execute(database)
  expect(told.rows.filter(({ words }) => /Người (Xã Ba|Thứ Ba|Gửi Trực)/.test(words))).toEqual([])
})

test('marks far apart are talked over and given anew, and both stand', async () => {
  const all = await contestWithWorks()
  const { database, secretary, jurors, boardIds, entryOf } = all
  const boardId = boardIds[0] ?? ''
  await nameJury(all, boardId, RECEIVING)
  await openMarking(database, secretary, { boardId, today: MARKING })
  const third = entryOf('Người Thứ Ba')
  await markAll(all, { boardId, today: MARKING }, (entryId, juror) =>
    entryId === third && juror === 0 ? ['5', '10'] : ['35', '50'],
  )
  const subjects = await subjectsOf(database, boardId)
  const wide = subjects.find(({ entryId }) => entryId === third)?.id ?? ''
  const chosenIds = subjects.map(({ id }) => id)
  const decision = { boardId, chosenIds, reasons: {}, decision: 'Biên bản', decidedOn: MARKING, choiceReason: '' }
  await expect(decideRound(database, secretary, decision, MARKING)).rejects.toMatchObject({
    code: 'movement.not-discussed',
  })
  const criteria = await criteriaOf(database, boardId)
  const typed = Object.fromEntries(criteria.map(({ id }) => [id, '35']))
  const [leader] = jurors as [Official]
  await expect(
    giveMarks(database, leader, { subjectId: wide, typed, note: '', reason: '' }, MARKING),
  ).rejects.toMatchObject({
    code: 'movement.reason-missing',
  })
  const agreed = subjects.find(({ entryId }) => entryId !== third)?.id ?? ''
  await expect(
    giveMarks(database, leader, { subjectId: agreed, typed, note: '', reason: 'Xem lại' }, MARKING),
  ).rejects.toMatchObject({ code: 'movement.marks-agree' })
  await giveMarks(database, leader, { subjectId: wide, typed, note: '', reason: 'Đã thảo luận' }, MARKING)
  const sheets = (await sheetsOf(database, boardId)).filter(
    ({ subjectId, personId }) => subjectId === wide && personId === leader.personId,
  )
  expect(sheets.map(({ turn, reason }) => [turn, reason])).toEqual([
    [1, ''],
    [2, 'Đã thảo luận'],
  ])
  expect(countingSheets(sheets, wide)).toHaveLength(1)
  // Still apart in the second criterion: it is talked over, and then decided.
  await recordDiscussion(database, secretary, { subjectId: wide, discussion: 'Thống nhất giữ điểm', today: MARKING })
  await decideRound(database, secretary, decision, MARKING)
})

test('nobody is secretary and juror of one contest, in whichever order they are named, and the database holds to it', async () => {
  const { database, secretary, jurors, contestId, boardIds } = await contestWithWorks()
  const [boardId = '', today] = [boardIds[0], RECEIVING]
  const refused = { code: 'movement.knows-authors' }
  await expect(nameMember(database, secretary, { boardId, personId: secretary.personId, today })).rejects.toMatchObject(
    refused,
  )
  const [juror] = jurors as [Official]
  await nameMember(database, secretary, { boardId, personId: juror.personId, today })
  await expect(
    nameSecretary(database, secretary, { contestId, personId: juror.personId, today }),
  ).rejects.toMatchObject(refused)
  expect((await authorsOf(database, juror, contestId)).size).toBe(0)
  await expect(
    sql`insert into board_member (board_id, person_id, contest_id) values (${boardId}, ${secretary.personId}, ${contestId})`.execute(
      database,
    ),
  ).rejects.toThrow(/foreign key/)
})

test('what a member declares passes out of their part; marking not closed can be handed over', async () => {
  const all = await contestWithWorks()
  const { database, secretary, jurors, officials, boardIds, units } = all
  const boardId = boardIds[0] ?? ''
  await nameJury(all, boardId, RECEIVING)
  await openMarking(database, secretary, { boardId, today: MARKING })
  const [leader] = jurors as [Official]
  const [one] = await subjectsForMember(database, leader, boardId, MARKING)
  await declareConflict(database, leader, { subjectId: one?.id ?? '', today: MARKING })
  expect(await subjectsForMember(database, leader, boardId, MARKING)).toHaveLength(2)
  const typed = Object.fromEntries((await criteriaOf(database, boardId)).map(({ id }) => [id, '1']))
  const marks = { subjectId: one?.id ?? '', typed, note: '', reason: '' }
  await expect(giveMarks(database, leader, marks, MARKING)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(closeMarks(database, leader, { boardId, today: MARKING })).rejects.toMatchObject({
    code: 'movement.not-all-marked',
  })
  const work = {
    ...{ unitId: units.commune, fromPersonId: officials.communeHead.personId, note: 'Nghỉ hưu', today: MARKING },
    toPersonId: officials.communeClerk.personId,
  }
  expect(await markingHandover.handOver(database, secretary, work)).toBe(1)
  expect(await boardsOfMember(database, officials.communeHead, MARKING)).toEqual([])
  expect(await boardsOfMember(database, officials.communeClerk, MARKING)).toMatchObject([{ id: boardId, marked: 0 }])
})
