import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { startSystem, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { attachmentsOf } from '../../documents/index.ts'
import { createApiToken } from '../../identity/index.ts'
import { registerPetition } from '../actions/register-petition.ts'
import { takeStep } from '../actions/take-step.ts'

test('the files of a petition are read by who received it and who handles it, no longer by one that passed it on', async () => {
  const { app, database, stop } = await startSystem('empty')
  try {
    const { units, officials } = await sampleProvince(database)
    const { communeClerk, siblingClerk } = officials
    const content = Readable.from([Buffer.from('%PDF-1.7')])
    const file = await app.services.files.put(database, { name: 'don.pdf', content, accountId: communeClerk.accountId })
    const petitionId = await registerPetition(
      database,
      communeClerk,
      {
        ...{
          kind: 'proposal',
          channel: 'counter',
          receivedOn: '2026-11-02',
          unitId: units.commune,
          behalfUnitId: null,
        },
        ...{ forwardedBy: '', title: 'Đề nghị kéo điện vào kênh Năm', content: '', senderName: 'Lê Thị Sáu' },
        ...{ senderAddress: 'Ấp 5', senderPhone: '', signatoryCount: 1, files: [file.id] },
      },
      TEST_TODAY,
    )
    const [attachment] = await attachmentsOf(database, { kind: 'petition', id: petitionId })
    const statusFor = async ({ accountId }: Official) => {
      const authorization = `Bearer ${await createApiToken(database, accountId, { now: TEST_NOW })}`
      const page = await app.inject({ url: `/petitions/${petitionId}`, headers: { authorization } })
      const download = await app.inject({ url: `/attachments/${attachment?.id}`, headers: { authorization } })
      // The link stands on the page for exactly those who can follow it.
      expect(page.body.includes(`/attachments/${attachment?.id}`)).toBe(download.statusCode === 200)
      return download.statusCode
    }
    const passTo = (official: Official, toUnitId: string) => {
      const event = { kind: 'transferred', on: TEST_TODAY, toUnitId } as const
      return takeStep(database, official, { petitionId, event }, TEST_TODAY)
    }
    expect([await statusFor(communeClerk), await statusFor(siblingClerk)]).toEqual([200, 404])
    await passTo(communeClerk, units.sibling)
    expect([await statusFor(communeClerk), await statusFor(siblingClerk)]).toEqual([200, 200])
    await passTo(siblingClerk, units.homeAffairs)
    expect([await statusFor(communeClerk), await statusFor(siblingClerk)]).toEqual([200, 404])
  } finally {
    await stop()
  }
})
