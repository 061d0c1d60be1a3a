import { describe, expect, test } from 'vitest'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { opinionsCounted, opinionsInLines } from './activity.ts'

const dialogue = {
  heldOn: '2026-11-20',
  participantCount: 215,
  opinionCount: null,
  opinions: ['Sửa đường ấp 3', 'Nước sạch'],
}

describe('the number of opinions of an activity', () => {
  test('is the number of opinions written down when no number was entered', () => {
    expect(opinionsCounted(dialogue, '2026-11-22')).toBe(2)
  })
  test('is the number entered when only some of them were written down', () => {
    expect(opinionsCounted({ ...dialogue, opinionCount: 30 }, '2026-11-22')).toBe(30)
  })
  test('cannot be smaller than the number written down', () => {
    expect(() => opinionsCounted({ ...dialogue, opinionCount: 1 }, '2026-11-22')).toThrow(
      expect.objectContaining({
        code: 'activity.fewer-opinions-than-listed',
        fields: { opinionCount: expect.stringContaining('(1)') },
      }),
    )
  })
  test('is not asked of an activity that has not been held', () => {
    expect(() => opinionsCounted({ ...dialogue, heldOn: '2026-11-23' }, '2026-11-22')).toThrow(Refusal)
    expect(opinionsCounted({ ...dialogue, heldOn: '2026-11-22' }, '2026-11-22')).toBe(2)
  })
})

describe('opinions written one on a line', () => {
  test('lose list marks and blank lines', () => {
    expect(opinionsInLines('1. Sửa đường ấp 3\n\n- Nước sạch\n  2) Đèn đường ')).toEqual([
      'Sửa đường ấp 3',
      'Nước sạch',
      'Đèn đường',
    ])
  })
  test('keep numbers that belong to the sentence', () => {
    expect(opinionsInLines('3 hộ dân đề nghị cấp điện')).toEqual(['3 hộ dân đề nghị cấp điện'])
  })
})
