import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { petitionById, timelineOf } from '../queries/petition.ts'
import { petitions } from '../queries/petitions.ts'
import { changePetition } from './change-petition.ts'
import { type PetitionToRegister, registerPetition } from './register-petition.ts'

const complaint = (unitId: string): PetitionToRegister => ({
  kind: 'complaint',
  channel: 'counter',
  receivedOn: '2026-11-16',
  unitId,
  behalfUnitId: null,
  forwardedBy: '',
  title: 'Đề nghị xem lại mức bồi thường đất ấp 3',
  content: 'Mức bồi thường thấp hơn các hộ liền kề.',
  senderName: 'Nguyễn Văn Bảy',
  senderAddress: 'Ấp 3, xã Ba',
  senderPhone: '0912 345 678',
  signatoryCount: 3,
  files: [],
})

describe('registering a petition', () => {
  test('gives it a number, a state and a last day, and makes it findable without accents', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await registerPetition(database, officials.communeClerk, complaint(units.commune), TEST_TODAY)

    expect(await petitionById(database, officials.communeClerk, id, TEST_TODAY)).toMatchObject({
      number: 1,
      year: 2026,
      state: 'classified',
      handlingUnitId: units.commune,
      // Seven working days after Monday 16 November (Decree 155/2026).
      dueOn: '2026-11-25',
      endedOn: null,
      opened: true,
    })
    const found = await petitions(database, officials.communeClerk, { words: 'boi thuong bay' }, TEST_TODAY)
    expect(found.rows.map((row) => row.id)).toEqual([id])
    expect((await petitions(database, officials.communeClerk, { words: '1/2026' }, TEST_TODAY)).rows).toHaveLength(1)
    expect((await petitions(database, officials.communeClerk, { words: '1/2025' }, TEST_TODAY)).rows).toEqual([])
    expect((await timelineOf(database, id)).map((event) => event.kind)).toEqual([
      'classified',
      'registered',
      'received',
    ])
  })

  test('follows the rule that was in force when it was received', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const old = { ...complaint(units.commune), receivedOn: '2026-06-22' }
    const id = await registerPetition(database, officials.communeClerk, old, '2026-06-22')
    // Ten calendar days (Law on Complaints, Article 27) until 30 June 2026.
    expect(await petitionById(database, officials.communeClerk, id, TEST_TODAY)).toMatchObject({ dueOn: '2026-07-02' })
  })

  test('is possible for a year whose days off are not known; then it has no last day yet', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const old = { ...complaint(units.commune), kind: 'proposal', receivedOn: '2012-03-05' } as const
    const id = await registerPetition(database, officials.communeClerk, old, TEST_TODAY)
    expect(await petitionById(database, officials.communeClerk, id, TEST_TODAY)).toMatchObject({
      dueOn: null,
      receivedOn: '2012-03-05',
    })
  })

  test('numbers twenty at the same moment without a gap or a double, though one of them fails', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const attempts = Array.from({ length: 20 }, (_, index) => {
      const noSuchFile = crypto.randomUUID()
      return registerPetition(
        database,
        officials.communeClerk,
        // Refused at the very end, after it has taken its number.
        { ...complaint(units.commune), files: index === 7 ? [noSuchFile] : [] },
        TEST_TODAY,
      )
    })
    const outcomes = await Promise.allSettled(attempts)
    expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(1)
    const rows = await database.selectFrom('petition').select('number').orderBy('number').execute()
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 19 }, (_, index) => index + 1))
    // Another unit and another year begin at one.
    const elsewhere = await registerPetition(database, officials.siblingClerk, complaint(units.sibling), TEST_TODAY)
    expect(await petitionById(database, officials.siblingClerk, elsewhere, TEST_TODAY)).toMatchObject({ number: 1 })
  })

  test('is refused for a unit that is not the official’s, and for a day that has not come', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await expect(
      registerPetition(database, officials.communeClerk, complaint(units.sibling), TEST_TODAY),
    ).rejects.toMatchObject({
      code: 'petition.not-your-unit',
    })
    const tomorrow = { ...complaint(units.commune), receivedOn: '2026-11-23' }
    await expect(registerPetition(database, officials.communeClerk, tomorrow, TEST_TODAY)).rejects.toMatchObject({
      code: 'petition.in-the-future',
      fields: { receivedOn: expect.any(String) },
    })
    expect(await database.selectFrom('petition').select('id').execute()).toEqual([])
  })

  test('tells the trail nothing of who sent it or what it says', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const given = complaint(units.commune)
    const id = await registerPetition(database, officials.communeClerk, given, TEST_TODAY)
    await changePetition(database, officials.communeClerk, {
      id,
      version: '1',
      given: { ...given, senderName: 'Nguyễn Văn Tám' },
      today: TEST_TODAY,
    })
    expect((await changesOf(database, { kind: 'petition', id })).map((change) => change.summary)).toEqual([
      'Sửa thông tin đơn số 1/2026',
      'Vào sổ đơn khiếu nại số 1/2026',
    ])
    const trail = JSON.stringify(await database.selectFrom('audit_entry').selectAll().execute())
    for (const word of ['Nguyễn Văn', '0912', 'bồi thường', 'Ấp 3']) expect(trail).not.toContain(word)
  })
})

describe('mending a petition', () => {
  test('writes another day of receipt into the log and moves the last day', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const given = complaint(units.commune)
    const id = await registerPetition(database, officials.communeClerk, given, TEST_TODAY)
    const mended = { ...given, receivedOn: '2026-11-18', title: 'Xem lại mức bồi thường' }
    await changePetition(database, officials.communeClerk, { id, version: '1', given: mended, today: TEST_TODAY })
    expect(await petitionById(database, officials.communeClerk, id, TEST_TODAY)).toMatchObject({
      receivedOn: '2026-11-18',
      dueOn: '2026-11-27',
      title: 'Xem lại mức bồi thường',
    })
    expect((await timelineOf(database, id))[0]).toMatchObject({ kind: 'corrected', happenedOn: '2026-11-18' })
  })

  test('overwrites nothing that somebody else saved meanwhile', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const given = complaint(units.commune)
    const id = await registerPetition(database, officials.communeClerk, given, TEST_TODAY)
    const change = (title: string) =>
      changePetition(database, officials.communeHead, {
        id,
        version: '1',
        given: { ...given, title },
        today: TEST_TODAY,
      })
    await change('Lần một')
    await expect(change('Lần hai')).rejects.toMatchObject({
      code: 'form.changed-meanwhile',
      current: { values: { title: 'Lần một' } },
    })
    expect(await petitionById(database, officials.communeHead, id, TEST_TODAY)).toMatchObject({ title: 'Lần một' })
  })
})
