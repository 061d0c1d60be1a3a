import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest } from '../../../../tests/support/system.ts'
import { type ConsultationToKeep, prepareConsultation, publishConsultation } from '../actions/keep-consultation.ts'
import { answerTheme, sendOpinion } from '../actions/take-opinions.ts'
import { publicConsultation, themesOf } from '../queries/consultations.ts'
import { opinionSheet } from './opinion-sheet.ts'

const [BEFORE, DURING] = ['2026-11-02', '2026-11-12']

async function underWay() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const given: ConsultationToKeep = {
    ...{ unitId: units.commune, matter: 'plan', title: 'Kế hoạch làm đường', content: 'Làm tuyến nào trước?' },
    ...{ documentNumber: '', opensOn: '2026-11-10', closesOn: '2026-11-20', files: [] },
  }
  const consultationId = await prepareConsultation(database, officials.communeClerk, given, BEFORE)
  await publishConsultation(database, officials.communeClerk, consultationId, BEFORE)
  const context = { database, official: officials.communeClerk, today: DURING }
  const row = {
    ...{ consultationId, channel: 'meeting', receivedOn: '12/11/2026', content: 'Tuyến ấp 3\nlàm trước' },
    ...{ theme: 'Tuyến làm trước', themeAnswer: '' },
  }
  const read = async (id: string) => (await opinionSheet.records(context, { ids: [id] }))[0]?.values
  return { database, officials, context, consultationId, row, read }
}

const at = (key: string, code: string) => ({ code, fields: { [key]: expect.any(String) } })

test('a row becomes an opinion in its theme; it is mended, put elsewhere, refused at its cell, and taken back', async () => {
  const { database, context, consultationId, row, read } = await underWay()
  const id = await opinionSheet.add(context, row)
  expect(await read(id)).toEqual(row)
  await opinionSheet.change(context, id, { ...row, content: 'Tuyến ấp 5', theme: 'Cây xanh' })
  expect(await read(id)).toEqual({ ...row, content: 'Tuyến ấp 5', theme: 'Cây xanh' })
  await opinionSheet.change(context, id, { ...row, theme: '' })
  expect(await read(id)).toEqual({ ...row, theme: '' })
  await expect(opinionSheet.add(context, { ...row, receivedOn: '09/11/2026' })).rejects.toMatchObject(
    at('receivedOn', 'democracy.opinion-day'),
  )
  await expect(opinionSheet.add(context, { ...row, themeAnswer: 'Tiếp thu' })).rejects.toMatchObject(
    at('themeAnswer', 'democracy.answer-elsewhere'),
  )
  expect(opinionSheet.problems({ ...row, content: ' ' })).toHaveProperty('content')
  await opinionSheet.takeBack?.(context, id, 'Hoàn tác lần nhập')
  expect(await read(id)).toBeUndefined()
  expect(await publicConsultation(database, consultationId, DURING)).toMatchObject({ opinionCount: 0 })
  expect(await themesOf(database, consultationId)).toEqual([])
})

test('the answer of a theme goes out with its opinions and is not written by a row', async () => {
  const { database, context, consultationId, row, read } = await underWay()
  const id = await opinionSheet.add(context, row)
  const [theme] = await themesOf(database, consultationId)
  const answer = { themeId: theme?.id ?? '', answer: 'Tiếp thu', today: DURING }
  await answerTheme(database, context.official, answer)
  expect(await read(id)).toEqual({ ...row, themeAnswer: 'Tiếp thu' })
  for (const themeAnswer of ['', 'Không tiếp thu'])
    await expect(opinionSheet.change(context, id, { ...row, themeAnswer })).rejects.toMatchObject(
      at('themeAnswer', 'democracy.answer-elsewhere'),
    )
  await opinionSheet.change(context, id, { ...row, theme: 'Cây xanh', themeAnswer: 'Tiếp thu' })
  expect(await read(id)).toMatchObject({ theme: 'Cây xanh', themeAnswer: '' })
})

test('what a person sent stays as it was sent, whoever the file comes from', async () => {
  const { database, officials, context, consultationId, read } = await underWay()
  await sendOpinion(database, { consultationId, content: 'Giữ hàng cây', today: DURING })
  const [sent] = await opinionSheet.records(context, { after: '0', most: 10 })
  if (!sent) throw new Error('Nothing was sent.')
  await expect(opinionSheet.change(context, sent.id, { ...sent.values, content: 'Chặt' })).rejects.toMatchObject(
    at('content', 'democracy.opinion-of-sender'),
  )
  await expect(opinionSheet.takeBack?.(context, sent.id, 'Nhầm')).rejects.toMatchObject({
    code: 'democracy.opinion-of-sender',
  })
  await opinionSheet.change(context, sent.id, { ...sent.values, theme: 'Cây xanh' })
  expect(await read(sent.id)).toEqual({ ...sent.values, theme: 'Cây xanh' })
  const other = { ...context, official: officials.siblingClerk }
  expect(await opinionSheet.records(other, { ids: [sent.id] })).toEqual([])
  await expect(opinionSheet.change(other, sent.id, sent.values)).rejects.toMatchObject({
    code: 'democracy.no-such-opinion',
  })
})
