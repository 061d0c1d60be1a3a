import { formatNumber } from '../../../vocabulary/vietnamese.ts'

/** Another value that a unit reports in place of the counted one: both are always shown, with the reason. */
export type FigureOverride = {
  readonly value: number
  readonly reason: string
  /** The paper or register that the value rests on. */
  readonly basis: string
}

type Overridable = {
  readonly amount: { readonly value: number } | null
  readonly override: FigureOverride | null
}

/** The number that the report gives: the one put by hand where there is one, else the counted one; null when there is neither. */
export function reportedValue({ amount, override }: Overridable): number | null {
  return override?.value ?? amount?.value ?? null
}

/** By how much the value put by hand moves the counted one; a figure that could not be counted is moved from nought. 0 without one. */
export function movedByHand({ amount, override }: Overridable): number {
  return override === null ? 0 : override.value - (amount?.value ?? 0)
}

/** `số đếm được từ hồ sơ 12; lý do: …; căn cứ: …`, for a sentence. */
export function overrideInWords(amount: Overridable['amount'], override: FigureOverride): string {
  const counted = amount === null ? 'không đếm được từ hồ sơ' : `số đếm được từ hồ sơ ${formatNumber(amount.value)}`
  return `${counted}; ${reasonInWords(override)}`
}

/** `lý do: …; căn cứ: …`, where the counted number stands beside it anyway. */
export function reasonInWords({ reason, basis }: FigureOverride): string {
  return `lý do: ${withoutStop(reason)}; căn cứ: ${withoutStop(basis)}`
}

function withoutStop(text: string): string {
  return text.trim().replace(/[.;]+$/, '')
}
