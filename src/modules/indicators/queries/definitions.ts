import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Indicator } from '../rules/indicator.ts'
import './tables.ts'

/**
 * The definitions of the named indicators, all of them when none is named; in the order in which they are read.
 * Refuses `indicators.no-such-indicator` for a code that is not defined.
 */
export async function indicatorDefinitions(database: Database, codes?: readonly string[]): Promise<Indicator[]> {
  let query = database
    .selectFrom('indicator')
    .select([
      'code',
      'title',
      'theme',
      'unit_of_measure as unitOfMeasure',
      'explanation',
      'source',
      'fact_code as factCode',
      'measure',
      'measure_column as measureColumn',
      'filters',
      'time',
    ])
    .orderBy('position')
  if (codes) query = query.where('code', 'in', codes.length > 0 ? [...codes] : [''])
  const found = await query.execute()
  const unknown = codes?.find((code) => !found.some((indicator) => indicator.code === code))
  if (unknown !== undefined) throw noSuchIndicator(unknown)
  return found
}

/** The definition of one indicator. Refuses `indicators.no-such-indicator`. */
export async function indicatorDefinition(database: Database, code: string): Promise<Indicator> {
  const [found] = await indicatorDefinitions(database, [code])
  if (!found) throw noSuchIndicator(code)
  return found
}

function noSuchIndicator(code: string): Refusal {
  return new Refusal(
    'not-found',
    'indicators.no-such-indicator',
    `Không có chỉ tiêu nào mang mã “${code}”. Hãy xem danh sách chỉ tiêu ở trang Số liệu.`,
  )
}
