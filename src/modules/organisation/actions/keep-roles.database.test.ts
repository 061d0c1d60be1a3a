import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { officialOf } from '../../../../tests/support/units-and-people.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { may } from '../../../vocabulary/official.ts'
import { roleByCode } from '../queries/roles.ts'
import { addRole, changeRole, removeRole } from './keep-roles.ts'

const REGISTRAR = { title: 'Văn thư', permissions: ['document.read', 'document.write'], needsSecondFactor: false }

async function province() {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const change = (code: string, given: Partial<typeof REGISTRAR>, official = officials.administrator) =>
    changed(database, code, given, official)
  return { database, officials, change }
}

async function changed(
  database: Database,
  code: string,
  given: Partial<typeof REGISTRAR>,
  official: Parameters<typeof changeRole>[1],
) {
  const before = await roleByCode(database, code)
  if (!before) throw new Error(code)
  const { title, permissions, needsSecondFactor } = before
  const version = String(before.version)
  await changeRole(database, official, {
    code,
    version,
    given: { title, permissions, needsSecondFactor, ...given },
    today: TEST_TODAY,
  })
}

describe('A role', () => {
  test('once changed lets everybody who holds it do from then on what it says, and the trail tells from what to what', async () => {
    const { database, officials, change } = await province()
    const clerk = officials.communeClerk
    expect(may(clerk, 'document.write')).toBe(true)
    const held = (await roleByCode(database, 'clerk'))?.permissions ?? []
    await change('clerk', { permissions: held.filter((each) => each !== 'document.write') })
    const after = await officialOf(database, clerk.accountId)
    expect(may(after, 'document.write')).toBe(false)
    expect(may(after, 'document.read')).toBe(true)
    const [told] = await changesOf(database, { kind: 'role', id: 'clerk' })
    expect(told?.summary).toBe('Sửa vai trò Chuyên viên, công chức')
  })

  test('of its own is added, and taken away while no post has carried it', async () => {
    const { database, officials } = await province()
    const code = await addRole(database, officials.administrator, REGISTRAR, TEST_TODAY)
    expect(await roleByCode(database, code)).toMatchObject({ ...REGISTRAR, builtIn: false, isUsed: false })
    await removeRole(database, officials.administrator, code, TEST_TODAY)
    expect(await roleByCode(database, code)).toBeUndefined()
  })

  test('that people hold or that comes with the system stays', async () => {
    const { database, officials } = await province()
    await expect(removeRole(database, officials.administrator, 'inspector', TEST_TODAY)).rejects.toMatchObject({
      code: 'organisation.role-in-use',
    })
  })

  test('does not get rights from somebody who holds it, who may give some up', async () => {
    const { database, change } = await province()
    const held = (await roleByCode(database, 'administrator'))?.permissions ?? []
    await expect(change('administrator', { permissions: [...held, 'movement.read'] })).rejects.toMatchObject({
      code: 'organisation.own-role',
    })
    await change('administrator', { permissions: held.filter((each) => each !== 'block.manage') })
    expect((await roleByCode(database, 'administrator'))?.permissions).not.toContain('block.manage')
  })

  test('keeps what the last people who run the system need', async () => {
    const { database, change } = await province()
    const held = (await roleByCode(database, 'administrator'))?.permissions ?? []
    await expect(
      change('administrator', { permissions: held.filter((each) => each !== 'account.manage') }),
    ).rejects.toMatchObject({ code: 'organisation.nobody-left-to-manage' })
    expect((await roleByCode(database, 'administrator'))?.permissions).toEqual(held)
  })

  test('has a title of its own, and a second writer sees what the first has saved', async () => {
    const { database, officials, change } = await province()
    await expect(change('clerk', { title: 'LÃNH ĐẠO ĐƠN VỊ' })).rejects.toMatchObject({
      code: 'organisation.role-title-taken',
    })
    const stale = { code: 'clerk', version: '1', given: REGISTRAR, today: TEST_TODAY }
    await changeRole(database, officials.administrator, stale)
    await expect(changeRole(database, officials.administrator, stale)).rejects.toMatchObject({
      code: 'form.changed-meanwhile',
    })
  })

  test('is kept only by somebody who answers for a whole province', async () => {
    const { database, officials } = await province()
    await expect(addRole(database, officials.communeClerk, REGISTRAR, TEST_TODAY)).rejects.toMatchObject({
      code: 'organisation.concerns-whole-province',
    })
  })
})
