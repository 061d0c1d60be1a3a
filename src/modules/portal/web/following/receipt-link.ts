import type { PublicContext } from '../../../../platform/http/context.ts'
import type { Receipt } from '../../../../platform/receipt/receipt.ts'

export const FOLLOW_PATH = '/public/follow'

/** The address that opens what a receipt is for: for the QR code, and to be kept instead of the two codes. */
export function receiptLink({ publicUrl }: Pick<PublicContext, 'publicUrl'>, { code, secret }: Receipt): string {
  return `${publicUrl.replace(/\/$/, '')}${FOLLOW_PATH}/${code}/${secret}`
}
