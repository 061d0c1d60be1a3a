import { describe, expect, test } from 'vitest'
import { maskedPhone, refuseDenouncer, refuseSenderInText } from './protected-sender.ts'

const SENDER = { senderName: 'Nguyễn Văn Ẩn', senderAddress: 'Ấp 3, xã Ba', senderPhone: '0912 345 678' }
const NOBODY = { senderName: '', senderAddress: '', senderPhone: '' }
const refused = (code: string, fields: string[]) =>
  expect.objectContaining({ code, fields: Object.fromEntries(fields.map((name) => [name, expect.any(String)])) })

describe('who denounces', () => {
  test('is not written into the system, with a word on what to do at each field', () => {
    expect(() => refuseDenouncer({ ...SENDER, kind: 'denunciation', files: [] })).toThrow(
      refused('petition.denouncer-not-written-here', ['senderName', 'senderAddress', 'senderPhone']),
    )
    expect(() => refuseDenouncer({ ...NOBODY, senderPhone: '0912345678', kind: 'denunciation', files: [] })).toThrow(
      'petition.denouncer-not-written-here',
    )
  })
  test('is not shown by a file either', () => {
    expect(() => refuseDenouncer({ ...NOBODY, kind: 'denunciation', files: ['a'] })).toThrow(
      refused('petition.denouncer-not-written-here', ['files']),
    )
  })
  test('does not keep other petitions from having a sender', () => {
    expect(() => refuseDenouncer({ ...SENDER, kind: 'complaint', files: ['a'] })).not.toThrow()
    expect(() => refuseDenouncer({ ...NOBODY, kind: 'denunciation', files: [] })).not.toThrow()
  })
})

describe('the new words of a denunciation', () => {
  test.each([
    ['the name', 'Ông NGUYEN VAN AN tố cáo'],
    ['the address', 'người ở ấp 3, xã Ba cho biết'],
    ['the phone, however it is written', 'liên hệ 0912.345.678'],
  ])('are refused when they still tell %s', (_what, content) => {
    expect(() => refuseSenderInText({ title: 'Tố cáo', content }, SENDER)).toThrow(
      refused('petition.sender-in-text', ['content']),
    )
  })
  test('are good when they tell only the deed', () => {
    expect(() =>
      refuseSenderInText({ title: 'Tố cáo', content: 'Trưởng ấp thu tiền không biên lai' }, SENDER),
    ).not.toThrow()
    expect(() => refuseSenderInText({ title: 'Bất kỳ', content: 'Bất kỳ' }, NOBODY)).not.toThrow()
  })
})

describe('a phone number in a list', () => {
  test('shows its last three digits', () => {
    expect(maskedPhone('0912 345 678')).toBe('•••••••678')
  })
  test('shows nothing of a number too short to be one, and nothing where there is none', () => {
    expect(maskedPhone('1234')).toBe('•••')
    expect(maskedPhone('')).toBe('')
  })
})
