import { createHash } from 'node:crypto'
import { InsetText, SummaryList, Tag, WarningText } from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { formatInstant } from '../../../../vocabulary/vietnamese.ts'
import type { Issue, SignatureFound, SignaturesChecked } from '../../../documents/index.ts'
import { vi } from '../../texts/vi.ts'

const T = vi.verification.result

export const sha256Of = (content: Buffer) => createHash('sha256').update(content).digest('hex')

/** What is said of a file: of all its signatures together, of each of them, and whether it is one that went out from here. */
export function VerifiedFile({
  name,
  sha256,
  checked: { verdict, signatures },
  issue,
}: {
  name: string
  sha256: string
  checked: SignaturesChecked
  issue: Issue | null
}) {
  return (
    <>
      <p class="govuk-body app-break">{T.file(name)}</p>
      {verdict === 'sound' ? <InsetText>{T.sound}</InsetText> : <WarningText>{T[verdict]}</WarningText>}
      {issue ? <OurDocument issue={issue} /> : <p class="govuk-body">{T.notOurs}</p>}
      {signatures.map((signature, index) => (
        <SignatureResult key={index} position={index + 1} signature={signature} />
      ))}
      {signatures.length > 0 && <p class="govuk-body app-muted">{T.trust}</p>}
      <SummaryList rows={[{ label: vi.verification.one.sha256, value: <span class="app-break">{sha256}</span> }]} />
    </>
  )
}

function OurDocument({ issue: { reference, issuedOn, issuer, withdrawnOn } }: { issue: Issue }) {
  return (
    <>
      <p class="govuk-body">
        <strong>{T.ours(reference, formatCalendarDate(issuedOn), issuer)}</strong>
      </p>
      {withdrawnOn !== null && (
        <WarningText>{vi.verification.one.withdrawn(formatCalendarDate(withdrawnOn))}</WarningText>
      )}
    </>
  )
}

function SignatureResult({ position, signature }: { position: number; signature: SignatureFound }) {
  const { signer, organisation, issuer, signedAt, isSound, isCertificateInForce, changesAfter } = signature
  const isGood = isSound && changesAfter !== 'content'
  return (
    <section aria-labelledby={`signature-${position}`}>
      <h2 class="govuk-heading-m" id={`signature-${position}`}>
        {T.signature(position)}
      </h2>
      <SummaryList
        rows={[
          { label: T.state, value: <Tag colour={isGood ? 'green' : 'red'} text={isGood ? T.valid : T.broken} /> },
          { label: T.signer, value: signer },
          ...(organisation === '' ? [] : [{ label: T.organisation, value: organisation }]),
          { label: T.certificateIssuer, value: issuer },
          { label: T.at, value: signedAt === null ? T.atUnknown : formatInstant(new Date(signedAt)) },
          { label: T.certificate, value: isCertificateInForce ? T.inForce : T.notInForce },
          { label: T.coverage, value: T.changes[changesAfter] },
        ]}
      />
    </section>
  )
}
