import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { OfficialDocument } from '../../documents/index.ts'
import { writeWord } from '../../documents/index.ts'
import { unitOnPaper } from '../../organisation/index.ts'
import { withdrawRecommendation } from '../actions/change-recommendation.ts'
import { inviteTo } from '../actions/invite.ts'
import { addRecommendations } from '../actions/keep-recommendation.ts'
import { holdActivity, prepareActivity } from '../actions/prepare-activity.ts'
import { activityById, opinionsOf } from '../queries/activities.ts'
import { agendaOf, invitationsOf, plannedActivityById, preparationOf } from '../queries/planned-activities.ts'
import { recommendationsOf } from '../queries/recommendations.ts'
import { invitationPaper, minutesPaper } from './activity-papers.ts'

/** Each paragraph of the file as its reader sees it. */
async function readBack(document: OfficialDocument): Promise<string[]> {
  const xml = strFromU8(unzipSync(await writeWord(document))['word/document.xml'] ?? new Uint8Array())
  const paragraphs = xml.split('</w:p>').map((each) => [...each.matchAll(/<w:t[^>]*>([^<]*)/g)].map((run) => run[1]))
  return paragraphs.map((runs) => runs.join('').trim()).filter((text) => text !== '')
}

test('the invitation and the minutes say what the record says, in the layout of the decree', async () => {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk: clerk } = officials
  const planned = {
    ...{ kind: 'conference' as const, title: 'Hội nghị quân dân chính', startsAt: '07:30', place: 'Hội trường xã' },
    ...{ unitId: units.commune, chairedBy: 'Trần Văn Tám, Chủ tịch xã', content: 'Ba việc đã bàn.', details: {} },
    agenda: [{ startsAt: '07:30', content: 'Khai mạc', speaker: 'Chủ tịch xã' }],
  }
  const id = await prepareActivity(database, clerk, { ...planned, plannedOn: TEST_TODAY }, TEST_TODAY)
  await inviteTo(database, clerk, { id, unitIds: [units.sibling], guests: ['Trưởng ấp Ba'], today: TEST_TODAY })
  const issuer = await unitOnPaper(database, units.commune, TEST_TODAY)
  const [plan, invitations, agenda] = [
    await plannedActivityById(database, clerk, id, TEST_TODAY),
    await invitationsOf(database, id),
    await agendaOf(database, id),
  ]
  if (!plan) throw new Error('The planned activity is out of reach.')
  const letter = await readBack(invitationPaper({ planned: plan, invitations, agenda, issuer, demonstration: false }))
  expect(letter).toEqual(
    expect.arrayContaining([
      'ỦY BAN NHÂN DÂN XÃ BA',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'GIẤY MỜI',
      '- Trưởng ấp Ba;',
      'Chủ trì: Trần Văn Tám, Chủ tịch xã',
      'Thời gian: 7 giờ 30, ngày 22/11/2026',
      'Địa điểm: Hội trường xã',
      'Khai mạc',
      'CHỦ TỊCH',
    ]),
  )
  expect(letter.filter((text) => text === '- Ủy ban nhân dân xã Ba Mươi;')).toHaveLength(2)

  const held = await holdActivity(database, clerk, {
    id,
    given: {
      ...{ ...planned, heldOn: TEST_TODAY, behalfUnitId: null, participantCount: 40, participantMethod: 'list' },
      ...{ opinionCount: null, opinions: ['Sửa cầu ấp Ba'], assignmentId: null, files: [] },
    },
    today: TEST_TODAY,
  })
  const conclude = async (content: string) =>
    (
      await addRecommendations(
        database,
        clerk,
        { activityId: held, contents: [content], responsibleUnitId: units.commune, dueOn: '2026-12-05' },
        TEST_TODAY,
      )
    )[0] ?? ''
  await conclude('Khảo sát cầu ấp Ba')
  const mistaken = await conclude('Ghi nhầm việc khác')
  await withdrawRecommendation(database, clerk, { id: mistaken, reason: 'Ghi nhầm', today: TEST_TODAY })
  const activity = await activityById(database, clerk, held, TEST_TODAY)
  if (!activity) throw new Error('The activity is out of reach.')
  const preparation = { startsAt: (await preparationOf(database, held))?.startsAt ?? '', agenda, invitations }
  const [opinions, followed] = [await opinionsOf(database, held), await recommendationsOf(database, held)]
  const minutes = await readBack(
    minutesPaper({ activity, preparation, opinions, followed, issuer, demonstration: false }),
  )
  expect(minutes).toEqual(
    expect.arrayContaining([
      'BIÊN BẢN',
      'Thời gian bắt đầu: 7 giờ 30, ngày 22/11/2026',
      'Chủ trì (chủ tọa): Trần Văn Tám, Chủ tịch xã',
      'Số người tham dự: 40 người (theo danh sách)',
      'Ba việc đã bàn.',
      'Khảo sát cầu ấp Ba',
      '05/12/2026',
    ]),
  )
  expect(minutes.join('\n')).toContain('Sửa cầu ấp Ba')
  expect(minutes.join('\n')).not.toContain('Ghi nhầm việc khác')
  // The secretary signs on the left, who chaired on the right, and the recipients stand below both.
  const foot = ['THƯ KÝ', 'CHỦ TỌA', 'Trần Văn Tám', 'Nơi nhận:'].map((text) => minutes.lastIndexOf(text))
  expect(foot).toEqual([...foot].sort((first, second) => first - second))
  expect(foot).not.toContain(-1)
})
