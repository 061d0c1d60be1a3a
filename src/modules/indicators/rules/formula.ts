import { Refusal } from '../../../vocabulary/refusal.ts'

/**
 * A formula over other figures, as people read it: `[Đơn đã trả lời] + 2 × [Đơn đang xử lý]`, `phần trăm([Đúng hạn]; [Phải gửi])`.
 * Names stand in square brackets: titles where people read and write, codes where it is kept.
 */
export type Formula =
  | { readonly kind: 'number'; readonly decimal: string }
  | { readonly kind: 'figure'; readonly name: string }
  | { readonly kind: 'operation'; readonly sign: Sign; readonly left: Formula; readonly right: Formula }
  /** `phần trăm(part; whole)`: the part as a share of the whole, in per cent. */
  | { readonly kind: 'percent'; readonly part: Formula; readonly whole: Formula }

export type Sign = '+' | '−' | '×' | '÷'

const LONGEST = 1000
/** Deep enough for every formula that a person can read. */
const DEEPEST = 40

/**
 * Reads a formula. Refuses `indicators.unreadable-formula` and says at which place and what was expected there.
 * `-`, `*`, `x`, `/` and `:` are taken for −, × and ÷; × and ÷ bind closer than + and −, equals from the left.
 */
export function parseFormula(text: string): Formula {
  if (text.length > LONGEST) throw unreadable(`dài quá ${LONGEST} ký tự`)
  const reader = new Reader(tokensOf(text))
  const formula = reader.sum(0)
  reader.expectEnd()
  return formula
}

/** The formula as a person reads it, with no more parentheses than it needs; `parseFormula` gives the same back. */
export function printFormula(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return formula.decimal.replace('.', ',')
    case 'figure':
      return `[${formula.name}]`
    case 'percent':
      return `phần trăm(${printFormula(formula.part)}; ${printFormula(formula.whole)})`
    case 'operation': {
      const { sign, left, right } = formula
      return `${within(left, rank(sign), 'left')} ${sign} ${within(right, rank(sign), 'right')}`
    }
  }
}

/** The names in it, each once, in the order in which they stand. */
export function namesIn(formula: Formula): string[] {
  const found = new Set<string>()
  renamed(formula, (name) => {
    found.add(name)
    return name
  })
  return [...found]
}

/** The same formula with other names. */
export function renamed(formula: Formula, rename: (name: string) => string): Formula {
  switch (formula.kind) {
    case 'number':
      return formula
    case 'figure':
      return { kind: 'figure', name: rename(formula.name) }
    case 'percent': {
      const part = renamed(formula.part, rename)
      return { kind: 'percent', part, whole: renamed(formula.whole, rename) }
    }
    case 'operation': {
      const left = renamed(formula.left, rename)
      return { kind: 'operation', sign: formula.sign, left, right: renamed(formula.right, rename) }
    }
  }
}

const rank = (sign: Sign): number => (sign === '+' || sign === '−' ? 1 : 2)

function within(formula: Formula, outer: number, side: 'left' | 'right'): string {
  const printed = printFormula(formula)
  if (formula.kind !== 'operation') return printed
  const inner = rank(formula.sign)
  return inner < outer || (inner === outer && side === 'right') ? `(${printed})` : printed
}

type Token =
  | { readonly kind: 'number' | 'figure'; readonly text: string }
  | { readonly kind: 'sign'; readonly text: Sign }
  | { readonly kind: 'percent' | '(' | ')' | ';' | 'end'; readonly text: string }

const SIGNS: Readonly<Record<string, Sign>> = {
  ...{ '+': '+', '-': '−', '−': '−', '–': '−', '*': '×', x: '×', X: '×', '×': '×', '/': '÷', ':': '÷', '÷': '÷' },
}
const TOKEN =
  /\s*(?:(?<number>\d{1,15}(?:[.,]\d{1,8})?)|\[(?<figure>[^[\]]{1,300})\]|(?<percent>phần\s+trăm|%)|(?<mark>[();])|(?<sign>[-+−–*xX×/:÷]))/uy

function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  const typed = text.normalize('NFC').trim()
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < typed.length) {
    const from = TOKEN.lastIndex
    const match = TOKEN.exec(typed)
    if (!match?.groups) throw unreadable(`không đọc được từ chỗ “${typed.slice(from, from + 20).trim()}”`)
    tokens.push(tokenOf(match.groups))
  }
  return tokens
}

function tokenOf({ number, figure, percent, mark, sign }: Partial<Record<string, string>>): Token {
  if (number !== undefined) return { kind: 'number', text: simplest(number) }
  if (figure !== undefined) return { kind: 'figure', text: figure.trim() }
  if (percent !== undefined) return { kind: 'percent', text: 'phần trăm' }
  if (mark === '(' || mark === ')' || mark === ';') return { kind: mark, text: mark }
  return { kind: 'sign', text: SIGNS[sign ?? ''] ?? '+' }
}

/** `007,50` is 7.5 */
function simplest(typed: string): string {
  const [whole = '0', digits = ''] = typed.replace(',', '.').split('.')
  const after = digits.replace(/0+$/, '')
  return `${whole.replace(/^0+(?=\d)/, '')}${after === '' ? '' : `.${after}`}`
}

class Reader {
  private at = 0
  private readonly tokens: readonly Token[]

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  sum(depth: number): Formula {
    return this.chain(1, () => this.chain(2, () => this.part(depth)))
  }

  expectEnd(): void {
    if (this.next().kind !== 'end') throw unreadable(`thừa “${this.next().text}”; giữa hai số phải có phép tính`)
  }

  private chain(level: number, member: () => Formula): Formula {
    let left = member()
    for (let token = this.next(); token.kind === 'sign' && rank(token.text) === level; token = this.next()) {
      this.at += 1
      left = { kind: 'operation', sign: token.text, left, right: member() }
    }
    return left
  }

  private part(depth: number): Formula {
    if (depth > DEEPEST) throw unreadable('quá nhiều dấu ngoặc lồng nhau')
    const token = this.next()
    this.at += 1
    if (token.kind === 'number') return { kind: 'number', decimal: token.text }
    if (token.kind === 'figure') return { kind: 'figure', name: token.text }
    if (token.kind === '(') {
      const inside = this.sum(depth + 1)
      this.expect(')')
      return inside
    }
    if (token.kind === 'percent') {
      this.expect('(')
      const part = this.sum(depth + 1)
      this.expect(';')
      const whole = this.sum(depth + 1)
      this.expect(')')
      return { kind: 'percent', part, whole }
    }
    throw unreadable(
      token.kind === 'end' ? 'thiếu số hoặc tên chỉ tiêu ở cuối' : `thiếu số hoặc tên chỉ tiêu trước “${token.text}”`,
    )
  }

  private expect(kind: '(' | ')' | ';'): void {
    const token = this.next()
    if (token.kind !== kind)
      throw unreadable(`thiếu dấu “${kind}” ${token.kind === 'end' ? 'ở cuối' : `trước “${token.text}”`}`)
    this.at += 1
  }

  private next(): Token {
    return this.tokens[this.at] ?? { kind: 'end', text: '' }
  }
}

function unreadable(why: string): Refusal {
  const message = `Công thức chưa đọc được: ${why}. Viết tên chỉ tiêu trong ngoặc vuông, ví dụ phần trăm([Báo cáo gửi đúng hạn]; [Báo cáo phải gửi]).`
  return new Refusal('invalid', 'indicators.unreadable-formula', message, { formula: message })
}
