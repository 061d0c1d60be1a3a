import { describe, expect, test } from 'vitest'
import {
  type ExplainedFinding,
  explanationField,
  explanationsIn,
  requireReadyToSend,
  requireShortEnough,
} from './sending-check.ts'

const finding = (changed: Partial<ExplainedFinding> = {}): ExplainedFinding => ({
  check: 'nought-after-some',
  strength: 'explain',
  indicatorCode: 'dialogue.count',
  sectionCode: null,
  finding: 'Cuộc đối thoại: kỳ này 0, cùng kỳ năm trước 5.',
  advice: 'Hãy nêu lý do.',
  explanation: null,
  ...changed,
})
const field = explanationField(finding())

describe('a report is ready to be sent', () => {
  test('with hints, and with everything explained that has to be', () => {
    expect(() => requireReadyToSend([finding({ strength: 'hint' })])).not.toThrow()
    expect(() => requireReadyToSend([finding({ explanation: 'Dời sang quý sau.' })])).not.toThrow()
  })

  test('not while something is unexplained: each is named at its field', () => {
    for (const explanation of [null, '', '  ']) {
      expect(() => requireReadyToSend([finding({ explanation })])).toThrow(
        expect.objectContaining({
          code: 'report.explanation-missing',
          fields: { [field]: expect.stringContaining('Cuộc đối thoại') },
        }),
      )
    }
  })

  test('not while sums are wrong, whatever is explained', () => {
    const wrong = finding({ strength: 'hard', explanation: 'Không sao.' })
    expect(() => requireReadyToSend([wrong])).toThrow(expect.objectContaining({ code: 'report.sums-wrong' }))
  })
})

test('explanations are found among the fields of a form again, trimmed', () => {
  expect(explanationsIn({ [field]: ' Dời lịch. ', _token: 'x', explanation: 'y' })).toEqual({
    [field.replace('explanation-', '')]: 'Dời lịch.',
  })
})

test('an explanation of ten pages is refused at its field', () => {
  const key = field.replace('explanation-', '')
  expect(() => requireShortEnough({ [key]: 'a'.repeat(2000) })).not.toThrow()
  expect(() => requireShortEnough({ [key]: 'a'.repeat(2001) })).toThrow(
    expect.objectContaining({ code: 'report.explanation-too-long', fields: { [field]: expect.any(String) } }),
  )
})
