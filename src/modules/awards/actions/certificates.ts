import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Certificate } from '../../documents/index.ts'
import { headOnPaper, nameOnPaper, type UnitOnPaper } from '../../organisation/index.ts'
import { signingOf } from '../rules/signing.ts'
import type { AwardedOnPaper } from './decision-on-paper.ts'

/** The certificates of a decision, one for each who is awarded, in the order of its list. */
export function certificatesOf({
  decision: { formTitle, reference, decidedOn },
  issuer,
  signer,
  awards,
}: {
  decision: { formTitle: string; reference: string; decidedOn: CalendarDate }
  issuer: UnitOnPaper
  signer: { name: string; title: string } | null
  awards: readonly AwardedOnPaper[]
}): Certificate[] {
  const head = headOnPaper(issuer)
  return awards.map((award) => ({
    ...{ givenBy: `${head} ${nameOnPaper(issuer)}`, formTitle },
    recipient: award.personName ?? award.unitName,
    ofRecipient: award.personName === null ? null : [award.personPost, award.unitName].filter(Boolean).join(', '),
    merit: award.achievement,
    ...{ reference, place: issuer.placeName ?? '……', date: decidedOn },
    signature: signingOf(head, signer),
  }))
}
