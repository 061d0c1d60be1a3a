import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { protectionForTest } from '../../../../tests/support/protection.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { attachmentsOf } from '../../documents/index.ts'
import { petitionsWaitingFor } from '../queries/due-petitions.ts'
import { openPetitionFact, petitionFact } from '../queries/fact.ts'
import { petitionById } from '../queries/petition.ts'
import { petitions } from '../queries/petitions.ts'
import { changePetition } from './change-petition.ts'
import { classifyPetition } from './classify-petition.ts'
import { type PetitionToRegister, registerPetition } from './register-petition.ts'
import { takeStep } from './take-step.ts'

const denunciation = (unitId: string): PetitionToRegister => ({
  kind: 'denunciation',
  channel: 'post',
  receivedOn: '2026-11-16',
  unitId,
  behalfUnitId: null,
  forwardedBy: '',
  title: 'Trưởng ấp thu tiền không biên lai',
  content: 'Thu hai lần trong tháng Mười.',
  senderName: '',
  senderAddress: '',
  senderPhone: '',
  signatoryCount: 1,
  files: [],
})

const SENDER = { senderName: 'Nguyễn Văn Ẩn', senderAddress: 'Ấp Khuất Nẻo', senderPhone: '0987 654 321' }

describe('a denunciation', () => {
  test('is opened by the head of the unit that handles it and by the person in charge, and by nobody else', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await registerPetition(database, officials.communeClerk, denunciation(units.commune), TEST_TODAY)
    const seenBy = (name: keyof typeof officials) => petitionById(database, officials[name], id, TEST_TODAY)

    expect(await seenBy('communeHead')).toMatchObject({ opened: true, title: 'Trưởng ấp thu tiền không biên lai' })
    for (const name of ['communeClerk', 'collector', 'leader'] as const) {
      expect(await seenBy(name)).toMatchObject({
        opened: false,
        title: null,
        content: null,
        forwardedBy: null,
        number: 1,
      })
    }
    for (const name of ['siblingClerk', 'administrator'] as const) expect(await seenBy(name)).toBeUndefined()

    const event = { kind: 'assigned', on: TEST_TODAY, personId: officials.communeClerk.personId } as const
    await takeStep(database, officials.communeHead, { petitionId: id, event }, TEST_TODAY)
    expect(await seenBy('communeClerk')).toMatchObject({ opened: true })
    await takeStep(
      database,
      officials.communeClerk,
      { petitionId: id, event: { kind: 'transferred', on: TEST_TODAY, toUnitId: units.sibling } },
      TEST_TODAY,
    )
    expect(await seenBy('communeHead')).toMatchObject({ opened: false, title: null })
  })

  test('shows neither title nor content in lists, duties, figures or answers to a search, whoever asks', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await registerPetition(database, officials.communeClerk, denunciation(units.commune), addDays(TEST_TODAY, 0))
    for (const official of Object.values(officials)) {
      const shown = JSON.stringify([
        await petitions(database, official, {}, TEST_TODAY),
        await petitionsWaitingFor(database, official, TEST_TODAY),
      ])
      expect(shown).not.toMatch(/Trưởng ấp|tháng Mười/)
      expect((await petitions(database, official, { words: 'bien lai' }, TEST_TODAY)).rows).toEqual([])
    }
    expect((await petitions(database, officials.communeHead, {}, TEST_TODAY)).rows).toMatchObject([
      { number: 1, title: null },
    ])
    for (const fact of [petitionFact, openPetitionFact]) {
      const { rows } = await sql<{ title: string }>`select title from (${fact.source}) as counted`.execute(database)
      expect(rows).toEqual([{ title: 'Đơn tố cáo (nội dung được giữ bí mật)' }])
    }
  })

  test('is handled by nobody who may not open it', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await registerPetition(database, officials.communeClerk, denunciation(units.commune), TEST_TODAY)
    const event = { kind: 'accepted', on: TEST_TODAY } as const
    await expect(
      takeStep(database, officials.communeClerk, { petitionId: id, event }, TEST_TODAY),
    ).rejects.toMatchObject({
      code: 'petition.denunciation-not-yours',
    })
    await takeStep(database, officials.communeHead, { petitionId: id, event }, TEST_TODAY)
  })

  test('takes in no identity: not when registered, not when mended, not past the rules', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const refused = { code: 'petition.denouncer-not-written-here' }
    const given = { ...denunciation(units.commune), ...SENDER }
    await expect(registerPetition(database, officials.communeClerk, given, TEST_TODAY)).rejects.toMatchObject(refused)
    const id = await registerPetition(database, officials.communeClerk, denunciation(units.commune), TEST_TODAY)
    await expect(
      changePetition(database, officials.communeHead, { id, version: '1', given, today: TEST_TODAY }),
    ).rejects.toMatchObject(refused)
    await expect(database.updateTable('petition').set({ sender_name: 'Ai đó' }).execute()).rejects.toThrow(
      'petition_keeps_no_denouncer',
    )
    const index = database
      .insertInto('petition_search')
      .values({ petition_id: id, kind_code: 'denunciation', words: 'ai' })
    await expect(index.execute()).rejects.toThrow('petition_search')
    expect(await tablesWith(database, ['Nguyễn Văn Ẩn', '654 321', 'Khuất Nẻo', 'Ai đó'])).toEqual([])
  })
})

describe('a complaint that turns out to be a denunciation', () => {
  test('loses its sender everywhere: row, log, search, trail, names of files', async () => {
    const database = await databaseForTest()
    const protection = await protectionForTest()
    const { units, officials } = await sampleProvince(database)
    const fileId = crypto.randomUUID()
    await database
      .insertInto('stored_file')
      .values({
        id: fileId,
        name: 'Đơn của Nguyễn Văn Ẩn.pdf',
        media_type: 'application/pdf',
        size_in_bytes: 5,
        sha256: 'f'.repeat(64),
        uploaded_by_account_id: officials.communeClerk.accountId,
      })
      .execute()
    const complaint = {
      ...denunciation(units.commune),
      ...SENDER,
      kind: 'complaint',
      title: 'Ông Nguyễn Văn Ẩn khiếu nại',
      content: 'Tôi là Nguyễn Văn Ẩn, 0987 654 321',
      forwardedBy: 'Báo có thư của ông Ẩn (Ấp Khuất Nẻo)',
      files: [fileId],
    } as const
    const id = await registerPetition(
      database,
      officials.communeClerk,
      { ...complaint, files: [...complaint.files] },
      TEST_TODAY,
    )
    const assigned = { kind: 'assigned', on: TEST_TODAY, personId: officials.communeClerk.personId } as const
    await takeStep(
      database,
      officials.communeHead,
      { petitionId: id, event: assigned, words: { note: 'Gặp ông Nguyễn Văn Ẩn' } },
      TEST_TODAY,
    )
    const secrets = ['Nguyễn Văn Ẩn', 'nguyen van an', "'an':", '654 321', 'Khuất Nẻo', "'neo':"]
    expect(await tablesWith(database, secrets)).toEqual(['petition', 'petition_event', 'petition_search'])
    expect(await attachmentsOf(database, { kind: 'petition', id })).toMatchObject([{ name: 'don-so-1-2026-tep-1.pdf' }])

    const reclassify = (title: string, content: string) =>
      classifyPetition(
        database,
        officials.communeClerk,
        { petitionId: id, kind: 'denunciation', note: 'ông Nguyễn Văn Ẩn', title, content },
        TEST_TODAY,
        protection,
      )
    await expect(reclassify('', 'Trưởng ấp thu tiền')).rejects.toMatchObject({ code: 'petition.rewrite-missing' })
    await expect(reclassify('Thu tiền', 'theo ông nguyen van an')).rejects.toMatchObject({
      code: 'petition.sender-in-text',
    })
    await reclassify('Trưởng ấp thu tiền', 'Thu hai lần, không biên lai')

    expect(await tablesWith(database, secrets)).toEqual([])
    expect(await attachmentsOf(database, { kind: 'petition', id })).toEqual([])
    expect(await petitionById(database, officials.communeHead, id, TEST_TODAY)).toMatchObject({
      kind: 'denunciation',
      state: 'assigned',
      title: 'Trưởng ấp thu tiền',
      senderName: '',
      // Seven working days from receipt, as the Law on Denunciations counts.
      dueOn: '2026-11-25',
    })
    expect(await petitionById(database, officials.leader, id, TEST_TODAY)).toMatchObject({ opened: false, title: null })
    expect((await petitions(database, officials.communeHead, { words: 'thu tien' }, TEST_TODAY)).rows).toEqual([])
  })

  test('may be protected by the unit that received it, wherever it is handled now', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const given = { ...denunciation(units.commune), ...SENDER, kind: 'proposal' } as const
    const id = await registerPetition(database, officials.communeClerk, given, TEST_TODAY)
    await takeStep(
      database,
      officials.communeClerk,
      { petitionId: id, event: { kind: 'transferred', on: TEST_TODAY, toUnitId: units.sibling } },
      TEST_TODAY,
    )
    const classification = {
      petitionId: id,
      kind: 'denunciation',
      note: '',
      title: 'Thu tiền',
      content: 'Thu hai lần',
    } as const
    await classifyPetition(database, officials.communeClerk, classification, TEST_TODAY, await protectionForTest())
    expect(await petitionById(database, officials.communeHead, id, TEST_TODAY)).toMatchObject({
      kind: 'denunciation',
      opened: false,
    })
  })
})

/** The tables that hold one of the words anywhere in any row. */
async function tablesWith(database: Database, words: readonly string[]): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(
    database,
  )
  const holding: string[] = []
  for (const { name } of tables.rows) {
    const found = await sql<{ found: boolean }>`
      select exists (select from ${sql.table(name)} as line where exists (
        select from unnest(${[...words]}::text[]) as word where position(lower(word) in lower(line::text)) > 0)) as found`.execute(
      database,
    )
    if (found.rows[0]?.found) holding.push(name)
  }
  return holding
}
