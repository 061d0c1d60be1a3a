import { describe, expect, test } from 'vitest'
import { releaseOfPhoto } from './model-photo.ts'

describe('a photo of a model', () => {
  test('is public with who agreed, and not otherwise', () => {
    expect(releaseOfPhoto({ audience: 'public', agreedBy: 'Tổ tự quản' })).toEqual({
      is_public: true,
      agreed_by: 'Tổ tự quản',
    })
    expect(() => releaseOfPhoto({ audience: 'public', agreedBy: '' })).toThrow('movement.agreement-missing')
  })

  test('keeps no agreement that it does not need', () => {
    expect(releaseOfPhoto({ audience: 'internal', agreedBy: 'Tổ tự quản' })).toEqual({
      is_public: false,
      agreed_by: '',
    })
  })
})
