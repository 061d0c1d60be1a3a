import { expect, test } from 'vitest'
import { signingOf } from './signing.ts'

test('the head signs as head, a deputy for the head, anybody else under their own title, nobody yet leaves room', () => {
  const signed = (title: string) => signingOf('Chủ tịch', { name: 'Võ Minh Quân', title }).authority
  expect(signed('Chủ tịch Ủy ban nhân dân tỉnh')).toEqual({ kind: 'head', collective: null, title: 'Chủ tịch' })
  expect(signed('Phó Chủ tịch Ủy ban nhân dân tỉnh')).toEqual({
    ...{ kind: 'deputy', collective: null, headTitle: 'Chủ tịch', title: 'Phó Chủ tịch' },
  })
  expect(signed('Giám đốc')).toMatchObject({ kind: 'head', title: 'Giám đốc' })
  expect(signingOf('Chủ tịch', null)).toMatchObject({ name: null, authority: { title: 'Chủ tịch' } })
})
