import { formatNumber } from '../../../vocabulary/vietnamese.ts'

type UnitByHand = {
  readonly unitName: string
  readonly movedByHand: number
  readonly override: { readonly reason: string }
}

/**
 * What whoever gathers may report of the whole, following the units that reported otherwise than counted: the counted whole moved by
 * their differences, with a reason that names each. Offered in the form; the collector decides.
 */
export function valueWithUnits(
  counted: number,
  units: readonly UnitByHand[],
): { value: string; reason: string; basis: string } {
  const moved = units.reduce((sum, unit) => sum + unit.movedByHand, 0)
  const told = units.map(({ unitName, movedByHand, override }) => {
    const sign = movedByHand > 0 ? '+' : ''
    return `${unitName} (${sign}${formatNumber(movedByHand)}: ${override.reason.trim().replace(/[.;]+$/, '')})`
  })
  return {
    value: formatNumber(Math.max(counted + moved, 0)),
    reason: `Theo số điều chỉnh của các đơn vị: ${told.join('; ')}.`.slice(0, 1000),
    basis: 'Báo cáo các đơn vị đã gửi',
  }
}
