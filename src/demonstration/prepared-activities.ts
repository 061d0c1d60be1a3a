import { sql } from 'kysely'
import { withdrawRecommendation } from '../modules/activities/actions/change-recommendation.ts'
import { answerInvitation, inviteTo } from '../modules/activities/actions/invite.ts'
import {
  addRecommendations,
  answerRecommendation,
  closeRecommendation,
  sendRecommendationBack,
} from '../modules/activities/actions/keep-recommendation.ts'
import {
  type ActivityToPrepare,
  announceActivity,
  cancelActivity,
  holdActivity,
  prepareActivity,
} from '../modules/activities/actions/prepare-activity.ts'
import { publishResult } from '../modules/activities/actions/publish-result.ts'
import { recordActivity } from '../modules/activities/actions/record-activity.ts'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate, formatCalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { placesOfAccounts } from './accounts.ts'
import type { HauGiang } from './hau-giang.ts'
import '../modules/activities/queries/tables.ts'

const ILLUSTRATION = 'Dòng minh họa do hệ thống đặt ra.'

/** Activities of a commune in each state of preparation, and recommendations to it in each state of being followed. */
export async function addPreparedActivities(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const { communeId, districtId } = placesOfAccounts(hauGiang)
  const clerk = await officialOfAccount(database, accounts['canbo.xa'] ?? '', today)
  const district = await officialOfAccount(database, accounts['canbo.huyen'] ?? '', today)
  const front = await officialOfAccount(database, accounts['mattran.tinh'] ?? '', today)
  if (!clerk || !district || !front) throw new Error('The accounts of the demonstration hold no posts today.')
  await addPreparations(database, { clerk, district }, { communeId, districtId, today })
  await addFollowed(database, { clerk, front }, { communeId, frontId: hauGiang.frontId, today })
  for (const table of ['planned_activity', 'recommendation', 'activity']) {
    await sql`update ${sql.table(table)} set illustration = ${ILLUSTRATION} where illustration is null`.execute(
      database,
    )
  }
}

type Places = { communeId: string; districtId: string; today: CalendarDate }

async function addPreparations(
  database: Database,
  { clerk, district }: { clerk: Official; district: Official },
  { communeId, districtId, today }: Places,
): Promise<void> {
  const prepared = (given: Partial<ActivityToPrepare>): ActivityToPrepare => ({
    ...{
      kind: 'dialogue',
      title: '',
      plannedOn: addDays(today, 20),
      startsAt: '07:30',
      place: 'Nhà văn hóa ấp Vĩnh Phú',
    },
    ...{
      unitId: communeId,
      chairedBy: 'Trần Văn Tám, Chủ tịch Ủy ban nhân dân xã',
      content: '',
      agenda: [],
      details: {},
    },
    ...given,
  })
  const agenda = [
    { startsAt: '07:30', content: 'Khai mạc, nêu mục đích', speaker: 'Chủ tịch Ủy ban nhân dân xã' },
    { startsAt: '08:00', content: 'Người dân phát biểu, đại diện xã trả lời', speaker: '' },
    { startsAt: '10:30', content: 'Kết luận', speaker: 'Chủ tịch Ủy ban nhân dân xã' },
  ]
  const dialogue = {
    title: 'Đối thoại với Nhân dân cuối năm',
    agenda,
    details: { dialogueForm: 'in-person', dialogueTrigger: 'yearly' },
  }
  await prepareActivity(database, clerk, prepared(dialogue), today)
  const meeting = {
    kind: 'voter-contact' as const,
    title: 'Tiếp xúc cử tri trước kỳ họp cuối năm',
    plannedOn: addDays(today, 12),
  }
  const announcedId = await prepareActivity(database, clerk, prepared({ ...meeting, agenda }), today)
  await announceActivity(database, clerk, {
    ...{ id: announcedId, announcedOn: today, today },
    notice: 'Đại biểu Hội đồng nhân dân tiếp xúc cử tri trước kỳ họp cuối năm. Mời bà con trong xã đến dự.',
  })
  const guests = ['Trưởng ấp Vĩnh Phú', 'Chi hội trưởng Chi hội Nông dân ấp Vĩnh Phú']
  await inviteTo(database, clerk, { id: announcedId, unitIds: [districtId], guests, today })
  const toClerk = {
    title: 'Hội nghị sơ kết công tác dân vận của huyện',
    kind: 'conference' as const,
    unitId: districtId,
  }
  const hostedId = await prepareActivity(
    database,
    district,
    prepared({ ...toClerk, plannedOn: addDays(today, 9), place: 'Hội trường huyện', chairedBy: 'Lãnh đạo huyện' }),
    today,
  )
  await inviteTo(database, district, { id: hostedId, unitIds: [communeId], guests: [], today })
  const trainingId = await prepareActivity(
    database,
    district,
    prepared({ ...toClerk, kind: 'training', title: 'Tập huấn ghi sổ theo dõi ý kiến', plannedOn: addDays(today, 5) }),
    today,
  )
  await inviteTo(database, district, { id: trainingId, unitIds: [communeId], guests: [], today })
  const [invitation] = await database
    .selectFrom('planned_activity_invitation')
    .select('id')
    .where('planned_activity_id', '=', trainingId)
    .execute()
  const answer = { answer: 'substitute' as const, words: 'Cử công chức văn hóa - xã hội dự thay' }
  if (invitation) await answerInvitation(database, clerk, { id: invitation.id, ...answer, today })
  const cancelledId = await prepareActivity(
    database,
    clerk,
    prepared({ kind: 'agency-meeting', title: 'Họp cơ quan tháng 12', plannedOn: addDays(today, 3) }),
    today,
  )
  await cancelActivity(database, clerk, { id: cancelledId, reason: 'Trùng lịch họp của huyện', today })
  // What lies behind: one that nobody has told the result of, and one with its result for everybody.
  const waiting = { kind: 'conference' as const, title: 'Hội nghị quân dân chính', plannedOn: addDays(today, -4) }
  await prepareActivity(database, clerk, prepared(waiting), addDays(today, -30))
  await addHeld(database, clerk, prepared({ ...meeting, title: 'Tiếp xúc cử tri sau kỳ họp giữa năm', agenda }), today)
}

async function addHeld(
  database: Database,
  clerk: Official,
  given: ActivityToPrepare,
  today: CalendarDate,
): Promise<void> {
  const heldOn = addDays(today, -15)
  const before = addDays(heldOn, -12)
  const id = await prepareActivity(database, clerk, { ...given, plannedOn: heldOn }, before)
  const notice = 'Đại biểu Hội đồng nhân dân báo cáo kết quả kỳ họp giữa năm với cử tri.'
  await announceActivity(database, clerk, { id, announcedOn: before, notice, today: before })
  const { plannedOn: _plannedOn, startsAt: _startsAt, agenda: _agenda, ...rest } = given
  const activityId = await holdActivity(database, clerk, {
    ...{ id, today: heldOn },
    given: {
      ...{ ...rest, heldOn, behalfUnitId: null, participantCount: 86, participantMethod: 'list', opinionCount: 0 },
      ...{ opinions: [], assignmentId: null, files: [], content: 'Cử tri đồng tình với báo cáo.' },
    },
  })
  const publicResult =
    'Cử tri hỏi về tiến độ đường liên ấp và nước sạch. Xã trả lời: đường hoàn thành trong năm, nước sạch kéo đến ấp cuối trong quý tới.'
  await publishResult(database, clerk, { id: activityId, publicResult, today: heldOn })
  const conclusion = {
    ...{ activityId, responsibleUnitId: given.unitId, dueOn: addDays(today, 10) },
    contents: ['Niêm yết tiến độ đường liên ấp tại nhà văn hóa'],
  }
  await addRecommendations(database, clerk, conclusion, today)
}

async function addFollowed(
  database: Database,
  { clerk, front }: { clerk: Official; front: Official },
  { communeId, frontId, today }: { communeId: string; frontId: string; today: CalendarDate },
): Promise<void> {
  const heldOn = addDays(today, -60)
  const activityId = await recordActivity(
    database,
    front,
    {
      ...{
        kind: 'supervision',
        title: 'Giám sát việc công khai các khoản đóng góp của Nhân dân',
        heldOn,
        unitId: frontId,
      },
      ...{ place: 'UBND xã Vĩnh Tường', behalfUnitId: null, chairedBy: 'Đỗ Thị Hạnh, Phó Chủ tịch Ủy ban MTTQ tỉnh' },
      ...{
        participantCount: 12,
        participantMethod: 'list',
        opinionCount: 0,
        opinions: [],
        assignmentId: null,
        files: [],
      },
      details: {
        examined: 'UBND xã Vĩnh Tường',
        examinedMatter: 'Công khai các khoản đóng góp',
        examinedPeriod: 'Từ đầu năm đến nay',
        team: 'Đoàn giám sát của Ủy ban MTTQ tỉnh',
      },
      content: 'Đoàn làm việc với Ủy ban nhân dân xã và xem hồ sơ niêm yết.',
    },
    today,
  )
  const recommend = async (content: string, dueOn: CalendarDate) =>
    (
      await addRecommendations(
        database,
        front,
        { activityId, contents: [content], responsibleUnitId: communeId, dueOn },
        today,
      )
    )[0] ?? ''
  const soon = addDays(today, 14)
  await recommend('Niêm yết danh sách đóng góp ở từng ấp', soon)
  const twice = await recommend('Niêm yết danh sách đóng góp tại các ấp', soon)
  const reason = 'Ghi trùng với kiến nghị trước.'
  await withdrawRecommendation(database, front, { id: twice, reason, today })
  await recommend('Trả lại khoản thu vượt mức vận động', addDays(today, -6))
  const answer = { documentMention: '', activityId: null, files: [] }
  const promised = await recommend('Lập sổ theo dõi khoản đóng góp riêng cho từng công trình', soon)
  await answerRecommendation(
    database,
    clerk,
    {
      id: promised,
      answerKind: 'accepted',
      words: 'Xã tiếp thu, lập sổ từ đầu tháng tới.',
      happenedOn: addDays(heldOn, 20),
      ...answer,
    },
    today,
  )
  const explained = { answerKind: 'explained' as const, words: 'Biên lai đã giao cho tổ thu của ấp giữ.' }
  for (const [content, then] of [
    ['Cấp biên lai cho mọi khoản thu', 'wait'],
    ['Mời Ban Thanh tra nhân dân dự khi nghiệm thu', 'back'],
    ['Thông báo kết quả thu, chi trên loa truyền thanh', 'close'],
  ] as const) {
    const id = await recommend(content, soon)
    await answerRecommendation(database, clerk, { id, ...explained, happenedOn: addDays(heldOn, 25), ...answer }, today)
    if (then === 'back') await sendRecommendationBack(database, front, { id, reason: 'Chưa nêu ngày thực hiện', today })
    if (then === 'close') {
      const words = `Đã xem, chấp nhận giải trình ngày ${formatCalendarDate(addDays(heldOn, 25))}.`
      await closeRecommendation(database, front, { id, words, happenedOn: addDays(heldOn, 30) }, today)
    }
  }
}
