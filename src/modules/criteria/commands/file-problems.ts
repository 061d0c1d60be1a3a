import type { z } from 'zod'
import type { SetProblem } from '../rules/check-set.ts'

type Issue = z.core.$ZodIssue

/** What keeps a file from being read, in the same form as what is wrong with a set that can be read. */
export function fileProblems(file: unknown, issues: readonly Issue[]): SetProblem[] {
  return issues.flatMap((issue) => problemsOf(file, issue, []))
}

function problemsOf(file: unknown, issue: Issue, before: readonly PropertyKey[]): SetProblem[] {
  const path = [...before, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closestOption(issue.errors).flatMap((inner) => problemsOf(file, inner, path))
  }
  const [code, message] = wordsFor(issue, valueAt(file, path))
  return [{ path: spell(path), place: placeWords(file, path), code, severity: 'mistake', message }]
}

/** Of several allowed shapes, the one that the writer most likely meant: the one with the least wrong. */
function closestOption(options: readonly Issue[][]): Issue[] {
  const weight = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)
  return options.reduce((best, option) => (weight(option) < weight(best) ? option : best))
}

function wordsFor(issue: Issue, value: unknown): [code: string, message: string] {
  const name = String(issue.path.at(-1) ?? '')
  if (value === undefined && issue.code !== 'unrecognized_keys') return ['part-missing', `Thiếu mục “${name}”.`]
  switch (issue.code) {
    case 'unrecognized_keys':
      return [
        'part-unknown',
        `Ở đây không có mục nào tên ${issue.keys.map((key) => `“${key}”`).join(', ')}. Hãy xem lại cách viết.`,
      ]
    case 'invalid_value':
      return [
        'value-unknown',
        `${quoted(value)} không dùng được ở đây; hãy chọn một trong: ${issue.values.map(String).join(', ')}.`,
      ]
    case 'invalid_union':
      return ['value-unknown', `${quoted(value)} không dùng được ở đây. Hãy xem lại các cách viết trong hướng dẫn.`]
    case 'invalid_type':
      return ['wrong-kind', `Ở đây cần ${KINDS[issue.expected] ?? 'một giá trị khác'}.`]
    case 'custom':
    case 'invalid_format':
      return ['wrong-kind', issue.message]
    case 'too_small':
      return issue.origin === 'string'
        ? ['empty-text', 'Mục này còn để trống.']
        : ['number-out-of-bounds', `Số này phải từ ${issue.minimum} trở lên.`]
    case 'too_big':
      return ['number-out-of-bounds', `Số này không được quá ${issue.maximum}.`]
    default:
      return ['wrong-kind', 'Giá trị này không dùng được ở đây.']
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'một đoạn chữ',
  number: 'một con số',
  int: 'một số nguyên',
  boolean: 'true hoặc false',
  array: 'một danh sách (trong ngoặc vuông)',
  object: 'một nhóm mục (trong ngoặc nhọn)',
  record: 'một nhóm mục (trong ngoặc nhọn)',
}

function quoted(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `“${value}”`
    : 'Giá trị này'
}

function valueAt(file: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => child(value, key), file)
}

function child(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function spell(path: readonly PropertyKey[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`))
    .join('')
}

/** Leads through the codes of the nodes on the way. */
function placeWords(file: unknown, path: readonly PropertyKey[]): string {
  const words: string[] = []
  let value = file
  for (const part of path) {
    value = child(value, part)
    const code = typeof part === 'number' ? child(value, 'code') : undefined
    if (typeof code === 'string') words.push(`Mục ${code}`)
  }
  return words.length === 0 ? 'Bộ tiêu chí' : words.join(' › ')
}
