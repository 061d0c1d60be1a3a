/** An exact number as a fraction in lowest terms; the denominator is above nought. A figure is rounded once, when it is shown. */
export type Exact = { readonly numerator: bigint; readonly denominator: bigint }

export const ZERO: Exact = { numerator: 0n, denominator: 1n }

/** The number that a decimal such as `-12.50` says exactly. Refuses nothing: what it is given was checked or comes from the database. */
export function exactOf(decimal: string | number): Exact {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(decimal))
  if (!match) throw new Error(`No decimal: ${decimal}`)
  const [, sign = '', whole = '0', digits = '', exponent = '0'] = match
  const places = digits.length - Number(exponent)
  const value = BigInt(`${sign}${whole}${digits}`)
  return places >= 0 ? fraction(value, 10n ** BigInt(places)) : fraction(value * 10n ** BigInt(-places), 1n)
}

export function plus(one: Exact, other: Exact): Exact {
  return fraction(
    one.numerator * other.denominator + other.numerator * one.denominator,
    one.denominator * other.denominator,
  )
}

export function minus(one: Exact, other: Exact): Exact {
  return plus(one, { numerator: -other.numerator, denominator: other.denominator })
}

export function times(one: Exact, other: Exact): Exact {
  return fraction(one.numerator * other.numerator, one.denominator * other.denominator)
}

/** null where the divisor is nought. */
export function over(one: Exact, divisor: Exact): Exact | null {
  if (divisor.numerator === 0n) return null
  return fraction(one.numerator * divisor.denominator, one.denominator * divisor.numerator)
}

/** The number with so many places after the point, half away from nought: 2,345 with two places is 2,35, −2,345 is −2,35. */
export function rounded({ numerator, denominator }: Exact, places: number): number {
  const isNegative = numerator < 0n
  const scaled = (isNegative ? -numerator : numerator) * 10n ** BigInt(places)
  const whole = (2n * scaled + denominator) / (2n * denominator)
  const digits = String(whole).padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return whole === 0n ? 0 : Number(`${isNegative ? '-' : ''}${text}`)
}

function fraction(numerator: bigint, denominator: bigint): Exact {
  const sign = denominator < 0n ? -1n : 1n
  const divisor = commonDivisor(numerator < 0n ? -numerator : numerator, denominator * sign)
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor }
}

function commonDivisor(one: bigint, other: bigint): bigint {
  let [larger, smaller] = [one, other]
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller]
  return larger === 0n ? 1n : larger
}
