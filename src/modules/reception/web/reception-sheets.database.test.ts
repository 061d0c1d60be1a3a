import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { publishDays } from '../actions/change-day.ts'
import { receptionSheets } from './reception-sheets.ts'

const sheetOf = (kind: string) => {
  const found = receptionSheets.find((sheet) => sheet.kind === kind)
  if (!found) throw new Error(`No sheet of ${kind}.`)
  return found
}
const days = sheetOf('reception-days')
const sessions = sheetOf('reception-sessions')
const at = (key: string) => ({ fields: { [key]: expect.any(String) } })

async function commune() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const context = { database, official: officials.communeClerk, today: TEST_TODAY }
  const day = {
    ...{ postId: officials.communeHead.posts[0]?.postId ?? '', plannedDay: '26/11/2026', startsAt: '07:30' },
    ...{ endsAt: '11:00', place: 'Phòng tiếp công dân', mode: 'direct', seats: '10', attendants: '', topic: 'Đất đai' },
  }
  const session = {
    ...{ unitId: units.commune, heldOn: '19/11/2026', dayId: '', kind: 'regular', receiver: 'officer' },
    ...{ receivedBy: 'Nguyễn Thị Mai', place: 'Phòng tiếp công dân', mode: 'direct', note: '', takesOver: '' },
  }
  return { database, officials, context, day, session }
}

test('a row becomes a proposed day; it is changed, refused at its cell, and taken back until it is published', async () => {
  const { officials, context, day } = await commune()
  const read = async (id: string) => (await days.records(context, { ids: [id] }))[0]?.values
  const id = await days.add(context, day)
  expect(await read(id)).toEqual(day)
  await days.change(context, id, { ...day, plannedDay: '27/11/2026', seats: '5' })
  expect(await read(id)).toEqual({ ...day, plannedDay: '27/11/2026', seats: '5' })
  for (const [key, value] of [
    ['plannedDay', '28/11/2026'],
    ['plannedDay', '02/11/2026'],
    ['plannedDay', '27/11/2026'],
    ['postId', officials.siblingClerk.posts[0]?.postId ?? ''],
  ] as const)
    await expect(days.add(context, { ...day, [key]: value })).rejects.toMatchObject(at(key))
  expect(days.problems({ ...day, endsAt: '6:00' })).toHaveProperty('endsAt')
  await expect(days.change({ ...context, official: officials.siblingClerk }, id, day)).rejects.toMatchObject({
    code: 'reception.no-such-day',
  })
  await days.takeBack?.(context, id, 'Hoàn tác lần nhập')
  expect(await read(id)).toBeUndefined()
  const published = await days.add(context, day)
  await publishDays(context.database, context.official, { ids: [published], today: TEST_TODAY })
  for (const key of ['plannedDay', 'postId'] as const) {
    const other = { plannedDay: '27/11/2026', postId: officials.communeClerk.posts[0]?.postId ?? '' }[key]
    await expect(days.change(context, published, { ...day, [key]: other })).rejects.toMatchObject(at(key))
  }
  await expect(days.takeBack?.(context, published, 'Hoàn tác')).rejects.toMatchObject({
    code: 'reception.day-published',
  })
})

test('a row becomes a session; it is changed, refused at its cell, and withdrawn', async () => {
  const { context, session } = await commune()
  const read = async (id: string) => (await sessions.records(context, { ids: [id] }))[0]?.values
  const id = await sessions.add(context, session)
  expect(await read(id)).toEqual(session)
  await sessions.change(context, id, { ...session, receivedBy: 'Trần Văn Bảy', note: 'Mưa lớn' })
  expect(await read(id)).toEqual({ ...session, receivedBy: 'Trần Văn Bảy', note: 'Mưa lớn' })
  for (const [key, value] of [
    ['heldOn', '18/11/2026'],
    ['takesOver', 'yes'],
  ] as const)
    await expect(sessions.change(context, id, { ...session, [key]: value })).rejects.toMatchObject(at(key))
  expect(sessions.problems({ ...session, receivedBy: '' })).toHaveProperty('receivedBy')
  await expect(sessions.add(context, { ...session, heldOn: '01/12/2026' })).rejects.toMatchObject(at('heldOn'))
  await expect(sessions.add(context, { ...session, kind: 'periodic' })).rejects.toMatchObject(at('receiver'))
  await sessions.takeBack?.(context, id, 'Hoàn tác lần nhập')
  expect(await read(id)).toBeUndefined()
})
