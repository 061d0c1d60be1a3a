import { describe, expect, test } from 'vitest'
import { refuseSenderInPublicWords, refuseToPublish } from './publication.ts'

describe('what may be made public', () => {
  test('is an answered petition whose sender does not want it closed', () => {
    expect(() => refuseToPublish({ kind: 'feedback', visibility: 'public', answeredOn: '2026-11-20' })).not.toThrow()
    expect(() => refuseToPublish({ kind: 'proposal', visibility: null, answeredOn: '2026-11-20' })).not.toThrow()
  })

  test.each([
    ['a denunciation', { kind: 'denunciation', visibility: null, answeredOn: '2026-11-20' }, 'denunciation-not-public'],
    [
      'what the sender wants closed',
      { kind: 'feedback', visibility: 'closed', answeredOn: '2026-11-20' },
      'wants-closed',
    ],
    ['what has no answer', { kind: 'feedback', visibility: 'public', answeredOn: null }, 'not-answered-yet'],
  ] as const)('is not %s', (_what, petition, code) => {
    expect(() => refuseToPublish(petition)).toThrow(code)
  })
})

describe('public words', () => {
  const sender = { senderName: 'Lê Thị Bông', senderAddress: 'Ấp Vĩnh Hòa 2', senderPhone: '0912 345 678' }

  test.each(['Bà LE THI BONG đề nghị', 'Nhà ở ap vinh hoa 2', 'Gọi 0912.345.678'])('do not say “%s”', (title) => {
    expect(() => refuseSenderInPublicWords({ title }, sender)).toThrow('sender-in-public-words')
  })

  test('may say everything when nobody is known', () => {
    const nobody = { senderName: '', senderAddress: '', senderPhone: '' }
    expect(() => refuseSenderInPublicWords({ title: 'Đèn đường hư' }, nobody)).not.toThrow()
  })
})
