import { Readable } from 'node:stream'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { protectionForTest } from '../../../../tests/support/protection.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { writeWord } from '../../documents/index.ts'
import { unitOnPaper } from '../../organisation/index.ts'
import { contentOfCopy, redactedCopiesOf } from '../queries/redacted-copies.ts'
import { redactedDocument } from '../web/redacted-document.ts'
import { grantIdentityRight } from './identity-rights.ts'
import { receiveUpload } from './protected-uploads.ts'
import { checkRedactedCopy, handOverCopy, writeRedactedCopy } from './redacted-copies.ts'
import { registerPetition } from './register-petition.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAFElEQVR4nGP8z8Dwn4GBgYkBCpgAJAQDAS5MuZ8AAAAASUVORK5CYII=',
  'base64',
)

test('what is denounced is handed over without who denounces, once somebody else than its writer has approved it', async () => {
  const database = await databaseForTest()
  const protection = await protectionForTest()
  const { keys } = protection
  const { units, officials } = await sampleProvince(database)
  const { communeClerk, communeHead } = officials
  const petitionId = await registerPetition(
    database,
    communeClerk,
    {
      ...{ kind: 'denunciation', channel: 'post', receivedOn: '2026-11-16', unitId: units.commune },
      ...{ behalfUnitId: null, forwardedBy: '', title: 'Thu tiền hai lần', content: 'Không biên lai.' },
      ...{ senderName: 'Nguyễn Văn Ẩn', senderAddress: 'Ấp Khuất Nẻo', senderPhone: '', signatoryCount: 1, files: [] },
    },
    TEST_TODAY,
    protection,
  )
  const send = async (by: Official, name: string, content: Buffer) =>
    (await receiveUpload(database, by, keys, { name, content: Readable.from([content]) })).id
  const write = (by: Official, text: string, uploadIds: string[] = []) =>
    writeRedactedCopy(database, by, { petitionId, text, uploadIds, protection }, TEST_TODAY)
  const check = (by: Official, copyId: string, isApproved: boolean, note = '') =>
    checkRedactedCopy(database, by, { petitionId, copyId, isApproved, note, protection }, TEST_TODAY)
  const handOver = (by: Official, copyId: string) => handOverCopy(database, by, { petitionId, copyId }, TEST_TODAY)

  await expect(write(communeClerk, 'Thu tiền')).rejects.toMatchObject({ code: 'petition.no-such-petition' })
  await expect(write(communeHead, 'Theo ông nguyen van an')).rejects.toMatchObject({ code: 'petition.sender-in-text' })
  const pdf = await send(communeHead, 'a.pdf', Buffer.from('%PDF-1.7'))
  await expect(write(communeHead, 'Thu tiền', [pdf])).rejects.toMatchObject({ code: 'petition.not-a-picture' })
  const returned = await write(communeHead, 'Người hàng xóm thấy thu tiền hai lần.')
  await expect(check(communeHead, returned, true)).rejects.toMatchObject({ code: 'petition.own-redacted-copy' })
  await expect(check(communeClerk, returned, true)).rejects.toMatchObject({ code: 'petition.no-such-petition' })
  await grantIdentityRight(
    database,
    communeHead,
    { petitionId, personId: communeClerk.personId, reason: 'Kiểm tra bản trích', keys },
    TEST_TODAY,
  )
  await expect(check(communeClerk, returned, false, 'Còn tên Nguyễn Văn Ẩn')).rejects.toMatchObject({
    code: 'petition.sender-in-text',
  })
  await check(communeClerk, returned, false, 'Bỏ chữ người hàng xóm')
  await expect(handOver(communeHead, returned)).rejects.toMatchObject({ code: 'petition.copy-not-checked' })
  await expect(check(communeClerk, returned, true)).rejects.toMatchObject({ code: 'petition.copy-checked' })

  const good = await write(communeHead, 'Thu tiền hai lần trong tháng Mười.', [await send(communeHead, 'a.png', PNG)])
  await expect(handOver(communeHead, good)).rejects.toMatchObject({ code: 'petition.copy-not-checked' })
  await check(communeClerk, good, true)
  const { access, copy } = await handOver(communeHead, good)
  const content = await contentOfCopy(database, keys, { petitionId, copy })
  const issuer = await unitOnPaper(database, access.handlingUnitId, TEST_TODAY)
  const word = unzipSync(await writeWord(redactedDocument({ access, issuer, ...content, demonstration: false })))
  const text = strFromU8(word['word/document.xml'] ?? new Uint8Array())
  expect(text).toContain('Thu tiền hai lần trong tháng Mười.')
  expect(text).toContain('Người tố cáo số 1/2026')
  expect(text).not.toContain('Ẩn')
  const picture = Object.entries(word).find(([name]) => name.endsWith('.png'))?.[1]
  expect(Buffer.from(picture ?? [])).toEqual(PNG)
  expect(await redactedCopiesOf(database, petitionId)).toMatchObject([{ isApproved: true }, { isApproved: false }])
  // Not past the rules either.
  const own = { is_approved: true, checked_by_person_id: communeHead.personId, checked_at: new Date() }
  const third = await write(communeHead, 'Thu tiền')
  await expect(database.updateTable('redacted_copy').set(own).where('id', '=', third).execute()).rejects.toThrow(
    'redacted_copy_is_checked_by_another',
  )
})
