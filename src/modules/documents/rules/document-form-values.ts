import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { LinkKind } from './register-entry.ts'

type Recorded = {
  direction: 'outgoing' | 'incoming'
  unitId: string
  type: string
  reference: string
  issuedOn: string
  issuingUnitId: string | null
  issuingBody: string | null
  draftingUnitId: string | null
  summary: string
  number: number | null
  symbol: string | null
  arrivedOn: string | null
  arrivalNumber: number | null
  dueOn: string | null
  version: number
  secrecy: string | null
  identifier: string
}

/** A registered document as its form shows it. */
export function documentFormValues(
  document: Recorded,
  links: readonly { kind: LinkKind; targetText: string }[],
): Record<string, string> {
  const lines = (kind: LinkKind) =>
    links
      .filter((link) => link.kind === kind)
      .map((link) => link.targetText)
      .join('\n')
  // The unit of the register itself is what an empty field means.
  const otherThanOwn = (unitId: string | null) => (unitId === document.unitId ? '' : (unitId ?? ''))
  return {
    direction: document.direction,
    unitId: document.unitId,
    type: document.type,
    issuedOn: formatCalendarDate(document.issuedOn),
    summary: document.summary,
    dueOn: document.dueOn === null ? '' : formatCalendarDate(document.dueOn),
    basedOn: lines('based-on'),
    carriesOut: lines('carries-out'),
    replaces: lines('replaces'),
    secrecy: document.secrecy ?? '',
    _version: String(document.version),
    ...(document.direction === 'outgoing'
      ? {
          number: String(document.number),
          symbol: document.symbol ?? '',
          issuingUnitId: otherThanOwn(document.issuingUnitId),
          draftingUnitId: otherThanOwn(document.draftingUnitId),
        }
      : {
          reference: document.reference,
          issuingBody: document.issuingBody ?? '',
          arrivedOn: document.arrivedOn === null ? '' : formatCalendarDate(document.arrivedOn),
          arrivalNumber: String(document.arrivalNumber),
          identifier: document.identifier,
        }),
  }
}
