import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { placesOf } from '../../../../tests/support/places-of-words.ts'
import { protectionForTest } from '../../../../tests/support/protection.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { sealEntries } from '../../../platform/audit/seal-entries.ts'
import { verifyTrail } from '../../../platform/audit/verify-trail.ts'
import { inTransaction } from '../../../platform/database/database.ts'
import { logOf } from '../queries/petition-log.ts'
import { ERASED_TITLE, eraseSender } from './erase-sender.ts'
import { type PetitionToRegister, registerPetition } from './register-petition.ts'
import { holdSealedPhotos, receiveSealedPhoto } from './sealed-photos.ts'
import { takeStep } from './take-step.ts'

const SECRETS = ['Nguyễn Thị Khuất', 'Ấp Xa Lắc', '0911 222 333', 'con đường trước nhà tôi', 'Đã gặp bà Khuất']

const NOT_READ = { read_at: null, read_by_account_id: null }
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

async function registered(kind: 'feedback' | 'denunciation' = 'feedback') {
  const database = await databaseForTest()
  const protection = await protectionForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk } = officials
  const photo = await protection.files.put(database, {
    name: 'duong-hong.pdf',
    content: Readable.from([Buffer.from('%PDF-1.7 ảnh con đường trước nhà tôi')]),
    accountId: communeClerk.accountId,
  })
  const given: PetitionToRegister = {
    kind,
    channel: 'post',
    receivedOn: '2026-11-16',
    unitId: units.commune,
    behalfUnitId: null,
    forwardedBy: '',
    title: kind === 'feedback' ? 'Đường hỏng, con đường trước nhà tôi' : 'Thu tiền không biên lai',
    content: kind === 'feedback' ? 'Tôi là Nguyễn Thị Khuất.' : 'Thu hai lần.',
    senderName: 'Nguyễn Thị Khuất',
    senderAddress: 'Ấp Xa Lắc',
    senderPhone: '0911 222 333',
    signatoryCount: 1,
    files: kind === 'feedback' ? [photo.id] : [],
  }
  const petitionId = await registerPetition(database, communeClerk, given, TEST_TODAY, protection)
  const end = () =>
    takeStep(
      database,
      officials.communeHead,
      {
        petitionId,
        event:
          kind === 'feedback'
            ? { kind: 'answered', on: TEST_TODAY }
            : { kind: 'transferred', on: TEST_TODAY, toUnitId: null },
        words: kind === 'feedback' ? { note: 'Đã gặp bà Khuất.' } : { body: 'Thanh tra tỉnh' },
      },
      TEST_TODAY,
    )
  const erase = async () => {
    await sealEntries(database)
    const erased = await inTransaction(database, (transaction) =>
      eraseSender(transaction, { petitionId, basis: 'QĐ 9/QĐ-UBND' }),
    )
    await protection.files.removeAsked(database)
    return erased
  }
  return { database, protection, petitionId, photo, end, erase }
}

describe('The data about who sent a petition', () => {
  test('are gone from every table and from the disk once erased; number, dates and steps stay and the chain holds', async () => {
    const { database, protection, petitionId, photo, end, erase } = await registered()
    await end()
    const before = await logOf(database, petitionId)
    expect(await placesOf(database, 'Khuất')).not.toEqual([])
    expect(await erase()).toMatchObject({ number: expect.anything(), fileCount: 1 })
    for (const words of SECRETS) expect(await placesOf(database, words)).toEqual([])
    await expect(
      new Promise((resolve, reject) => protection.files.read(photo.sha256).on('open', resolve).on('error', reject)),
    ).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await logOf(database, petitionId)).toEqual(before)
    const row = await database
      .selectFrom('petition')
      .select(['title', 'number', 'received_on', 'answered_on', 'state'])
      .where('id', '=', petitionId)
      .executeTakeFirst()
    expect(row).toMatchObject({
      title: ERASED_TITLE,
      received_on: '2026-11-16',
      answered_on: TEST_TODAY,
      state: 'answered',
    })
    await sealEntries(database)
    expect((await verifyTrail(database)).faults).toEqual([])
  })

  test('of a denunciation are gone from the protected store too', async () => {
    const { database, protection, petitionId, end, erase } = await registered('denunciation')
    const { id: messageId } = await database
      .insertInto('citizen_message')
      .values({ submission_id: null, petition_id: petitionId, protected_words: null, ...NOT_READ })
      .returning('id')
      .executeTakeFirstOrThrow()
    const photo = await receiveSealedPhoto(database, protection.keys, {
      name: 'a.png',
      content: Readable.from([PICTURE]),
    })
    await holdSealedPhotos(database, [photo.id], { messageId })
    await end()
    const parts = () => database.selectFrom('protected_part').select('kind').execute()
    expect((await parts()).map(({ kind }) => kind)).toContain('identity')
    expect(await erase()).toMatchObject({ fileCount: 1 })
    expect(await parts()).toEqual([])
    expect(await database.selectFrom('protected_upload').select('id').execute()).toEqual([])
  })

  test('stay while the petition is being settled, and are erased once', async () => {
    const { end, erase } = await registered()
    await expect(erase()).rejects.toMatchObject({ code: 'petition.still-open' })
    await end()
    await erase()
    await expect(erase()).rejects.toMatchObject({ code: 'petition.already-erased' })
  })
})
