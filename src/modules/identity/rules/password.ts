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

/** What is wrong with a new password as it was typed, by field: missing, or not the same twice. */
export function problemsWithNewPassword(password: string, repeated: string): Record<string, string> {
  if (password === '') return { password: 'Hãy nhập mật khẩu mới.' }
  if (repeated === '') return { repeated: 'Hãy nhập lại mật khẩu mới.' }
  if (password !== repeated) return { repeated: 'Hai lần nhập mật khẩu không giống nhau. Hãy nhập lại cả hai ô.' }
  return {}
}

function refuse(code: string, message: string): never {
  throw new Refusal('invalid', code, message, { password: message })
}
