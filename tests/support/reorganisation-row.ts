import type { ReorganisationRow } from '../../src/modules/organisation/rules/reorganisation.ts'

/** What a row of a reorganisation tells, where the rest is empty. */
export type RowToTell = Partial<ReorganisationRow> & Pick<ReorganisationRow, 'kind'>

/** A row with only what is told; the rest is empty. */
export function row(given: RowToTell): ReorganisationRow {
  return {
    number: 1,
    fromCode: '',
    toCode: '',
    toName: '',
    toShortName: '',
    toKindCode: '',
    toParentCode: '',
    toIssuerCode: '',
    toPlaceName: '',
    isMainHeir: false,
    share: '',
    parts: '',
    ...given,
  }
}
