/** What nobody types and everybody can send: each has broken some program. */
const TEXTS = [
  '',
  ' ',
  '\u00a0\u2003',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'Nguye\u0302\u0303n Thi\u0323 Hoa',
  'Nguyễn\u200bThị\u200dHoa\ufeff',
  '\u202eaoH ịhT nễyugN\u202c',
  '👩‍👩‍👧‍👦🇻🇳',
  'Z̸̢̛͔̳̺̮̻̹̈́̀̓͝ą̵̛̻͎̤̝̂̒̈́l̷̰͉̈g̶̨̛o̵',
  `'; drop table petition; --`,
  `' or '1'='1`,
  '%',
  '_%\\',
  '\\',
  '$1',
  ':*',
  '& | ! ( ) <->',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}#{7*7}',
  '../../../../etc/passwd',
  '%00%ff%c0%ae',
  'javascript:alert(1)',
  '=cmd|calc!A1',
  '\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
  'toString',
  'null',
  'undefined',
  'NaN',
  'true',
  '[]',
  '{}',
  '-',
  '٣٤٥',
  '１２３',
]
const NUMBERS = [
  ...['0', '-0', '-1', '1.5', '1,5', '1e3', '1e400', '0x10', '00012', '2147483647', '2147483648', '9007199254740993'],
  ...['9223372036854775807', '9223372036854775808', '99999999999999999999999999', '-9223372036854775809', 'Infinity'],
]
const DAYS = [
  ...['31/02/2026', '29/02/2025', '00/00/0000', '32/13/2026', '01/01/0001', '01/01/9999', '31/12/99999', '1/1/26'],
  ...['2026-02-30', '2026-13-01', '-2026-01-01', '0000-00-00', '+010000-01-01', '2026-01-01T00:00:00Z', '24/11/2026 '],
]

export function hostileText(chance) {
  const kind = chance.below(10)
  if (kind < 5) return chance.pick(TEXTS)
  if (kind < 7) return chance.pick(NUMBERS)
  if (kind < 8) return chance.pick(DAYS)
  if (kind < 9) return chance.pick(TEXTS).concat('ữ '.repeat(chance.below(200)), chance.pick(TEXTS))
  return chance.pick(['ự', 'a', '\u0301', '(', '9', 'x@y.vn ', '\n']).repeat(1 + chance.below(60_000))
}

/** Something of a wrong kind for a body in JSON. */
export function hostileValue(chance) {
  return chance.pick([
    () => hostileText(chance),
    () => hostileText(chance),
    () => chance.pick([null, true, false, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, -0]),
    () => [],
    () => ({}),
    () => [hostileText(chance), hostileText(chance)],
    () => ({ [chance.pick(TEXTS)]: hostileText(chance) }),
    () => Array.from({ length: chance.below(2000) }, () => '1'),
    () => nested(1 + chance.below(400)),
  ])()
}

function nested(depth) {
  let value = 'x'
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { value }
  return value
}

/** The value with some of its parts replaced, left out, or joined by others that nobody asked for. */
export function mutated(value, chance) {
  if (value === null || typeof value !== 'object' || chance.is(0.1)) return hostileValue(chance)
  const copy = Array.isArray(value) ? [...value] : { ...value }
  const keys = Object.keys(copy)
  const key = chance.pick(keys.length > 0 ? keys : ['0'])
  const way = chance.below(8)
  if (way === 0) delete copy[key]
  // A body in JSON can hold this key, an object written in a program cannot.
  else if (way === 1) Object.defineProperty(copy, chance.pick(TEXTS), { value: hostileValue(chance), enumerable: true })
  else copy[key] = chance.is(0.3) ? mutated(copy[key], chance) : hostileValue(chance)
  return copy
}
