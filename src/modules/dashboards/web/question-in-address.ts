import { readAddress } from '../../../platform/http/page.tsx'
import type { PivotQuestion } from '../rules/pivot.ts'
import { PivotQuery, questionOf } from './pivot-fields.ts'

/** The question that such an address holds. */
export function questionIn(address: string): PivotQuestion {
  const asked = new URLSearchParams(address)
  return questionOf(readAddress(PivotQuery, { ...Object.fromEntries(asked), indicator: asked.getAll('indicator') }))
}
