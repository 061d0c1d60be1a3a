import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { protectionForTest } from '../../../../tests/support/protection.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { openEncryption } from '../../../platform/encryption/encryption.ts'
import { draftOf } from '../queries/drafts.ts'
import { followedBy } from '../queries/followed-petition.ts'
import { messagesOf } from '../queries/messages.ts'
import { openedParts } from '../queries/protected-parts.ts'
import { sealedPhotoForReader } from '../queries/protected-uploads.ts'
import { photosOfSubmission, submissions } from '../queries/submissions.ts'
import { fileIn, wordsIn } from '../rules/protected-part.ts'
import type { Answers } from '../rules/submission.ts'
import { addMessage } from './add-message.ts'
import { registerSubmission } from './check-submission.ts'
import { addPhotos, changeTopic, discardDraft, removePhotos, startDraft, sweepDrafts } from './keep-draft.ts'
import { rotateProtectedKeys } from './rotate-protected-keys.ts'
import { dropSealedPhotos, receiveSealedPhoto } from './sealed-photos.ts'
import { sendSubmission } from './send-submission.ts'

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** The pixels: what must be found nowhere, as bytes or as the database writes them. */
const PIXELS = PICTURE.subarray(41, 54)

/** A part of a PNG that tells who took it: its length, name and words; its checksum is nobody's concern here. */
const COMMENT = Buffer.concat([
  Buffer.from([0, 0, 0, 13]),
  Buffer.from('tEXtAuthor\0Lê Kín', 'latin1'),
  Buffer.from([0, 0, 0, 0]),
])
const WITH_AUTHOR = Buffer.concat([PICTURE.subarray(0, 33), COMMENT, PICTURE.subarray(33)])

async function province() {
  const database = await databaseForTest()
  const { folder, ...protection } = await protectionForTest()
  const encryption = openEncryption({ keyFolder: join(folder, 'keys'), key: null })
  const { units, officials } = await sampleProvince(database)
  const start = (kind: NonNullable<Answers['kind']>) =>
    startDraft(database, encryption, {
      ...{ kind, placeUnitId: units.commune, place: 'Ấp 3', title: 'Thu tiền', content: 'Không biên lai' },
      ...{ senderName: 'Lê Kín', senderAddress: 'Ấp 3', senderPhone: '', photosSeen: true, visibility: 'closed' },
    })
  const receive = async (content = PICTURE, name = 'nha-le-kin.png') =>
    (await receiveSealedPhoto(database, protection.keys, { name, content: Readable.from([content]) })).id
  const put = async () =>
    (await protection.files.put(database, { name: 'a.png', content: Readable.from([PICTURE]), accountId: null })).id
  const send = (token: string) =>
    sendSubmission(database, encryption, { token, today: TEST_TODAY, now: TEST_NOW, protection })
  const topic = (token: string, kind: NonNullable<Answers['kind']>) =>
    changeTopic(database, encryption, protection, { token, kind })
  const waiting = async () => {
    const { rows } = await submissions(database, officials.communeClerk, { state: 'waiting' }, TEST_TODAY)
    return rows[0]?.id ?? ''
  }
  const register = (submissionId: string, kind: 'denunciation' | 'feedback' = 'denunciation') => {
    const words = { title: 'Thu tiền sai', content: 'Viết lại', senderName: '', senderAddress: '', senderPhone: '' }
    const given = { kind, ...words, signatoryCount: 1, publicTitle: '' }
    return registerSubmission(database, officials.communeClerk, { submissionId, given }, TEST_TODAY, {
      ...protection,
      encryption,
    })
  }
  /** Whether the pixels lie open in some row or some file. */
  const lieOpen = async () => {
    await protection.files.removeAsked(database)
    const tables = await sql<{ name: string }>`
      select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`.execute(database)
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ row: string }>`select x::text as row from ${sql.raw(name)} x`.execute(database)
      if (rows.some(({ row }) => row.includes(PIXELS.toString('hex')) || row.includes('nha-le-kin'))) return true
    }
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && (await readFile(join(entry.parentPath, entry.name))).includes(PIXELS)) return true
    }
    return false
  }
  return { database, protection, encryption, officials, start, receive, put, send, topic, waiting, register, lieOpen }
}

describe('a photo of who denounces', () => {
  test('is sealed when it is received, without who took it, and opens for who was allowed to look', async () => {
    const { database, protection, start, receive, send, waiting, lieOpen } = await province()
    const token = await start('denunciation')
    await addPhotos(database, token, [await receive(WITH_AUTHOR)], { sealed: true })
    expect(await lieOpen()).toBe(false)
    await send(token)
    expect(await lieOpen()).toBe(false)
    const submissionId = await waiting()
    const [photo, ...others] = await photosOfSubmission(database, submissionId)
    expect(others).toEqual([])
    const asked = { submissionId, fileId: photo?.id ?? '' }
    const opened = await sealedPhotoForReader(database, protection.keys, asked)
    expect(opened?.content.includes(PIXELS)).toBe(true)
    expect(opened?.content.includes('tEXt')).toBe(false)
    expect(
      await sealedPhotoForReader(database, protection.keys, {
        ...asked,
        submissionId: String(Number(submissionId) + 1),
      }),
    ).toBeUndefined()
  })

  test('becomes a file of the protected store with the petition, and stays openable after the keys were replaced', async () => {
    const { database, protection, start, receive, send, waiting, register, lieOpen } = await province()
    const token = await start('denunciation')
    await addPhotos(database, token, [await receive(), await receive()], { sealed: true })
    await send(token)
    await rotateProtectedKeys(database, protection.keys, TEST_NOW)
    const petitionId = await register(await waiting())
    const files = await openedParts(database, protection.keys, { petitionId, kinds: ['file'] })
    expect(files.map(({ content }) => fileIn(content))).toMatchObject([
      { name: 'nha-le-kin.png', content: PICTURE },
      { name: 'nha-le-kin.png', content: PICTURE },
    ])
    expect(await database.selectFrom('protected_upload').selectAll().execute()).toEqual([])
    expect(await lieOpen()).toBe(false)
  })

  test('is sealed when what began as something else is to be a denunciation, and lies open when it is one no more', async () => {
    const { database, encryption, start, put, topic, lieOpen } = await province()
    const token = await start('feedback')
    await addPhotos(database, token, [await put()])
    expect(await lieOpen()).toBe(true)
    await topic(token, 'denunciation')
    expect(await lieOpen()).toBe(false)
    expect((await draftOf(database, encryption, token))?.photos).toHaveLength(1)
    await topic(token, 'feedback')
    expect(await lieOpen()).toBe(true)
    expect((await draftOf(database, encryption, token))?.photos).toMatchObject([{ name: 'a.png' }])
  })

  test('sent from a window that did not know yet that it is a denunciation is sealed with the sending', async () => {
    const { database, start, put, send, lieOpen } = await province()
    const token = await start('denunciation')
    await addPhotos(database, token, [await put()])
    await send(token)
    expect(await lieOpen()).toBe(false)
  })

  test('is taken back with the form, thrown away with the draft, and gone after a day without one', async () => {
    const { database, protection, encryption, start, receive } = await province()
    const count = async () => (await database.selectFrom('protected_upload').select('id').execute()).length
    const token = await start('denunciation')
    const [kept, taken, refused] = [await receive(), await receive(), await receive()]
    await addPhotos(database, token, [kept, taken], { sealed: true })
    await dropSealedPhotos(database, [refused, kept])
    expect(await count()).toBe(2)
    await removePhotos(database, protection.files, token, [taken])
    expect((await draftOf(database, encryption, token))?.photos.map(({ id }) => id)).toEqual([kept])
    await sweepDrafts(database, protection.files, new Date(Date.now() + 8 * 86_400_000))
    expect(await count()).toBe(0)
    const other = await start('denunciation')
    await addPhotos(database, other, [await receive()], { sealed: true })
    await discardDraft(database, protection.files, other)
    expect(await count()).toBe(0)
    await receive()
    await sql`update protected_upload set received_at = now() - interval '25 hours'`.execute(database)
    await receive()
    expect(await count()).toBe(1)
  })

  test('received at the same moment as others, the first of all, is sealed with the one key that there is then', async () => {
    const { database, protection, receive } = await province()
    expect(new Set(await Promise.all(Array.from({ length: 12 }, () => receive()))).size).toBe(12)
    const sealed = await database.selectFrom('protected_upload').select('key_name').distinct().execute()
    expect(sealed.map(({ key_name }) => key_name)).toEqual(await protection.keys.names())
  })

  test('must be a picture, and only five go with one sending', async () => {
    const { database, start, receive } = await province()
    const token = await start('denunciation')
    await expect(receive(Buffer.from('%PDF-1.7 đơn'), 'don.pdf')).rejects.toMatchObject({ code: 'file.not-a-picture' })
    const six = await Promise.all(Array.from({ length: 6 }, () => receive()))
    await expect(addPhotos(database, token, six, { sealed: true })).rejects.toMatchObject({
      code: 'petition.too-many-photos',
    })
    await addPhotos(database, token, six.slice(1), { sealed: true })
  })
})

describe('photos added to a denunciation later', () => {
  test('are sealed with the message and opened beside it', async () => {
    const { database, protection, encryption, start, receive, send, waiting, register, lieOpen } = await province()
    const receipt = await send(await start('denunciation'))
    const petitionId = await register(await waiting())
    const followed = await followedBy(database, receipt, TEST_TODAY)
    if (!followed) throw new Error('The receipt opens nothing.')
    const photo = await receive()
    await addMessage(database, encryption, { followed, words: '', receivedFiles: [photo] })
    expect(await lieOpen()).toBe(false)
    expect((await messagesOf(database, { petitionId }))[0]?.photos).toMatchObject([{ id: photo, name: '' }])
    const asked = { petitionId, fileId: photo }
    expect((await sealedPhotoForReader(database, protection.keys, asked))?.content).toEqual(PICTURE)
  })
})

describe('what turns out to be a denunciation when it is looked at', () => {
  test('has its photos, and what was added to it, moved into the protected store', async () => {
    const { database, protection, encryption, start, put, send, waiting, register, lieOpen } = await province()
    const token = await start('feedback')
    await addPhotos(database, token, [await put()])
    const receipt = await send(token)
    const followed = await followedBy(database, receipt, TEST_TODAY)
    if (!followed) throw new Error('The receipt opens nothing.')
    await addMessage(database, encryption, { followed, words: 'Tôi là Lê Kín', receivedFiles: [await put()] })
    const petitionId = await register(await waiting())
    expect(await lieOpen()).toBe(false)
    const files = await openedParts(database, protection.keys, { petitionId, kinds: ['file'] })
    expect(files).toHaveLength(2)
    const words = await openedParts(database, protection.keys, { petitionId, kinds: ['words'] })
    expect(words.map(({ content }) => wordsIn(content).content)).toContain('Tôi là Lê Kín')
    expect((await messagesOf(database, { petitionId })).map((message) => message.words)).toEqual([''])
  })

  test('cannot be registered as anything else when it was sent as one', async () => {
    const { start, send, waiting, register } = await province()
    await send(await start('denunciation'))
    await expect(register(await waiting(), 'feedback')).rejects.toMatchObject({ code: 'petition.sent-as-denunciation' })
  })
})
