import type { ComponentChildren } from 'preact'
import { DataTable } from '../../../platform/page/index.ts'
import { permissionInWords } from '../../../vocabulary/permission.ts'
import { formatInstant, withCapital } from '../../../vocabulary/vietnamese.ts'

type Session = { device: string; startedAt: Date; lastSeenAt: Date; endsAt: Date }

/** The open sessions of an account. Its owner is told when each ends, and gets what can be done about it. */
export function SessionTable<Each extends Session>({
  sessions,
  action,
}: {
  sessions: readonly Each[]
  action?: (session: Each) => ComponentChildren
}) {
  return (
    <DataTable
      caption="Các phiên đăng nhập đang mở"
      phone="stack"
      empty="Không có phiên nào đang mở."
      columns={[
        { key: 'device', title: 'Thiết bị', rowHeader: true },
        { key: 'started', title: 'Đăng nhập lúc' },
        { key: 'seen', title: 'Dùng lần cuối' },
        ...(action
          ? [
              { key: 'ends', title: 'Tự kết thúc lúc' },
              { key: 'action', title: 'Phiên' },
            ]
          : []),
      ]}
      rows={sessions.map((session) => ({
        device: session.device || 'Không rõ thiết bị',
        started: formatInstant(session.startedAt),
        seen: formatInstant(session.lastSeenAt),
        ends: formatInstant(session.endsAt),
        action: action?.(session),
      }))}
    />
  )
}

type Token = {
  name: string
  permissions: readonly string[] | null
  createdAt: Date
  expiresAt: Date
  lastUsedAt: Date | null
}

/** The tokens of an account that are in force. Its owner is told when each was made, and gets the way to take it back. */
export function TokenTable<Each extends Token>({
  tokens,
  action,
}: {
  tokens: readonly Each[]
  action?: (token: Each) => ComponentChildren
}) {
  return (
    <DataTable
      caption="Các mã truy cập đang có hiệu lực"
      phone="stack"
      empty="Chưa có mã nào."
      columns={[
        { key: 'name', title: 'Tên gọi', rowHeader: true },
        { key: 'scope', title: 'Được làm', width: 'one-third' },
        ...(action ? [{ key: 'made', title: 'Tạo lúc' }] : []),
        { key: 'ends', title: 'Hết hạn lúc' },
        { key: 'used', title: 'Dùng lần cuối' },
        ...(action ? [{ key: 'action', title: 'Thu hồi' }] : []),
      ]}
      rows={tokens.map((token) => ({
        name: token.name || 'Không tên',
        scope: scopeInWords(token.permissions),
        made: formatInstant(token.createdAt),
        ends: formatInstant(token.expiresAt),
        used: token.lastUsedAt ? formatInstant(token.lastUsedAt) : 'Chưa dùng',
        action: action?.(token),
      }))}
    />
  )
}

/** `Xem hoạt động; xem số liệu` or `Mọi việc tài khoản được làm`. */
export function scopeInWords(permissions: readonly string[] | null): string {
  if (permissions === null) return 'Mọi việc tài khoản được làm'
  return withCapital(permissions.map((permission) => permissionInWords(permission) ?? permission).join('; '))
}
