import {
  answerAppeal,
  answerExplanation,
  askExplanation,
  assignVerification,
  drawSecondMarking,
  fileAppeal,
  giveSecondMark,
  recordSelfAssessments,
  recordVerifications,
  secondMarks,
  setTimetable,
  submitAssessments,
} from '../modules/criteria/index.ts'
import { officialOfAccount } from '../modules/identity/index.ts'
import type { Database } from '../platform/database/database.ts'
import { type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { figuresOfOthers, figuresOfUnit } from './assessments.ts'
import { chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'

const STATEMENT = 'Số liệu, minh chứng trong bảng tự chấm là đúng thực tế (minh họa).'

/**
 * The working year in the midst of its verification: the timetable as a decision would state it, three agencies verified,
 * two of them equal, and one waiting, a question of the verifier answered and one open, an appeal answered, and a sample that is marked a second time.
 */
export async function addAssessmentProcess(
  database: Database,
  hauGiang: HauGiang,
  { accounts, yearId, today }: { accounts: Readonly<Record<string, string>>; yearId: string; today: CalendarDate },
): Promise<void> {
  const official = async (userName: string): Promise<Official> => {
    const found = await officialOfAccount(database, accounts[userName] ?? '', today)
    if (!found) throw new Error(`The demonstration has no account ${userName}.`)
    return found
  }
  const year = yearOf(today)
  await setTimetable(database, null, { yearId, limits: timetable(year), reason: 'Kế hoạch chấm điểm minh họa' }, today)
  const [head, clerk] = [await official('lanhdao.so'), await official('canbo.so')]
  const [collector, leader] = [await official('tonghop.snv'), await official('lanhdao.tinh')]
  const justiceId = head.posts[0]?.unitId ?? ''
  const others = hauGiang.departmentIds.filter((id) => id !== justiceId && id !== hauGiang.homeAffairsId)
  const unitIds = [justiceId, ...others.slice(0, 3)]
  const [, secondId = '', thirdId = ''] = unitIds

  const random = chance(year)
  // The second and the third are equal in everything: which of them stands first only the council can say.
  const alike = figuresOfUnit(year, false, random)
  const given = unitIds.map((unitId) => ({
    unitId,
    figures: unitId === secondId || unitId === thirdId ? alike : figuresOfUnit(year, false, random),
  }))
  await recordSelfAssessments(database, null, { yearId, given, today })
  await submitAssessments(database, head, { yearId, unitIds: [justiceId], today, statement: STATEMENT })
  await submitAssessments(database, null, { yearId, unitIds: unitIds.slice(1), today, statement: STATEMENT })
  // Sở Nội vụ does not verify itself: the province's leader stands in.
  const substitute = { yearId, accountId: leader.accountId, unitIds: [hauGiang.homeAffairsId], criterionCodes: [] }
  await assignVerification(database, collector, substitute, today)

  const verdicts = {
    '1.1': { points: '3', reason: 'Kế hoạch chưa phân công theo từng nội dung (minh họa)' },
    '9.2': { points: '2', reason: 'Lịch tiếp công dân niêm yết thiếu hai tháng (minh họa)' },
  }
  const verification = (unitId: string) => ({ unitId, figures: figuresOfOthers(year, false, random), complete: true })
  await recordVerifications(database, collector, {
    yearId,
    given: [{ ...verification(justiceId), points: verdicts }],
    today,
  })
  const equal = verification(secondId)
  await recordVerifications(database, null, { yearId, given: [equal, { ...equal, unitId: thirdId }], today })
  const assessmentId = await sheetIdOf(database, yearId, justiceId)
  await exchange(database, { assessmentId, head, clerk, collector, leader, today })

  const sample = { yearId, seed: `Minh họa ${year}`, percent: 20, accountId: leader.accountId }
  await drawSecondMarking(database, collector, sample, today)
  const ofSecond = await secondMarks(database, { assessmentId: await sheetIdOf(database, yearId, secondId) })
  const mark = ofSecond.find((each) => Number(each.firstPoints ?? '0') >= 1)
  if (!mark) throw new Error('The sample of the demonstration has nothing of the second agency.')
  await giveSecondMark(
    database,
    leader,
    {
      ...{ assessmentId: mark.assessmentId, criterion: mark.criterionCode },
      ...{ points: '0,5', reason: 'Minh chứng chưa đủ (minh họa)' },
    },
    today,
  )
}

/** A question answered, a question open, an appeal answered by somebody else than the verifier. */
async function exchange(
  database: Database,
  {
    assessmentId,
    head,
    clerk,
    collector,
    leader,
    today,
  }: {
    assessmentId: string
    head: Official
    clerk: Official
    collector: Official
    leader: Official
    today: CalendarDate
  },
): Promise<void> {
  const questions = [
    ['9.2', 'Hai tháng không có lịch niêm yết là do chưa niêm yết hay do không tổ chức? (minh họa)'],
    ['3.1', 'Đề nghị nêu rõ kỳ của chỉ số đã dùng (minh họa).'],
  ] as const
  for (const [criterion, question] of questions) {
    await askExplanation(database, collector, { assessmentId, criterion, question }, today)
  }
  const asked = await database
    .selectFrom('assessment_explanation')
    .select('id')
    .where('assessment_id', '=', assessmentId)
    .orderBy('id')
    .executeTakeFirstOrThrow()
  const answer = 'Lịch có niêm yết tại trụ sở, bản trên trang thông tin bị gỡ khi nâng cấp (minh họa).'
  await answerExplanation(database, clerk, { assessmentId, explanationId: asked.id, answer }, today)
  const appeal = {
    assessmentId,
    criterion: '9.2',
    points: '3',
    reason: 'Có ảnh chụp lịch niêm yết tại trụ sở (minh họa).',
  }
  await fileAppeal(database, head, appeal, today)
  const filed = await database
    .selectFrom('assessment_appeal')
    .select('id')
    .where('assessment_id', '=', assessmentId)
    .executeTakeFirstOrThrow()
  await answerAppeal(
    database,
    leader,
    {
      ...{ assessmentId, appealId: filed.id },
      ...{ points: '2,5', reason: 'Ảnh chỉ chứng minh được một trong hai tháng (minh họa).' },
    },
    today,
  )
}

const timetable = (year: number) =>
  [
    { step: 'self-assessment', statedOn: `${year}-11-30`, isBefore: false },
    { step: 'verification', statedOn: `${year}-12-10`, isBefore: false },
    { step: 'appeal', statedOn: `${year}-12-17`, isBefore: true },
    { step: 'appeal-answer', statedOn: `${year}-12-20`, isBefore: true },
    { step: 'council', statedOn: `${year}-12-22`, isBefore: false },
    { step: 'decision', statedOn: `${year}-12-28`, isBefore: false },
  ] as const

async function sheetIdOf(database: Database, yearId: string, unitId: string): Promise<string> {
  const { id } = await database
    .selectFrom('assessment')
    .select('id')
    .where('assessment_year_id', '=', yearId)
    .where('unit_id', '=', unitId)
    .executeTakeFirstOrThrow()
  return id
}
