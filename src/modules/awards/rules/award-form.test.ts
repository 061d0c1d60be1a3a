import { describe, expect, test } from 'vitest'
import { decidersInWords, refuseForm, refuseLevel } from './award-form.ts'

const merit = {
  ...{ code: 'certificate-of-merit', title: 'Bằng khen', decidingKinds: ['peoples-committee'] },
  ...{ forCollectives: true, forIndividuals: true, endedOn: null },
}
const flag = { ...merit, title: 'Cờ thi đua', forIndividuals: false }
const given = { recipientKind: 'individual', on: '2026-12-01' } as const
const code = (text: string) => expect.objectContaining({ code: text, fields: { awardForm: expect.any(String) } })

describe('a form of award', () => {
  test('goes to the recipients it is for, as long as it is given', () => {
    expect(() => refuseForm(merit, given)).not.toThrow()
    expect(() => refuseForm(flag, { ...given, recipientKind: 'collective' })).not.toThrow()
    expect(() => refuseForm(flag, given)).toThrow(code('award.form-for-others'))
    expect(() => refuseForm({ ...merit, endedOn: '2026-11-30' }, given)).toThrow(code('award.form-ended'))
    expect(() => refuseForm(undefined, given)).toThrow(code('award.no-such-form'))
  })
  test('is decided on the level that the law names, and says whose that is', () => {
    const province = { kindCode: 'peoples-committee', name: 'Ủy ban nhân dân tỉnh Mẫu' }
    expect(() => refuseLevel(merit, province)).not.toThrow()
    const commendation = { title: 'Giấy khen', decidingKinds: ['department', 'commune'] }
    expect(() => refuseLevel(commendation, province)).toThrow(
      expect.objectContaining({
        code: 'award.not-this-level',
        messageForPerson: expect.stringContaining('Thủ trưởng sở, ban, ngành; Chủ tịch Ủy ban nhân dân cấp xã'),
      }),
    )
    expect(decidersInWords(merit)).toBe('Chủ tịch Ủy ban nhân dân tỉnh')
  })
})
