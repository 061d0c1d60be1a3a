import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** A registered petition as the form that mends it shows it. */
export function petitionFormValues(petition: {
  channel: string
  receivedOn: string
  behalfUnitId: string | null
  forwardedBy: string | null
  title: string | null
  content: string | null
  senderName: string
  senderAddress: string
  senderPhone: string
  signatoryCount: number
  version: number
}): Record<string, string> {
  return {
    channel: petition.channel,
    receivedOn: formatCalendarDate(petition.receivedOn),
    behalfUnitId: petition.behalfUnitId ?? '',
    forwardedBy: petition.forwardedBy ?? '',
    title: petition.title ?? '',
    content: petition.content ?? '',
    senderName: petition.senderName,
    senderAddress: petition.senderAddress,
    senderPhone: petition.senderPhone,
    signatoryCount: String(petition.signatoryCount),
    _version: String(petition.version),
  }
}
