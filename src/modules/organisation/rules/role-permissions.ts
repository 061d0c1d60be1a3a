import { permissionInWords } from '../../../vocabulary/permission.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** Rights to run the system. Whoever has one of them does not open what people have written or what was decided on them. */
const RUNNING = ['account.manage', 'role.manage'] as const

/** Rights on what people have written in confidence. */
const CONFIDENTIAL = /^(petition|personal-data|reception|submission)\./

/** The right to read without which another can't be used, where it is not the reading right of the same name. */
const READING_OF: Readonly<Record<string, string>> = {
  account: 'organisation.read',
  block: 'organisation.read',
  opinion: 'activity.read',
  post: 'organisation.read',
  role: 'organisation.read',
  task: 'plan.read',
}

/**
 * The permissions of a role, each once, in a fixed order. `known` are all that the system asks for.
 * Refuses (`invalid`) `organisation.no-such-permission`; `organisation.role-reads-in-confidence`: nobody who runs the system reads
 * petitions; `organisation.permission-without-reading`: one that can't be used without another.
 */
export function rolePermissions(chosen: readonly string[], known: readonly string[]): string[] {
  const permissions = [...new Set(chosen)].sort()
  const strange = permissions.find((permission) => !known.includes(permission))
  if (strange !== undefined) {
    throw invalid(
      'organisation.no-such-permission',
      'Có quyền không còn trong hệ thống. Hãy mở lại trang này và chọn lại.',
    )
  }
  const confidential = permissions.find((permission) => CONFIDENTIAL.test(permission))
  if (confidential !== undefined && RUNNING.some((permission) => permissions.includes(permission))) {
    throw invalid(
      'organisation.role-reads-in-confidence',
      `Vai trò vận hành hệ thống (quản lý tài khoản, vai trò) không được ${permissionInWords(confidential) ?? 'xem đơn thư'}. Hãy bỏ một trong hai, hoặc lập hai vai trò riêng.`,
    )
  }
  for (const permission of permissions) {
    const reading = readingOf(permission)
    if (reading !== permission && known.includes(reading) && !permissions.includes(reading)) {
      throw invalid(
        'organisation.permission-without-reading',
        `Muốn ${permissionInWords(permission) ?? permission} thì phải ${permissionInWords(reading) ?? reading}. Hãy chọn thêm quyền ấy hoặc bỏ quyền này.`,
      )
    }
  }
  return permissions
}

function readingOf(permission: string): string {
  const subject = permission.split('.')[0] ?? ''
  return READING_OF[subject] ?? `${subject}.read`
}

function invalid(code: string, message: string): Refusal {
  return new Refusal('invalid', code, message, { permissions: message })
}
