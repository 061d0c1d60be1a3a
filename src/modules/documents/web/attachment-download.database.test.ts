import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { startSystem, TEST_TODAY } from '../../../../tests/support/system.ts'
import { contentDisposition } from '../../../platform/http/download.ts'
import { createApiToken } from '../../identity/index.ts'
import { recordDocument } from '../actions/record-document.ts'
import { attachmentsOf } from '../queries/attachments.ts'

const PDF = '%PDF-1.7 nội dung'

test('an attached file is sent to be saved, under its Vietnamese name, and only to who may read its document', async () => {
  const system = await startSystem('empty')
  try {
    const { units, officials } = await sampleProvince(system.database)
    const clerk = officials.communeClerk
    const content = Readable.from([Buffer.from(PDF)])
    const file = await system.app.services.files.put(system.database, {
      name: 'Kế hoạch đỏ.pdf',
      content,
      accountId: clerk.accountId,
    })
    const id = await recordDocument(
      system.database,
      clerk,
      {
        ...{
          direction: 'outgoing',
          unitId: units.commune,
          type: 'KH',
          issuedOn: '2026-03-02',
          summary: 'Kế hoạch',
          dueOn: null,
        },
        ...{
          basedOn: [],
          carriesOut: [],
          replaces: [],
          files: [file.id],
          number: null,
          symbol: '',
          issuingUnitId: null,
          draftingUnitId: null,
        },
      },
      TEST_TODAY,
    )
    const [attachment] = await attachmentsOf(system.database, { kind: 'document', id })
    const get = async (accountId: string) =>
      system.app.inject({
        url: `/attachments/${attachment?.id}`,
        headers: { authorization: `Bearer ${await createApiToken(system.database, accountId)}` },
      })
    const sent = await get(officials.collector.accountId)
    expect([sent.statusCode, sent.body]).toEqual([200, PDF])
    expect(sent.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': contentDisposition('Kế hoạch đỏ.pdf'),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect((await get(officials.siblingClerk.accountId)).statusCode).toBe(404)
    expect((await system.app.inject({ url: `/attachments/${attachment?.id}` })).statusCode).toBe(303)
  } finally {
    await system.stop()
  }
})

describe('the name of a file in the answer', () => {
  test('is given in full for today’s programs and plainly for old ones', () => {
    expect(contentDisposition('Kế hoạch đỏ.pdf')).toBe(
      'attachment; filename="Ke hoach do.pdf"; filename*=UTF-8\'\'K%E1%BA%BF%20ho%E1%BA%A1ch%20%C4%91%E1%BB%8F.pdf',
    )
  })
  test('can’t break out of its quotes', () => {
    expect(contentDisposition('a"; x=\\é\r\n(1)\'.pdf')).toBe(
      "attachment; filename=\"a__ x=_e__(1)'.pdf\"; filename*=UTF-8''a%22%3B%20x%3D%5C%C3%A9%0D%0A%281%29%27.pdf",
    )
  })
})
