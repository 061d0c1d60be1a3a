import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { protectionForTest } from '../../../../tests/support/protection.ts'
import { officialNamed, reorganiseBy } from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { openEncryption } from '../../../platform/encryption/encryption.ts'
import { openFileStore } from '../../../platform/files/file-store.ts'
import { draftOf } from '../queries/drafts.ts'
import { followedBy } from '../queries/followed-petition.ts'
import { placesNamed } from '../queries/places.ts'
import { similarPublications } from '../queries/similar-publications.ts'
import { submissions, submissionsWaitingFor } from '../queries/submissions.ts'
import type { Answers } from '../rules/submission.ts'
import { addMessage } from './add-message.ts'
import { markAsAbuse, registerSubmission, restoreSubmissions } from './check-submission.ts'
import { classifyPetition } from './classify-petition.ts'
import { addPhotos, changeDraft, discardDraft, startDraft, sweepDrafts } from './keep-draft.ts'
import { lookAtSubmission, openedSubmission } from './look-at-submission.ts'
import { decidePublication, proposePublication } from './publish-petition.ts'
import { rateAnswer } from './rate-answer.ts'
import { sendSubmission } from './send-submission.ts'
import { takeStep } from './take-step.ts'

/** Words that nothing else in the database says. */
const SECRET = { senderName: 'Zqzyxkkín Đáo', senderAddress: 'Ấp Zqzyxkkhuất', senderPhone: '0977 123 987' }
const WORDS = { title: 'Zqzyxkthu tiền', content: 'Zqzyxkkhông biên lai', place: 'Zqzyxknhà văn hóa' }
/** Long enough not to come about by chance in what is encrypted. */
const IN_THE_OPEN = /zqzyxk|0977 ?123 ?987/i
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function province() {
  const database = await databaseForTest()
  const protection = await protectionForTest()
  const encryption = openEncryption({ keyFolder: await mkdtemp(join(tmpdir(), 'danvan-key-')), key: null })
  const { units, officials } = await sampleProvince(database)
  const answers = (kind: Answers['kind'], more: Answers = {}): Answers => ({
    ...(kind ? { kind } : {}),
    placeUnitId: units.commune,
    ...WORDS,
    ...SECRET,
    photosSeen: true,
    visibility: 'public',
    ...more,
  })
  const send = async (kind: Answers['kind'], more: Answers = {}) => {
    const token = await startDraft(database, encryption, answers(kind, more))
    return {
      token,
      receipt: await sendSubmission(database, encryption, { token, today: TEST_TODAY, now: TEST_NOW, protection }),
    }
  }
  const idOf = async (code: string) => {
    const found = await database
      .selectFrom('receipt')
      .select('submission_id')
      .where('code', '=', code)
      .executeTakeFirst()
    return found?.submission_id ?? ''
  }
  const register = (submissionId: string, more: Partial<Parameters<typeof registerSubmission>[2]['given']> = {}) =>
    registerSubmission(
      database,
      officials.communeClerk,
      {
        submissionId,
        given: {
          ...{ kind: 'feedback', title: 'Đèn đường hư', content: 'Không sáng.', signatoryCount: 1, publicTitle: '' },
          ...{ senderName: '', senderAddress: '', senderPhone: '' },
          ...more,
        },
      },
      TEST_TODAY,
      { ...protection, encryption },
    )
  return { database, protection, encryption, units, officials, answers, send, idOf, register }
}

/** Every row of every table, as a dump of the database would have it. */
async function dump(database: Database): Promise<string> {
  const tables = await sql<{ name: string }>`
    select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`.execute(database)
  let text = ''
  for (const { name } of tables.rows) {
    const rows = await sql<{ row: string }>`select table_row::text as row from ${sql.raw(name)} table_row`.execute(
      database,
    )
    text += rows.rows.map(({ row }) => row).join('\n')
  }
  return text
}

describe('a form on its way', () => {
  test('keeps its answers encrypted, is changed, and is gone when it is thrown away or left for long', async () => {
    const { database, encryption, answers } = await province()
    const token = await startDraft(database, encryption, answers('feedback'))
    expect(await dump(database)).not.toMatch(IN_THE_OPEN)
    await changeDraft(database, encryption, token, (before) => ({ ...before, title: 'Khác' }))
    expect((await draftOf(database, encryption, token))?.answers).toMatchObject({ ...SECRET, title: 'Khác' })
    expect(await draftOf(database, encryption, `${token}x`)).toBeNull()
    const files = openFileStore(await mkdtemp(join(tmpdir(), 'danvan-store-')))
    const photo = await files.put(database, { name: 'a.png', content: Readable.from([PICTURE]), accountId: null })
    await addPhotos(database, token, [photo.id])
    await sweepDrafts(database, files, new Date(Date.now() + 6 * 86_400_000))
    expect((await draftOf(database, encryption, token))?.photos).toHaveLength(1)
    await sweepDrafts(database, files, new Date(Date.now() + 8 * 86_400_000))
    expect(await draftOf(database, encryption, token)).toBeNull()
    expect(await database.selectFrom('stored_file').selectAll().execute()).toEqual([])
    const other = await startDraft(database, encryption, answers('feedback'))
    await discardDraft(database, files, other)
    expect(await draftOf(database, encryption, other)).toBeNull()
  })

  test('takes pictures alone, and five of them', async () => {
    const { database, encryption, answers } = await province()
    const token = await startDraft(database, encryption, answers('feedback'))
    const files = openFileStore(await mkdtemp(join(tmpdir(), 'danvan-store-')))
    const put = async (name: string, content: Buffer) =>
      (await files.put(database, { name, content: Readable.from([content]), accountId: null })).id
    const paper = await put('giay.pdf', Buffer.from('%PDF-1.7 giấy'))
    await expect(addPhotos(database, token, [paper])).rejects.toMatchObject({ code: 'petition.only-pictures' })
    const six = await Promise.all(Array.from({ length: 6 }, (_each, index) => put(`${index}.png`, PICTURE)))
    await expect(addPhotos(database, token, six)).rejects.toMatchObject({ code: 'petition.too-many-photos' })
    await addPhotos(database, token, six.slice(1))
  })
})

describe('sending', () => {
  test('twice, even at the same moment, makes one submission with one receipt', async () => {
    const { database, encryption, protection, answers } = await province()
    const token = await startDraft(database, encryption, answers('feedback'))
    const given = { token, today: TEST_TODAY, now: TEST_NOW, protection }
    const receipts = await Promise.all([1, 2, 3].map(() => sendSubmission(database, encryption, given)))
    expect(new Set(receipts.map(({ code, secret }) => `${code} ${secret}`)).size).toBe(1)
    expect(await database.selectFrom('submission').select('id').execute()).toHaveLength(1)
  })

  test('keeps of the secret nothing that tells it, and a wrong one opens nothing', async () => {
    const { database, send } = await province()
    const { receipt } = await send('feedback')
    expect(await dump(database)).not.toContain(receipt.secret)
    expect((await followedBy(database, receipt, TEST_TODAY))?.submission).toMatchObject({ state: 'waiting' })
    expect(await followedBy(database, { ...receipt, secret: 'WRONG' }, TEST_TODAY)).toBeNull()
    expect(await followedBy(database, { ...receipt, code: 'WRONG' }, TEST_TODAY)).toBeNull()
  })

  test('waits for the unit of the place alone, and nothing of it is public', async () => {
    const { database, officials, send } = await province()
    await send('feedback', { title: 'Đèn đường hư' })
    const seenBy = async (name: keyof typeof officials) =>
      (await submissions(database, officials[name], { state: 'waiting' }, TEST_TODAY)).rows.length
    expect(await seenBy('communeClerk')).toBe(1)
    expect(await seenBy('siblingClerk')).toBe(0)
    expect(await seenBy('administrator')).toBe(0)
    expect(await submissionsWaitingFor(database, officials.communeClerk)).toMatchObject([{ count: '1' }])
    expect(await similarPublications(database, { title: 'Đèn đường hư', unitId: '1' }, TEST_TODAY)).toEqual([])
  })
})

describe('checking', () => {
  test('makes a petition received on the day of sending; from then on the words stand there alone', async () => {
    const { database, officials, send, idOf, register } = await province()
    const { receipt } = await send('feedback')
    const submissionId = await idOf(receipt.code)
    const petitionId = await register(submissionId, { publicTitle: 'Đèn đường không sáng' })
    const petition = await database
      .selectFrom('petition')
      .selectAll()
      .where('id', '=', petitionId)
      .executeTakeFirstOrThrow()
    expect(petition).toMatchObject({ channel_code: 'online', received_on: TEST_TODAY })
    expect(await dump(database)).not.toMatch(IN_THE_OPEN)
    expect(
      await similarPublications(database, { title: 'den duong khong sang', unitId: '1' }, TEST_TODAY),
    ).toHaveLength(1)
    await expect(register(submissionId)).rejects.toMatchObject({ code: 'petition.submission-checked' })
    expect(await markAsAbuse(database, officials.communeClerk, { ids: [submissionId], reason: 'x' }, TEST_TODAY)).toBe(
      0,
    )
  })

  test('marks several as abuse and takes it back, only within reach', async () => {
    const { database, officials, send, idOf } = await province()
    const ids = await Promise.all([1, 2, 3].map(async () => idOf((await send('feedback')).receipt.code)))
    const mark = (name: keyof typeof officials) =>
      markAsAbuse(database, officials[name], { ids, reason: 'Quảng cáo' }, TEST_TODAY)
    expect(await mark('siblingClerk')).toBe(0)
    expect(await mark('communeClerk')).toBe(3)
    expect(await mark('communeClerk')).toBe(0)
    expect(await restoreSubmissions(database, officials.siblingClerk, ids, TEST_TODAY)).toBe(0)
    expect(await restoreSubmissions(database, officials.communeClerk, ids.slice(1), TEST_TODAY)).toBe(2)
    expect((await submissions(database, officials.communeClerk, { state: 'waiting' }, TEST_TODAY)).rows).toHaveLength(2)
  })
})

describe('what waits in a unit that ends', () => {
  test('waits on in the heir, and a search for the old name of the commune finds the new one', async () => {
    const { database, officials, send } = await province()
    await send('feedback', { title: 'Đèn đường hư' })
    const heir = { toCode: 'T-X4', toName: 'Xã Bốn', toKindCode: 'commune', toParentCode: 'T-UBND' }
    await reorganiseBy(database, officials.administrator, {
      rows: ['T-X3', 'T-X30'].map((fromCode) => row({ kind: 'merged-into', fromCode, ...heir })),
      effectiveOn: '2026-11-20',
    })
    const clerk = await officialNamed(database, 'communeclerk')
    const { rows } = await submissions(database, clerk, { state: 'waiting' }, TEST_TODAY)
    expect(rows).toMatchObject([{ title: 'Đèn đường hư', unitName: 'Xã Bốn' }])
    const [found, ...others] = await placesNamed(database, 'xa ba muoi', TEST_TODAY)
    expect(found).toMatchObject({ name: 'Xã Bốn', formerNames: ['Ủy ban nhân dân xã Ba Mươi'] })
    expect(others).toEqual([])
  })
})

describe('a denunciation sent online', () => {
  test('stands nowhere in the database in words that can be read, before and after it is registered', async () => {
    const { database, encryption, officials, send, idOf, register } = await province()
    const { receipt } = await send('denunciation')
    expect(await dump(database)).not.toMatch(IN_THE_OPEN)
    const submissionId = await idOf(receipt.code)
    const followed = await followedBy(database, receipt, TEST_TODAY)
    if (!followed) throw new Error('The receipt opens nothing.')
    await register(submissionId, { kind: 'denunciation', title: 'Thu tiền sai quy định', content: 'Viết lại.' })
    const after = await followedBy(database, receipt, TEST_TODAY)
    if (!after) throw new Error('The receipt opens nothing.')
    await addMessage(database, encryption, { followed: after, words: 'Zqzyxkthêm một người', receivedFiles: [] })
    expect(await dump(database)).not.toMatch(IN_THE_OPEN)
    expect(officials.communeClerk.fullName).not.toBe('')
  })

  test('is opened with a reason, for a while, by those of the unit alone, and without who sent it in the trail', async () => {
    const { database, encryption, officials, send, idOf } = await province()
    const { receipt } = await send('denunciation')
    const submissionId = await idOf(receipt.code)
    const [submission] = (await submissions(database, officials.communeClerk, { state: 'waiting' }, TEST_TODAY)).rows
    if (!submission) throw new Error('Nothing waits.')
    const opened = (now: Date) => openedSubmission(database, encryption, officials.communeClerk, { submissionId, now })
    expect(await opened(TEST_NOW)).toBeNull()
    const look = (name: keyof typeof officials) =>
      lookAtSubmission(database, officials[name], { submission, reason: 'Kiểm tra', now: TEST_NOW })
    await expect(look('siblingClerk')).rejects.toMatchObject({ code: 'petition.denunciation-not-yours' })
    await look('communeClerk')
    expect(await opened(TEST_NOW)).toMatchObject(WORDS)
    expect(await opened(new Date(TEST_NOW.getTime() + 31 * 60_000))).toBeNull()
    expect(await dump(database)).not.toMatch(IN_THE_OPEN)
  })
})

describe('after the answer', () => {
  async function answered() {
    const given = await province()
    const { database, officials, send, idOf, register } = given
    const { receipt } = await send('feedback')
    const petitionId = await register(await idOf(receipt.code), { senderName: SECRET.senderName })
    await takeStep(
      database,
      officials.communeClerk,
      { petitionId, event: { kind: 'answered', on: TEST_TODAY }, words: { note: 'Đã thay bóng.' } },
      TEST_TODAY,
    )
    const followed = await followedBy(database, receipt, TEST_TODAY)
    if (!followed) throw new Error('The receipt opens nothing.')
    return { ...given, receipt, petitionId, followed }
  }

  test('the sender rates it once', async () => {
    const { database, followed } = await answered()
    await rateAnswer(database, { followed, points: 4, words: '' }, TEST_TODAY)
    await expect(rateAnswer(database, { followed, points: 1, words: '' }, TEST_TODAY)).rejects.toMatchObject({
      code: 'petition.already-rated',
    })
  })

  test('it is public when a second person has looked, in words that do not name the sender', async () => {
    const { database, officials, petitionId } = await answered()
    const propose = (title: string) =>
      proposePublication(
        database,
        officials.communeHead,
        { petitionId, given: { title, words: 'Đèn hư.', answer: 'Đã thay.' } },
        TEST_TODAY,
      )
    await expect(propose('Đèn nhà ông zqzyxkkin dao')).rejects.toMatchObject({
      code: 'petition.sender-in-public-words',
    })
    await propose('Đèn đường')
    const decide = () =>
      decidePublication(database, officials.communeHead, { petitionId, decision: 'published', note: '' }, TEST_TODAY)
    await expect(decide()).rejects.toMatchObject({ code: 'petition.own-public-words' })
    await proposePublication(
      database,
      officials.communeClerk,
      { petitionId, given: { title: 'Đèn đường', words: 'Đèn hư.', answer: 'Đã thay.' } },
      TEST_TODAY,
    )
    await decide()
    expect(await similarPublications(database, { title: 'đèn đường', unitId: '1' }, TEST_TODAY)).toHaveLength(1)
  })

  test('and it turns out to be a denunciation: what was added, said of the answer and public goes too', async () => {
    const { database, encryption, protection, officials, petitionId, followed } = await answered()
    await addMessage(database, encryption, { followed, words: 'Zqzyxkthêm: gọi tôi', receivedFiles: [] })
    await rateAnswer(database, { followed, points: 2, words: 'Zqzyxkchậm' }, TEST_TODAY)
    await proposePublication(
      database,
      officials.communeClerk,
      { petitionId, given: { title: 'Đèn đường', words: 'Đèn hư.', answer: 'Đã thay.' } },
      TEST_TODAY,
    )
    const given = { petitionId, kind: 'denunciation', note: '', title: 'Viết lại', content: 'Viết lại' } as const
    await classifyPetition(database, officials.communeClerk, given, TEST_TODAY, protection)
    expect(await dump(database)).not.toMatch(IN_THE_OPEN)
    expect(await database.selectFrom('publication').selectAll().execute()).toEqual([])
  })
})
