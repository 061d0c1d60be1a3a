import { Refusal } from '../../../vocabulary/refusal.ts'

/** The shortest password, in characters (guidance of NIST SP 800-63B: length over composition rules). */
const SHORTEST_PASSWORD = 10

/** Refuses `identity.password-too-short`, `identity.password-too-long` and `identity.password-is-user-name`. */
export function requireUsablePassword(password: string, userName: string): void {
  const length = [...password].length
  if (length < SHORTEST_PASSWORD) {
    refuse(
      'identity.password-too-short',
      `Mật khẩu phải có ít nhất ${SHORTEST_PASSWORD} ký tự. Có thể dùng một câu ngắn dễ nhớ.`,
    )
  }
  if (length > 200) refuse('identity.password-too-long', 'Mật khẩu không được quá 200 ký tự.')
  if (password.toLowerCase().includes(userName.toLowerCase())) {
    refuse('identity.password-is-user-name', 'Mật khẩu không được chứa tên đăng nhập.')
  }
}

function refuse(code: string, message: string): never {
  throw new Refusal('invalid', code, message, { password: message })
}
