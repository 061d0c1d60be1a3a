import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { holdContest } from '../actions/hold-contest.ts'
import { nameMember } from '../actions/keep-board.ts'
import { prepareRound } from '../actions/keep-judged-contest.ts'
import { contestById, stagesOf } from '../queries/contests.ts'
import { judgedEntries } from '../queries/judged-entries.ts'
import { contestSheets } from './contest-sheets.ts'

const sheetOf = (kind: string) => {
  const found = contestSheets.find((sheet) => sheet.kind === kind)
  if (!found) throw new Error(`No sheet of ${kind}.`)
  return found
}
const works = sheetOf('contest-works')
const judged = sheetOf('judged-works')
const day = (before: number) => addDays(TEST_TODAY, -before)

async function contest(isJudged: boolean) {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const held = {
    ...{ unitId: units.commune, title: 'Kể chuyện dân vận', openedOn: day(60), content: '' },
    ...{ stages: ['Chặng 1', 'Chặng 2'], isJudged },
  }
  const contestId = await holdContest(database, officials.communeClerk, held, TEST_TODAY)
  const stages = await stagesOf(database, contestId)
  const context = { database, official: officials.communeClerk, today: TEST_TODAY }
  return { database, officials, contestId, context, stageIds: stages.map(({ id }) => id) }
}

test('a row becomes a work with its award; it is mended, refused at its cell, and taken back', async () => {
  const { officials, context, stageIds } = await contest(false)
  const row = {
    ...{ stageId: stageIds[0] ?? '', authorName: 'Nguyễn Văn An', authorPlace: '', workTitle: 'Con đường sáu mét' },
    ...{ prize: '', awardedOn: '' },
  }
  const read = async (id: string) => (await works.records(context, { ids: [id] }))[0]?.values
  const id = await works.add(context, row)
  expect(await read(id)).toEqual(row)
  const awarded = { ...row, stageId: stageIds[1] ?? '', prize: 'Giải Nhất', awardedOn: '01/11/2026' }
  await works.change(context, id, awarded)
  expect(await read(id)).toEqual(awarded)
  await works.change(context, id, { ...awarded, prize: 'Giải Nhì' })
  expect(await read(id)).toMatchObject({ prize: 'Giải Nhì' })
  await works.change(context, id, row)
  expect(await read(id)).toEqual(row)
  expect(works.problems({ ...row, prize: 'Giải Nhất' })).toHaveProperty('awardedOn')
  for (const change of [{ prize: 'Giải Nhất', awardedOn: '01/12/2026' }, { stageId: '999999' }])
    await expect(works.change(context, id, { ...row, ...change })).rejects.toMatchObject({
      fields: { [Object.keys(change).at(-1) ?? '']: expect.any(String) },
    })
  await expect(works.change({ ...context, official: officials.siblingClerk }, id, row)).rejects.toMatchObject({
    code: 'movement.no-such-entry',
  })
  await works.takeBack?.(context, id, 'Hoàn tác lần nhập')
  expect(await read(id)).toBeUndefined()
})

test('a work that is judged here comes in for its author and goes out, with the author, to secretaries alone', async () => {
  const { database, officials, contestId, context, stageIds } = await contest(true)
  const round = {
    ...{ opensOn: day(10), closesOn: TEST_TODAY, criterionPercent: 30, totalPercent: 15 },
    criteria: [{ title: 'Nội dung', maximum: '100.00' }],
  }
  await prepareRound(database, context.official, { stageId: stageIds[0] ?? '', given: round, today: day(20) })
  const row = {
    ...{ contestId, authorName: 'Lê Thị Bí Mật', authorPlace: 'Ấp 3', contact: '0912 345 678', unitId: '' },
    ...{ workTitle: 'Bến đò không còn rác', content: 'Cả ấp cùng vớt rác.' },
  }
  const id = await judged.add(context, row)
  expect((await judged.records(context, { ids: [id] }))[0]).toEqual({ id, values: row })
  expect(await works.records(context, { ids: [id] })).toEqual([])
  const [board] = await stagesOf(database, contestId)
  const juror = officials.communeHead
  const member = { boardId: board?.boardId ?? '', personId: juror.personId, today: TEST_TODAY }
  await nameMember(database, context.official, member)
  expect(await contestById(database, juror, contestId, TEST_TODAY)).toBeDefined()
  for (const official of [juror, officials.administrator, officials.siblingClerk])
    expect(await judged.records({ ...context, official }, { after: '0', most: 100 })).toEqual([])
  await expect(judged.add(context, { ...row, content: '' })).rejects.toMatchObject({
    fields: { content: expect.any(String) },
  })
  await expect(judged.change(context, id, { ...row, authorName: 'Người khác' })).rejects.toMatchObject({
    code: 'movement.work-stays',
  })
  const asOutcome = { ...row, stageId: stageIds[0] ?? '', prize: '', awardedOn: '' }
  await expect(works.change(context, id, asOutcome)).rejects.toMatchObject({ code: 'movement.judged-here' })
  expect(await judgedEntries(database, contestId)).toMatchObject([{ workTitle: row.workTitle, publishedAuthor: '' }])
})
