import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { TableCell } from './official-document.ts'
import { oneLine } from './plain-text.ts'

/** How statistics say that a figure is lacking, as against 0, which says that there was nothing. */
const NO_FIGURE = '…'

/** `2657` → `2.657`, `722.4` → `722,4`. */
export function cellText(cell: TableCell): string {
  if (cell === null) return NO_FIGURE
  return typeof cell === 'number' ? formatNumber(cell) : oneLine(cell)
}
