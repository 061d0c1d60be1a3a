import { sql } from 'kysely'
import type { Official } from '../../vocabulary/official.ts'

/**
 * What a row of a record gets with every change: the next version, by which a stale edit is known, and who changed it when.
 * For `.set({ ..., ...changedBy(official) })`.
 */
export function changedBy(official: Official) {
  return {
    version: sql<number>`version + 1`,
    changed_at: sql<Date>`now()`,
    changed_by_account_id: official.accountId,
  }
}
