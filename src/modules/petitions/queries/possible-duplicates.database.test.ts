import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { type PetitionToRegister, registerPetition } from '../actions/register-petition.ts'
import { possibleDuplicates } from './possible-duplicates.ts'

const petition = (unitId: string, more: Partial<PetitionToRegister> = {}): PetitionToRegister => ({
  kind: 'proposal',
  channel: 'post',
  receivedOn: '2026-11-16',
  unitId,
  behalfUnitId: null,
  forwardedBy: '',
  title: 'Kiến nghị nạo vét kênh Ba Sào',
  content: '',
  senderName: 'Lê Thị Sáu',
  senderAddress: 'Ấp 5',
  senderPhone: '',
  signatoryCount: 1,
  files: [],
  ...more,
})

const NEW = {
  title: 'De nghi nao vet kenh Ba Sao',
  content: '',
  senderName: 'Trần Văn Tư',
  senderAddress: '',
  senderPhone: '',
  files: [],
}

describe('what may be registered twice', () => {
  test('is found by its words without accents, with a score and why, in the own reach alone', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const { communeClerk, siblingClerk } = officials
    const register = (official: Official, unitId: string, more = {}) =>
      registerPetition(database, official, petition(unitId, more), TEST_TODAY)
    const own = await register(communeClerk, units.commune)
    await register(communeClerk, units.commune, { title: 'Xin cấp bản sao giấy khai sinh' })
    await register(siblingClerk, units.sibling)
    expect(await possibleDuplicates(database, communeClerk, NEW, TEST_TODAY)).toMatchObject([
      { id: own, score: 50, why: ['Nội dung giống 83%'] },
    ])
  })

  test('is found by a file that came in before, whatever it is called', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const { communeClerk } = officials
    const files = [await stored(database, communeClerk, 'a'.repeat(64))]
    const id = await registerPetition(database, communeClerk, petition(units.commune, { files }), TEST_TODAY)
    const again = [await stored(database, communeClerk, 'a'.repeat(64))]
    const given = { ...NEW, title: 'Đơn viết tay', files: again }
    expect(await possibleDuplicates(database, communeClerk, given, TEST_TODAY)).toMatchObject([
      { id, why: ['Cùng tệp đính kèm'] },
    ])
  })

  test('is never a denunciation, though it says the same', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const secret = { kind: 'denunciation' as const, senderName: '', senderAddress: '' }
    await registerPetition(database, officials.communeHead, petition(units.commune, secret), TEST_TODAY)
    expect(await possibleDuplicates(database, officials.communeHead, NEW, TEST_TODAY)).toEqual([])
  })
})

async function stored(database: Database, official: Official, sha256: string): Promise<string> {
  const id = randomUUID()
  await database
    .insertInto('stored_file')
    .values({
      id,
      name: `${id}.pdf`,
      media_type: 'application/pdf',
      size_in_bytes: 10,
      sha256,
      uploaded_by_account_id: official.accountId,
    })
    .execute()
  return id
}
