import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { ChainStep, documentChain } from '../queries/document-chain.ts'
import { LINK_KINDS, LINK_KINDS_FROM_TARGET } from '../rules/register-entry.ts'

type Chain = Awaited<ReturnType<typeof documentChain>>

/** From what a document came and what came of it, where that is more than its own links tell. */
export function DocumentChainView({ chain, reference }: { chain: Chain; reference: string }) {
  const { before, after } = chain
  const isMore = before.isLong || after.isLong || (before.total > 0 && after.total > 0)
  if (!isMore) return null
  return (
    <>
      <h3 class="govuk-heading-s">Chuỗi văn bản</h3>
      <ol class="govuk-list govuk-list--number">
        {before.steps.map((step) => (
          <Step key={step.id} step={step} relation={LINK_KINDS_FROM_TARGET[step.kind]} />
        ))}
        <li>
          <strong>{reference}</strong> – văn bản này
        </li>
        {after.steps.map((step) => (
          <Step key={step.id} step={step} relation={LINK_KINDS[step.kind]} />
        ))}
      </ol>
      {before.total + after.total > before.steps.length + after.steps.length && (
        <p class="govuk-body app-muted">
          Có {formatNumber(before.total + after.total)} văn bản trong chuỗi; hiện{' '}
          {formatNumber(before.steps.length + after.steps.length)} văn bản gần nhất.
        </p>
      )}
    </>
  )
}

function Step({ step, relation }: { step: ChainStep; relation: string }) {
  return (
    <li>
      <a class="govuk-link" href={`/documents/${step.id}`}>
        {step.reference} ngày {formatCalendarDate(step.issuedOn)} của {step.issuer}
      </a>{' '}
      <span class="app-muted">
        {step.summary} ({relation.toLowerCase()} văn bản trong chuỗi)
      </span>
    </li>
  )
}
