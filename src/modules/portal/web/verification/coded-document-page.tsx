import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { PublicContext } from '../../../../platform/http/context.ts'
import { publicPage } from '../../../../platform/http/page.tsx'
import { ButtonLink, DataTable, InsetText, SummaryList, WarningText } from '../../../../platform/page/index.ts'
import { asGivenOut } from '../../../../platform/receipt/receipt.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { formatInstant } from '../../../../vocabulary/vietnamese.ts'
import { DOCUMENT_TYPE_TITLES, type Issue, issueByCode, SIGNATURE_ROLES } from '../../../documents/index.ts'
import { vi } from '../../texts/vi.ts'
import { PublicPage } from '../public-page.tsx'
import { VERIFY_PATH } from './verify-page.tsx'

const T = vi.verification

/** The document that bears a code: who issued it when, and who signed it. What it says is not told, nor what it is about. */
export function codedDocumentPage(app: FastifyInstance): void {
  publicPage(app, {
    path: `${VERIFY_PATH}/:code`,
    params: z.object({ code: z.string().max(60) }),
    draw: async (context) => {
      const issue = await issueByCode(context.database, asGivenOut(context.params.code))
      return (
        <PublicPage
          context={context}
          path={VERIFY_PATH}
          title={T.one.title}
          backLink={{ href: VERIFY_PATH, text: T.back }}
        >
          {issue === null ? (
            <WarningText>{T.one.unknown}</WarningText>
          ) : issue.withdrawnOn !== null ? (
            <WarningText>{T.one.withdrawn(formatCalendarDate(issue.withdrawnOn))}</WarningText>
          ) : issue.sentOn === null ? (
            <InsetText>{T.one.notSent}</InsetText>
          ) : (
            <SentDocument issue={issue} context={context} />
          )}
        </PublicPage>
      )
    },
  })
}

function SentDocument({ issue, context }: { issue: Issue; context: PublicContext }) {
  return (
    <>
      <InsetText>{T.one.genuine}</InsetText>
      {context.page.demonstration && <WarningText>{T.one.illustration}</WarningText>}
      <p class="govuk-body">{T.one.compare}</p>
      <SummaryList
        rows={[
          { label: T.one.type, value: DOCUMENT_TYPE_TITLES[issue.type] },
          { label: T.one.reference, value: issue.reference },
          { label: T.one.issuedOn, value: formatCalendarDate(issue.issuedOn) },
          { label: T.one.issuer, value: issue.issuer },
          { label: T.one.signer, value: `${issue.signerName}, ${issue.signerTitle}` },
          { label: T.one.sentOn, value: issue.sentOn ? formatCalendarDate(issue.sentOn) : '' },
          { label: T.one.sha256, value: <span class="app-break">{issue.current.sha256}</span> },
        ]}
      />
      <DataTable
        caption={T.one.signatures}
        phone="stack"
        empty={T.result.unsigned}
        columns={[
          { key: 'role', title: T.one.signatures, rowHeader: true },
          { key: 'signer', title: T.result.signer },
          { key: 'issuer', title: T.result.certificateIssuer },
          { key: 'at', title: T.result.at },
        ]}
        rows={issue.signatures.map(({ role, signer, certificateIssuer, signedAt }) => ({
          role: SIGNATURE_ROLES[role],
          signer,
          issuer: certificateIssuer,
          at: signedAt ? formatInstant(signedAt) : T.result.atUnknown,
        }))}
      />
      <ButtonLink href={VERIFY_PATH} variant="secondary">
        {T.one.checkFile}
      </ButtonLink>
    </>
  )
}
