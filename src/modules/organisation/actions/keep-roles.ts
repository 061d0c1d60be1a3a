import { type SqlBool, sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { knownPermissions } from '../../../vocabulary/permission.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { roleByCode } from '../queries/roles.ts'
import { rolePermissions } from '../rules/role-permissions.ts'
import { requireWholeProvince } from './require-whole-province.ts'
import '../queries/tables.ts'

/** A role as somebody wants it. */
export type RoleToKeep = { title: string; permissions: readonly string[]; needsSecondFactor: boolean }

/** Without one of these held by somebody who can sign in, nobody could mend the system any more. */
const NEEDED_BY_SOMEBODY = ['account.manage', 'role.manage', 'organisation.manage']

/**
 * Adds a role and answers its code. Refuses what `rolePermissions` refuses, `organisation.concerns-whole-province` to somebody whose
 * reach is not a whole province, and `organisation.role-title-taken`.
 */
export function addRole(
  database: Database,
  official: Official,
  given: RoleToKeep,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireWholeProvince(transaction, official, 'role.manage', today)
    const permissions = rolePermissions(given.permissions, knownPermissions())
    const position = await lockRoles(transaction)
    await requireFreeTitle(transaction, given.title)
    const code = `role-${position}`
    await transaction
      .insertInto('role')
      .values({
        code,
        title: given.title,
        position,
        needs_second_factor: given.needsSecondFactor,
        changed_by_account_id: official.accountId,
      })
      .execute()
    await writePermissions(transaction, code, permissions)
    await recordChange(transaction, {
      official,
      action: 'organisation.role-added',
      subject: { kind: 'role', id: code },
      unitId: null,
      summary: `Thêm vai trò ${given.title}`,
      after: { ...given, permissions },
    })
    return code
  })
}

/**
 * Changes what a role is called and what it may do, for everybody who holds it, from now on.
 * Refuses as `addRole` does; `organisation.no-such-role`; a stale edit; `organisation.own-role` to somebody who would get more rights
 * by it; and `organisation.nobody-left-to-manage`.
 */
export function changeRole(
  database: Database,
  official: Official,
  { code, version, given, today }: { code: string; version: string | null; given: RoleToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await requireWholeProvince(transaction, official, 'role.manage', today)
    await lockRoles(transaction)
    const before = await roleByCode(transaction, code)
    if (!before) throw noSuchRole()
    refuseStaleEdit(version, before, () => roleFormValues(before))
    const permissions = rolePermissions(given.permissions, knownPermissions())
    const added = permissions.filter((permission) => !before.permissions.includes(permission))
    if (added.length > 0 && official.posts.some((post) => post.roleCode === code)) throw ownRole()
    await requireFreeTitle(transaction, given.title, code)
    await transaction
      .updateTable('role')
      .set({ title: given.title, needs_second_factor: given.needsSecondFactor, ...changedBy(official) })
      .where('code', '=', code)
      .execute()
    await transaction.deleteFrom('role_permission').where('role_code', '=', code).execute()
    await writePermissions(transaction, code, permissions)
    await requireSomebodyLeft(transaction, today)
    const { title, needsSecondFactor } = before
    await recordChange(transaction, {
      official,
      action: 'organisation.role-changed',
      subject: { kind: 'role', id: code },
      unitId: null,
      summary: `Sửa vai trò ${given.title}`,
      before: { title, needsSecondFactor, permissions: before.permissions },
      after: { ...given, permissions },
    })
  })
}

/** Takes a role away that no post has ever carried. Refuses `organisation.no-such-role` and `organisation.role-in-use`. */
export function removeRole(database: Database, official: Official, code: string, today: CalendarDate): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await requireWholeProvince(transaction, official, 'role.manage', today)
    await lockRoles(transaction)
    const role = await roleByCode(transaction, code)
    if (!role) throw noSuchRole()
    if (role.builtIn || role.isUsed) {
      throw new Refusal(
        'conflict',
        'organisation.role-in-use',
        role.builtIn
          ? 'Vai trò này có sẵn trong hệ thống nên không xóa được; hãy sửa tên, quyền nếu cần.'
          : 'Đã có chức vụ mang vai trò này nên không xóa được: hồ sơ cán bộ còn nhắc đến nó. Hãy bỏ bớt quyền nếu không dùng nữa.',
      )
    }
    await transaction.deleteFrom('role_permission').where('role_code', '=', code).execute()
    await transaction.deleteFrom('role').where('code', '=', code).execute()
    await recordChange(transaction, {
      official,
      action: 'organisation.role-removed',
      subject: { kind: 'role', id: code },
      unitId: null,
      summary: `Xóa vai trò ${role.title}`,
      before: { title: role.title, permissions: role.permissions },
    })
  })
}

/** The form's values of a role. */
export function roleFormValues(role: RoleToKeep): Record<string, string | string[]> {
  return {
    title: role.title,
    permissions: [...role.permissions],
    needsSecondFactor: role.needsSecondFactor ? 'yes' : '',
  }
}

/** No such role. */
export function noSuchRole(): Refusal {
  return new Refusal('not-found', 'organisation.no-such-role', 'Không có vai trò này.')
}

/** One change of roles at a time; answers the place after the last role. */
async function lockRoles(transaction: Database): Promise<number> {
  await sql`lock table role in share row exclusive mode`.execute(transaction)
  const last = await transaction.selectFrom('role').select(sql<number>`max(position)`.as('position')).executeTakeFirst()
  return (last?.position ?? 0) + 1
}

async function requireFreeTitle(transaction: Database, title: string, except?: string): Promise<void> {
  const roles = await transaction.selectFrom('role').select(['code', 'title']).execute()
  const same = roles.some((role) => role.code !== except && role.title.toLowerCase() === title.toLowerCase())
  if (!same) return
  const message = `Đã có vai trò tên “${title}”. Hãy đặt tên khác.`
  throw new Refusal('conflict', 'organisation.role-title-taken', message, { title: message })
}

async function writePermissions(transaction: Database, code: string, permissions: readonly string[]): Promise<void> {
  if (permissions.length === 0) return
  await transaction
    .insertInto('role_permission')
    .values(permissions.map((permission) => ({ role_code: code, permission })))
    .execute()
}

async function requireSomebodyLeft(transaction: Database, today: CalendarDate): Promise<void> {
  const found = await sql<{ left: SqlBool }>`
    select bool_and(exists (
      select from role_permission granted
      join post on post.role_code = granted.role_code
        and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
      join account on account.person_id = post.person_id and account.disabled_at is null
      where granted.permission = needed)) as "left"
    from unnest(${NEEDED_BY_SOMEBODY}::text[]) as needed`.execute(transaction)
  if (found.rows[0]?.left) return
  const message =
    'Sau thay đổi này sẽ không còn tài khoản nào quản lý được tài khoản, đơn vị hoặc vai trò. Chưa có gì thay đổi; hãy giữ lại quyền ấy hoặc giao nó cho vai trò khác trước.'
  throw new Refusal('conflict', 'organisation.nobody-left-to-manage', message, { permissions: message })
}

function ownRole(): Refusal {
  const message =
    'Bạn đang giữ vai trò này nên không tự thêm quyền cho nó được. Hãy nhờ người quản trị khác; nội dung đã chọn vẫn còn dưới đây.'
  return new Refusal('not-allowed', 'organisation.own-role', message, { permissions: message })
}
