import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import { COMMON_WORDS } from './common-passwords.ts'

/** The shortest password, in characters (guidance of NIST SP 800-63B: length over composition rules). */
const SHORTEST_PASSWORD = 10

/** Digits alone up to this length are telephone numbers, dates of birth and numbers of identity cards. */
const LONGEST_NUMBER = 14

/** A password of fewer different characters is the same key pressed again and again. */
const FEWEST_CHARACTERS = 5

/**
 * Refuses `identity.password-too-short`, `identity.password-too-long`, `identity.password-is-user-name` and
 * `identity.password-common`.
 */
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
  if (isCommon(password)) {
    refuse(
      'identity.password-common',
      'Mật khẩu này nhiều người dùng hoặc dễ đoán (từ quen thuộc thêm số, dãy phím, số điện thoại, ngày sinh). Hãy dùng một câu ngắn chỉ mình bạn nghĩ ra, gồm vài từ không liên quan đến nhau.',
    )
  }
}

/**
 * True for what is guessed first: one word of the list of common passwords, whatever digits and signs stand around it or in the place
 * of its letters; a number; a run of the alphabet or the keyboard; the same few keys again and again.
 */
function isCommon(password: string): boolean {
  const plain = withoutAccents(password).replace(/ /g, '')
  if (new Set(plain).size < FEWEST_CHARACTERS) return true
  const digits = plain.replace(/\D/g, '')
  if (!/[a-z]/.test(plain) && (digits.length <= LONGEST_NUMBER || isRun(digits))) return true
  return [plain, lettersForSigns(plain, 'i'), lettersForSigns(plain, 'l')].some((read) => {
    const letters = read.replace(/[^a-z]/g, '')
    const word = once(letters)
    // A long number behind a common word makes a password all the same.
    return (COMMON_WORDS.has(letters) || COMMON_WORDS.has(word) || isRun(word)) && digits.length <= LONGEST_NUMBER
  })
}

/** `P@ssw0rd` → `password`: the signs that people put for letters; `one` is what 1 stands for. */
function lettersForSigns(text: string, one: string): string {
  const letters: Record<string, string> = {
    '@': 'a',
    '4': 'a',
    '0': 'o',
    '1': one,
    '!': one,
    '3': 'e',
    $: 's',
    '5': 's',
  }
  // Digits at the end are a year or a number, not letters.
  const ending = /[^a-z]*$/.exec(text)?.index ?? text.length
  return text.slice(0, ending).replace(/[@401!3$5]/g, (sign) => letters[sign] ?? sign)
}

/** `abcabcabc` → `abc`: a word written several times is that word. */
function once(letters: string): string {
  for (let length = 1; length <= letters.length / 2; length++) {
    const part = letters.slice(0, length)
    if (letters.length % length === 0 && part.repeat(letters.length / length) === letters) return part
  }
  return letters
}

const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789'.repeat(4),
  'qwertyuiopasdfghjklzxcvbnm',
  'qazwsxedcrfvtgbyhnujm',
]

/** Keys one after the other, forwards or backwards. */
function isRun(text: string): boolean {
  return text !== '' && RUNS.some((run) => run.includes(text) || [...run].reverse().join('').includes(text))
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
