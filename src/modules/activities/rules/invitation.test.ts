import { expect, test } from 'vitest'
import { refuseAnswerToInvitation } from './invitation.ts'

test('who sends somebody else says whom; who comes or cannot need not', () => {
  expect(() => refuseAnswerToInvitation('substitute', '')).toThrow('substitute-unnamed')
  expect(() => refuseAnswerToInvitation('substitute', 'Ông Năm')).not.toThrow()
  expect(() => refuseAnswerToInvitation('coming', '')).not.toThrow()
  expect(() => refuseAnswerToInvitation('unable', '')).not.toThrow()
})
