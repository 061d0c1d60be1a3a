import { placeAndDateLine } from '../rules/place-and-date.ts'
import { nameForSignature, signingLines } from '../rules/signing-authority.ts'
import type { Certificate } from './certificate.ts'
import { inCapitals, oneLine } from './plain-text.ts'

/** A certificate line by line, as both kinds of file print it. */
export type CertificateLines = {
  givenBy: string
  formTitle: string
  recipient: string
  /** Empty for a collective. */
  ofRecipient: string
  merit: string
  reference: string
  placeAndDate: string
  signing: string[]
  /** Empty where the name is left open. */
  signer: string
}

export function certificateLines(certificate: Certificate): CertificateLines {
  const { signature, place, date } = certificate
  const dated = placeAndDateLine(oneLine(place), date)
  return {
    givenBy: inCapitals(certificate.givenBy),
    formTitle: inCapitals(certificate.formTitle),
    recipient: oneLine(certificate.recipient),
    ofRecipient: oneLine(certificate.ofRecipient ?? ''),
    merit: oneLine(certificate.merit),
    reference: `Quyết định số ${oneLine(certificate.reference)}, ${dated.slice(dated.indexOf('ngày'))}`,
    placeAndDate: dated,
    signing: signingLines(signature.authority).map(oneLine),
    signer: oneLine(nameForSignature(signature.name ?? '')),
  }
}

/** What the file is called in its properties. */
export const titleOfCertificates = (certificates: readonly Certificate[]) =>
  [...new Set(certificates.map(({ formTitle, reference }) => `${formTitle} theo Quyết định ${reference}`))].join('; ')
