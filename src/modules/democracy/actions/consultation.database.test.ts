import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import {
  consultationById,
  opinionsByTheme,
  opinionsOfTheme,
  publicConsultation,
  publicConsultations,
  themesOf,
} from '../queries/consultations.ts'
import {
  type ConsultationToKeep,
  changeConsultation,
  concludeConsultation,
  prepareConsultation,
  publishConsultation,
  withdrawConsultation,
} from './keep-consultation.ts'
import { answerTheme, enterOpinions, groupOpinions, sendOpinion } from './take-opinions.ts'

const code = (expected: string) => expect.objectContaining({ code: expected })
const [BEFORE, DURING, AFTER] = ['2026-11-02', '2026-11-12', '2026-11-21']

async function province() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const given: ConsultationToKeep = {
    ...{ unitId: units.commune, matter: 'plan', title: 'Kế hoạch làm đường', content: 'Làm tuyến nào trước?' },
    ...{ documentNumber: '', opensOn: '2026-11-10', closesOn: '2026-11-20', files: [] },
  }
  const clerk = officials.communeClerk
  const id = await prepareConsultation(database, clerk, given, BEFORE)
  return { database, officials, given, clerk, id }
}

test('people say without a name what they think; it is grouped, answered, and told to everybody', async () => {
  const { database, clerk, id } = await province()
  expect(await publicConsultation(database, id, DURING)).toBeUndefined()
  await publishConsultation(database, clerk, id, BEFORE)
  expect(await publicConsultations(database, { today: BEFORE })).toMatchObject([{ id }])
  await expect(sendOpinion(database, { consultationId: id, content: 'Sớm quá', today: BEFORE })).rejects.toThrow(
    code('democracy.not-open'),
  )
  await sendOpinion(database, { consultationId: id, content: 'Làm tuyến ấp 3', today: DURING })
  const said = {
    consultationId: id,
    channel: 'meeting',
    receivedOn: DURING,
    contents: ['Tuyến ấp 1', 'Giữ hàng cây'],
  } as const
  await enterOpinions(database, clerk, said, DURING)

  const loose = await opinionsOfTheme(database, id, null)
  expect(loose.map(({ channel, content }) => [channel, content])).toEqual([
    ['online', 'Làm tuyến ấp 3'],
    ['meeting', 'Tuyến ấp 1'],
    ['meeting', 'Giữ hàng cây'],
  ])
  const group = (opinions: typeof loose, title: string) =>
    groupOpinions(database, clerk, {
      consultationId: id,
      opinionIds: opinions.map((each) => each.id),
      title,
      today: AFTER,
    })
  await group(loose.slice(0, 1), 'Tuyến làm trước')
  await group(loose.slice(1, 2), 'Tuyến làm trước')
  const conclude = (today: string) => concludeConsultation(database, clerk, { id, conclusion: 'Làm ấp 3 trước', today })
  await expect(conclude(AFTER)).rejects.toThrow(code('democracy.unanswered'))
  await group(loose.slice(2), 'Cây xanh')
  const themes = await themesOf(database, id)
  expect(themes.map(({ title, count }) => [title, count])).toEqual([
    ['Tuyến làm trước', 2],
    ['Cây xanh', 1],
  ])
  await expect(conclude(AFTER)).rejects.toThrow(code('democracy.unanswered'))
  for (const theme of themes)
    await answerTheme(database, clerk, { themeId: theme.id, answer: 'Tiếp thu', today: AFTER })
  await expect(conclude(DURING)).rejects.toThrow(code('democracy.still-open'))
  await conclude(AFTER)
  expect(await publicConsultation(database, id, AFTER)).toMatchObject({ conclusion: 'Làm ấp 3 trước', opinionCount: 3 })
  // What was told to everybody is not changed afterwards.
  await expect(group(loose, 'Khác')).rejects.toThrow(code('democracy.consultation-over'))
  const reason = { id, reason: 'Nhầm', today: AFTER }
  await expect(withdrawConsultation(database, clerk, reason)).rejects.toThrow(code('democracy.consultation-over'))
  // Nothing says who sent what, and the trail repeats none of it.
  const told = await database
    .selectFrom('audit_entry')
    .select(['summary', 'after'])
    .where('subject_kind', '=', 'consultation')
    .execute()
  expect(JSON.stringify(told)).not.toContain('Làm tuyến ấp 3')
})

test('it is the commune’s own, and opinions stay within their consultation', async () => {
  const { database, officials, given, clerk, id } = await province()
  const other = officials.siblingClerk
  await expect(prepareConsultation(database, other, given, BEFORE)).rejects.toThrow(code('democracy.not-your-unit'))
  await expect(publishConsultation(database, other, id, BEFORE)).rejects.toThrow(code('democracy.no-such-consultation'))
  expect(await consultationById(database, other, id, BEFORE)).toBeUndefined()
  const said = { consultationId: id, channel: 'paper', receivedOn: DURING, contents: ['Một'] } as const
  await expect(enterOpinions(database, clerk, said, DURING)).rejects.toThrow(code('democracy.not-published'))
  await publishConsultation(database, clerk, id, BEFORE)
  await enterOpinions(database, clerk, said, DURING)
  const secondId = await prepareConsultation(database, clerk, given, BEFORE)
  const [opinion] = await opinionsOfTheme(database, id, null)
  const wrong = { consultationId: secondId, opinionIds: [opinion?.id ?? ''], title: 'Nhóm', today: DURING }
  await expect(groupOpinions(database, clerk, wrong)).rejects.toThrow(code('democracy.opinions-of-another'))
  const change = { id, version: '1', given, today: DURING }
  await expect(changeConsultation(database, clerk, change)).rejects.toThrow(code('form.changed-meanwhile'))
  await withdrawConsultation(database, clerk, { id, reason: 'Hoãn', today: DURING })
  expect(await publicConsultation(database, id, DURING)).toBeUndefined()
  const send = sendOpinion(database, { consultationId: id, content: 'Muộn', today: DURING })
  await expect(send).rejects.toThrow(code('democracy.no-such-consultation'))
})

test('of very many opinions the first are shown, and how many there are is told', async () => {
  const { database, clerk, id } = await province()
  await publishConsultation(database, clerk, id, BEFORE)
  await sql`insert into consultation_opinion (consultation_id, channel, content, received_on)
    select ${id}, 'meeting', 'Ý kiến ' || number, ${DURING} from generate_series(1, 510) number`.execute(database)
  const [first, second] = await opinionsOfTheme(database, id, null)
  const opinionIds = [first?.id ?? '', second?.id ?? '']
  await groupOpinions(database, clerk, { consultationId: id, opinionIds, title: 'Tuyến làm trước', today: AFTER })
  const shown = await opinionsByTheme(database, id)
  const [theme] = await themesOf(database, id)
  expect(shown.get(theme?.id ?? '')).toMatchObject({
    total: 2,
    opinions: [{ content: 'Ý kiến 1' }, { content: 'Ý kiến 2' }],
  })
  expect(shown.get(null)?.total).toBe(508)
  expect(shown.get(null)?.opinions).toHaveLength(500)
  expect(shown.get(null)?.opinions[0]).toMatchObject({ content: 'Ý kiến 3', channel: 'meeting' })
})
