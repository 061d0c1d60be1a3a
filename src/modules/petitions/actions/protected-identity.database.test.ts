import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { protectionForTest } from '../../../../tests/support/protection.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { identityAccess, looksInUnitsOf } from '../queries/identity-access.ts'
import { petitionById, timelineOf } from '../queries/petition.ts'
import { petitions } from '../queries/petitions.ts'
import { relatedPetitions } from '../queries/related-petitions.ts'
import { addToIdentity } from './add-to-identity.ts'
import { classifyPetition } from './classify-petition.ts'
import { grantIdentityRight, revokeIdentityRight } from './identity-rights.ts'
import { splitPetition } from './link-petitions.ts'
import { fileForLook, identityForLook, lookAtIdentity } from './look-at-identity.ts'
import { receiveUpload } from './protected-uploads.ts'
import { addDenounced } from './record-denounced.ts'
import { type PetitionToRegister, registerPetition } from './register-petition.ts'
import { rotateProtectedKeys } from './rotate-protected-keys.ts'
import { takeStep } from './take-step.ts'

const SENDER = { senderName: 'Nguyễn Văn Ẩn', senderAddress: 'Ấp Khuất Nẻo', senderPhone: '0987 654 321' }

const denunciation = (unitId: string): PetitionToRegister => ({
  ...SENDER,
  kind: 'denunciation',
  channel: 'post',
  receivedOn: '2026-11-16',
  unitId,
  behalfUnitId: null,
  forwardedBy: '',
  title: 'Trưởng ấp thu tiền không biên lai',
  content: 'Thu hai lần trong tháng Mười.',
  senderContact: 'Chỉ gọi sau 18 giờ',
  originalWords: 'Tôi là Ẩn, tôi thấy tận mắt.',
  signatoryCount: 1,
  files: [],
})

async function registered() {
  const database = await databaseForTest()
  const protection = await protectionForTest()
  const { keys } = protection
  const { units, officials } = await sampleProvince(database)
  const file = { name: 'đơn của Ẩn.pdf', content: Readable.from([Buffer.from('%PDF-1.7 bản gốc')]) }
  const { id: fileId } = await receiveUpload(database, officials.communeClerk, keys, file)
  const given = { ...denunciation(units.commune), files: [fileId] }
  const petitionId = await registerPetition(database, officials.communeClerk, given, TEST_TODAY, protection)
  const grant = (by: Official, to: Official, reason = 'Xác minh nội dung') =>
    grantIdentityRight(database, by, { petitionId, personId: to.personId, reason, keys }, TEST_TODAY)
  const look = (by: Official, reason = 'Mời làm việc') =>
    lookAtIdentity(database, by, { petitionId, reason, keys }, TEST_TODAY)
  const shown = (by: Official, lookId: string) =>
    identityForLook(database, by, { petitionId, lookId, keys }, TEST_TODAY)
  return { database, protection, keys, units, officials, petitionId, grant, look, shown }
}

const refusal = (code: string) => ({ code })

describe('who denounces', () => {
  test('is known to nobody until the head names somebody, and then to that person for a reason, once', async () => {
    const { database, keys, officials, petitionId, grant, look, shown } = await registered()
    const { communeHead, communeClerk } = officials
    await expect(look(communeHead)).rejects.toMatchObject(refusal('petition.no-identity-right'))
    for (const name of ['communeClerk', 'siblingClerk', 'collector', 'leader', 'administrator'] as const)
      await expect(look(officials[name])).rejects.toMatchObject(refusal('petition.no-such-petition'))
    for (const name of ['siblingClerk', 'collector', 'leader', 'administrator', 'communeClerk'] as const)
      await expect(grant(officials[name], communeClerk)).rejects.toMatchObject(refusal('petition.no-such-petition'))
    await expect(grant(communeHead, officials.siblingClerk)).rejects.toMatchObject(refusal('petition.no-such-handler'))
    await expect(grant(communeHead, communeClerk, 'Hỏi ông nguyen van an')).rejects.toMatchObject(
      refusal('petition.sender-in-text'),
    )
    await grant(communeHead, communeClerk)
    await expect(grant(communeHead, communeClerk)).rejects.toMatchObject(refusal('petition.right-held'))

    await expect(look(communeClerk, 'Gọi số 0987.654.321')).rejects.toMatchObject(refusal('petition.sender-in-text'))
    const lookId = await look(communeClerk)
    // Another's look shows nothing, not even to who may look.
    await expect(shown(communeHead, lookId)).rejects.toMatchObject(refusal('petition.no-identity-right'))
    const seen = await shown(communeClerk, lookId)
    expect(seen.identities).toMatchObject([
      { name: 'Nguyễn Văn Ẩn', address: 'Ấp Khuất Nẻo', phone: '0987 654 321', contact: 'Chỉ gọi sau 18 giờ' },
    ])
    expect(seen.words).toMatchObject([{ content: 'Tôi là Ẩn, tôi thấy tận mắt.' }])
    expect(seen.files).toMatchObject([{ name: 'đơn của Ẩn.pdf', mediaType: 'application/pdf' }])
    await expect(shown(communeClerk, lookId)).rejects.toMatchObject(refusal('petition.look-over'))

    const partId = seen.files[0]?.id ?? ''
    const given = { petitionId, lookId, partId, keys }
    const file = await fileForLook(database, communeClerk, given, TEST_TODAY)
    expect(file.content.toString()).toBe('%PDF-1.7 bản gốc')
    await expect(fileForLook(database, communeClerk, given, TEST_TODAY)).rejects.toMatchObject(
      refusal('petition.look-over'),
    )

    const { rows } = await looksInUnitsOf(database, communeHead, { after: undefined, today: TEST_TODAY })
    expect(rows).toMatchObject([{ personName: 'Nguyễn Thị Mai', reason: 'Mời làm việc', filesOpened: 1 }])
    expect((await looksInUnitsOf(database, communeClerk, { after: undefined, today: TEST_TODAY })).rows).toEqual([])
    for (const change of [
      sql`update identity_look set reason = 'khác'`,
      sql`delete from identity_look_opening`,
      sql`truncate identity_look_opening`,
    ])
      await expect(change.execute(database)).rejects.toThrow('append-only')
  })

  test('is bound to its case and its part: rows that were exchanged in the database are not shown', async () => {
    const { database, officials, grant, look } = await registered()
    await grant(officials.communeHead, officials.communeHead)
    await sql`update protected_part as one set sealed = other.sealed from protected_part as other
      where other.petition_id = one.petition_id and (one.kind, other.kind) in (('identity', 'words'), ('words', 'identity'))`.execute(
      database,
    )
    await expect(look(officials.communeHead)).rejects.toMatchObject(refusal('encryption.unreadable'))
  })

  test('can’t be looked at any more once the right is taken back or the case has gone elsewhere', async () => {
    const { database, officials, units, petitionId, grant, look, shown } = await registered()
    const { communeHead, communeClerk } = officials
    await grant(communeHead, communeClerk)
    const lookId = await look(communeClerk)
    const { id: rightId } = await database.selectFrom('identity_right').select('id').executeTakeFirstOrThrow()
    await revokeIdentityRight(database, communeHead, { petitionId, rightId }, TEST_TODAY)
    await expect(shown(communeClerk, lookId)).rejects.toMatchObject(refusal('petition.no-such-petition'))
    await expect(revokeIdentityRight(database, communeHead, { petitionId, rightId }, TEST_TODAY)).rejects.toMatchObject(
      refusal('petition.no-such-right'),
    )

    await grant(communeHead, communeClerk)
    expect(await identityAccess(database, communeClerk, petitionId, TEST_TODAY)).toMatchObject({ mayLook: true })
    const event = { kind: 'transferred', on: TEST_TODAY, toUnitId: units.sibling } as const
    await takeStep(database, communeHead, { petitionId, event, words: { note: 'Đúng thẩm quyền' } }, TEST_TODAY)
    await expect(look(communeClerk)).rejects.toMatchObject(refusal('petition.no-such-petition'))
  })

  test('is not named in the words that stand open, and nothing is kept twice of what is refused', async () => {
    const { database, protection, officials, units, petitionId } = await registered()
    const register = (change: Partial<PetitionToRegister>) =>
      registerPetition(
        database,
        officials.communeClerk,
        { ...denunciation(units.commune), ...change },
        TEST_TODAY,
        protection,
      )
    await expect(register({ content: 'Theo ông NGUYEN VAN AN' })).rejects.toMatchObject(
      refusal('petition.sender-in-text'),
    )
    await expect(register({ forwardedBy: 'Báo, theo số 0987654321' })).rejects.toMatchObject(
      refusal('petition.sender-in-text'),
    )
    expect(await database.selectFrom('protected_record').select('petition_id').execute()).toHaveLength(1)
    const add = (given: typeof SENDER) =>
      addToIdentity(database, officials.communeHead, { petitionId, given, uploadIds: [], protection }, TEST_TODAY)
    await expect(add({ senderName: '', senderAddress: '', senderPhone: '' })).rejects.toMatchObject(
      refusal('petition.nothing-to-protect'),
    )
    await expect(add({ ...SENDER, senderName: 'Trưởng ấp' })).rejects.toMatchObject(refusal('petition.sender-in-text'))
    await add({ ...SENDER, senderName: 'Nguyễn Văn Ẩn (khai lại)' })
    expect(
      await database.selectFrom('protected_part').select('id').where('kind', '=', 'identity').execute(),
    ).toHaveLength(2)
  })

  test('goes with all that was said and sent when a complaint turns out to be a denunciation', async () => {
    const database = await databaseForTest()
    const protection = await protectionForTest()
    const { keys, files } = protection
    const { units, officials } = await sampleProvince(database)
    const { communeClerk, communeHead } = officials
    const stored = await files.put(database, {
      name: 'don.pdf',
      content: Readable.from([Buffer.from('%PDF-1.7 tôi tên Ẩn')]),
      accountId: communeClerk.accountId,
    })
    const { senderContact: _contact, originalWords: _words, ...complaint } = denunciation(units.commune)
    const petitionId = await registerPetition(
      database,
      communeClerk,
      { ...complaint, kind: 'complaint', title: 'Ông Ẩn khiếu nại', files: [stored.id] },
      TEST_TODAY,
    )
    const given = { petitionId, kind: 'denunciation', note: '', title: 'Thu tiền', content: 'Thu hai lần' } as const
    await classifyPetition(database, communeClerk, given, TEST_TODAY, protection)
    await files.removeAsked(database)
    expect(await database.selectFrom('stored_file').select('id').execute()).toEqual([])
    await expect(Readable.from(files.read(stored.sha256)).toArray()).rejects.toMatchObject({ code: 'ENOENT' })

    const grantTo = { petitionId, personId: communeHead.personId, reason: 'Xác minh', keys }
    await grantIdentityRight(database, communeHead, grantTo, TEST_TODAY)
    const lookId = await lookAtIdentity(database, communeHead, { petitionId, reason: 'Xác minh', keys }, TEST_TODAY)
    const seen = await identityForLook(database, communeHead, { petitionId, lookId, keys }, TEST_TODAY)
    expect(seen.identities).toMatchObject([{ name: 'Nguyễn Văn Ẩn', phone: '0987 654 321' }])
    expect(seen.words).toMatchObject([{ title: 'Ông Ẩn khiếu nại', content: 'Thu hai lần trong tháng Mười.' }])
    const partId = seen.files[0]?.id ?? ''
    const file = await fileForLook(database, communeHead, { petitionId, lookId, partId, keys }, TEST_TODAY)
    expect(file.content.toString()).toBe('%PDF-1.7 tôi tên Ẩn')
  })
})

test('a part that turns out to be a denunciation is not tied to the whole any more, which names the same sender', async () => {
  const database = await databaseForTest()
  const protection = await protectionForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk, communeHead } = officials
  const { senderContact: _contact, originalWords: _words, ...complaint } = denunciation(units.commune)
  const wholeId = await registerPetition(database, communeClerk, { ...complaint, kind: 'complaint' }, TEST_TODAY)
  const partId = await splitPetition(
    database,
    communeClerk,
    { petitionId: wholeId, kind: 'feedback', title: 'Thu tiền', content: 'Hai lần', on: TEST_TODAY },
    TEST_TODAY,
  )
  const ties = async () => [
    ...(await relatedPetitions(database, communeHead, wholeId, TEST_TODAY)),
    ...(await relatedPetitions(database, communeHead, partId, TEST_TODAY)),
    ...(await timelineOf(database, wholeId)).filter((moment) => moment.relatedId !== null),
    ...(await timelineOf(database, partId)).filter((moment) => moment.relatedId !== null),
  ]
  expect(await ties()).toHaveLength(4)
  const given = { petitionId: partId, kind: 'denunciation', note: '', title: 'Thu tiền', content: 'Hai lần' } as const
  await classifyPetition(database, communeClerk, given, TEST_TODAY, protection)
  expect(await ties()).toEqual([])
})

describe('who is denounced', () => {
  test('does not find the case, and neither does their unit or one below it', async () => {
    const { database, officials, units, petitionId } = await registered()
    const finds = async (official: Official) => [
      await petitionById(database, official, petitionId, TEST_TODAY),
      ...(await petitions(database, official, {}, TEST_TODAY)).rows,
    ]
    expect(await finds(officials.collector)).toHaveLength(2)
    const event = { kind: 'transferred', on: TEST_TODAY, toUnitId: units.sibling } as const
    await takeStep(database, officials.communeHead, { petitionId, event, words: { note: 'x' } }, TEST_TODAY)
    await database
      .insertInto('post')
      .values({
        person_id: officials.siblingClerk.personId,
        unit_id: units.sibling,
        title: 'Chủ tịch',
        role_code: 'head',
        reach_unit_id: null,
        valid_from: '2020-01-01',
        valid_to: null,
      })
      .execute()
    const head = {
      ...officials.communeHead,
      personId: officials.siblingClerk.personId,
      accountId: officials.siblingClerk.accountId,
      posts: officials.communeHead.posts.map((post) => ({
        ...post,
        unitId: units.sibling,
        reachUnitId: units.sibling,
      })),
    }
    const record = (name: string, unitId: string | null, toUnitId: string | null = null) =>
      addDenounced(database, head, { petitionId, denounced: { name, unitId, toUnitId } }, TEST_TODAY)
    await expect(record('', null)).rejects.toMatchObject(refusal('petition.denounced-missing'))
    await record('trần văn tám', units.commune)
    expect(await finds(officials.communeHead)).toEqual([undefined])
    expect(await finds(officials.communeClerk)).toEqual([undefined])
    expect(await finds(officials.collector)).toHaveLength(2)
    expect(await database.selectFrom('denounced_party').select('person_id').execute()).toEqual([
      { person_id: officials.communeHead.personId },
    ])
    // Also in another unit that the same person works in.
    const elsewhere = { ...head, personId: officials.communeHead.personId }
    expect(await petitionById(database, elsewhere, petitionId, TEST_TODAY)).toBeUndefined()

    // Their own unit does not go on handling it.
    const own = refusal('petition.handled-by-the-denounced')
    await expect(record('', units.district)).rejects.toMatchObject(own)
    await expect(record('', units.district, units.commune)).rejects.toMatchObject(own)
    await record('', units.district, units.committee)
    expect(await petitionById(database, head, petitionId, TEST_TODAY)).toBeUndefined()
    expect(await petitionById(database, officials.leader, petitionId, TEST_TODAY)).toMatchObject({
      handlingUnitId: units.committee,
    })
  })
})

describe('the keys', () => {
  test('are replaced while the system works; what was kept is read again, and a broken replacement goes on', async () => {
    const { database, protection, keys, officials, units, grant, look, shown } = await registered()
    const before = await keys.names()
    // As if the process had ended between the new key and the first wrapping.
    await keys.beginReplacement()
    const [begun] = await keys.names()
    const during = registerPetition(
      database,
      officials.communeClerk,
      denunciation(units.commune),
      TEST_TODAY,
      protection,
    )
    const [rotated] = await Promise.all([rotateProtectedKeys(database, keys, TEST_NOW), during])
    expect(rotated).toMatchObject({ keyName: begun, retiredKeyFile: expect.stringContaining(before[0] ?? '?') })
    expect(await keys.names()).toEqual([begun])
    const names = await database.selectFrom('protected_record').select('key_name').distinct().execute()
    expect(names).toEqual([{ key_name: begun }])
    await grant(officials.communeHead, officials.communeHead)
    expect((await shown(officials.communeHead, await look(officials.communeHead))).identities).toHaveLength(1)
    const again = await rotateProtectedKeys(database, keys, TEST_NOW)
    expect(again.keyName).not.toBe(begun)
    expect(again.rewrapped).toBe(2)
  })

  test('are not made anew when they are lost: that would hide it', async () => {
    const { database, officials, units } = await registered()
    const other = await protectionForTest()
    await expect(
      registerPetition(database, officials.communeClerk, denunciation(units.commune), TEST_TODAY, other),
    ).rejects.toMatchObject(refusal('petition.keys-lost'))
    expect(await other.keys.names()).toEqual([])
    await expect(rotateProtectedKeys(database, other.keys, TEST_NOW)).rejects.toMatchObject(
      refusal('petition.keys-lost'),
    )
    expect(await other.keys.names()).toEqual([])
    const { keyName: wrong } = await other.keys.newKey('khác')
    await expect(rotateProtectedKeys(database, other.keys, TEST_NOW)).rejects.toMatchObject(
      refusal('encryption.other-key'),
    )
    expect(await other.keys.names()).toEqual([wrong])
  })
})
