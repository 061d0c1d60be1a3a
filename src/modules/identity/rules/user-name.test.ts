import { expect, test } from 'vitest'
import { suggestedUserName } from './user-name.ts'

test.each([
  ['Nguyễn Thị Mai', 'mai.nt'],
  ['Đỗ Thị Hạnh', 'hanh.dt'],
  ['Danh', 'danh'],
  ['  ', ''],
])('for %s the user name %s is suggested', (fullName, userName) => {
  expect(suggestedUserName(fullName)).toBe(userName)
})
