import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type PetitionToReplyTo, REPLY_FIELDS, refuseUnknownFields, replyFrom } from './reply-template.ts'

const petition: PetitionToReplyTo = {
  number: 12,
  year: 2026,
  kind: 'proposal',
  receivedOn: '2026-11-16',
  senderName: 'Lê Thị Sáu',
  senderAddress: 'Ấp 5',
  title: 'Nạo vét kênh',
  unitName: 'UBND xã Ba',
}

function refusalOf(template: string): Refusal | null {
  try {
    refuseUnknownFields(template, 'body')
    return null
  } catch (refusal) {
    if (refusal instanceof Refusal) return refusal
    throw refusal
  }
}

describe('a reply template', () => {
  test('is filled in from the petition', () => {
    const template = 'Kính gửi {người gửi}, {địa chỉ}. {Đơn vị} nhận đơn {loại đơn} số {số đơn} ngày { ngày nhận }.'
    expect(replyFrom(template, petition, '2026-11-22')).toBe(
      'Kính gửi Lê Thị Sáu, Ấp 5. UBND xã Ba nhận đơn kiến nghị số 12/2026 ngày 16/11/2026.',
    )
  })
  test('knows every field that it offers', () => {
    const all = Object.keys(REPLY_FIELDS).map((field) => `{${field}}`)
    expect(replyFrom(all.join(' '), petition, '2026-11-22')).not.toMatch(/[{}]|undefined/)
  })
  test('addresses a sender without a name politely', () => {
    expect(replyFrom('Kính gửi {người gửi}', { ...petition, senderName: '' }, '2026-11-22')).toBe('Kính gửi ông/bà')
  })
  test('takes nothing from what the petition says as a field', () => {
    expect(replyFrom('{tóm tắt}', { ...petition, title: '{số đơn} $& {lạ}' }, '2026-11-22')).toBe('{số đơn} $& {lạ}')
  })
  test.each(['Kính gửi {họ và tên}', 'Kính gửi {người gửi', 'Ngày }', '{}'])(
    'with an unknown field is refused: %s',
    (template) => {
      const refusal = refusalOf(template)
      expect(refusal?.code).toBe('petition.template-field-unknown')
      expect(refusal?.fields.body).toContain('{người gửi}')
    },
  )
})
