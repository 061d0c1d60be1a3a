import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  Layout,
  PageHeading,
  SummaryList,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  documentPage,
  IssueStateTag,
  issueOf,
  PDF_MEDIA_TYPE,
  WORD_MEDIA_TYPE,
  writeCertificatesPdf,
  writeCertificatesWord,
  writePdf,
  writeWord,
} from '../../documents/index.ts'
import { unitOnPaper } from '../../organisation/index.ts'
import { certificatesOf } from '../actions/certificates.ts'
import { decisionOnPaper, titleOfDecision } from '../actions/decision-on-paper.ts'
import { type AwardDecisionRecord, awardDecisionById, awardsOfDecision } from '../queries/decisions.ts'
import { recipientInWords } from '../rules/award.ts'

const Address = z.object({ awardDecisionId: Id })

/** A decision by which awards were given: what it gave, itself on paper, and the certificates of all in one go. */
export function decisionPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/awards/decisions/:awardDecisionId',
    permission: 'award.read',
    params: Address,
    draw: async (context) => {
      const { database, official, page, today } = context
      const decision = await requireDecision(context, context.params.awardDecisionId)
      const [awards, issue, registered, changes] = await Promise.all([
        awardsOfDecision(database, decision.id),
        issueOf(database, decision.documentId),
        documentPage(database, official, decision.documentId, today),
        changesOf(database, { kind: 'award-decision', id: decision.id }),
      ])
      const path = `/awards/decisions/${decision.id}`
      const reference = `${decision.reference} ngày ${formatCalendarDate(decision.decidedOn)}`
      return (
        <Layout
          title={`Quyết định ${reference}`}
          context={page}
          wide
          breadcrumbs={[
            { href: '/awards', text: 'Khen thưởng' },
            ...(decision.awardRoundId === null
              ? []
              : [{ href: `/awards/rounds/${decision.awardRoundId}`, text: 'Đợt xét' }]),
            { text: decision.reference },
          ]}
        >
          <PageHeading
            caption={decision.unitName}
            actions={
              <ActionBar>
                <ButtonLink href={`${path}/decision.docx`} variant="secondary">
                  Tải quyết định (Word)
                </ButtonLink>
                <ButtonLink href={`${path}/decision.pdf`} variant="secondary">
                  Tải quyết định (PDF)
                </ButtonLink>
                {decision.isTheirsToManage && decision.withdrawnOn === null && (
                  <>
                    <ButtonLink href={`${path}/certificates.docx`}>Tải bằng, giấy khen (Word)</ButtonLink>
                    <ButtonLink href={`${path}/certificates.pdf`}>Tải bằng, giấy khen (PDF)</ButtonLink>
                  </>
                )}
              </ActionBar>
            }
          >
            {`Quyết định ${reference}`}
          </PageHeading>
          {decision.withdrawnOn !== null && (
            <WarningText>
              {`Quyết định đã bị thu hồi trong sổ văn bản ngày ${formatCalendarDate(decision.withdrawnOn)}. Khen thưởng theo quyết định này không còn trên trang công khai.`}
            </WarningText>
          )}
          <SummaryList
            rows={[
              { label: 'Trích yếu', value: titleOfDecision(decision) },
              {
                label: 'Người ký',
                value: decision.signerName === '' ? 'Theo bản giấy' : `${decision.signerName}, ${decision.signerTitle}`,
              },
              {
                label: 'Văn bản trong sổ',
                value: (
                  <>
                    {registered ? (
                      <a class="govuk-link" href={registered}>
                        {reference}
                      </a>
                    ) : (
                      reference
                    )}{' '}
                    {issue && <IssueStateTag state={issue.state} />}
                  </>
                ),
              },
            ]}
          />
          <DataTable
            caption="Tập thể, cá nhân được khen thưởng"
            phone="stack"
            empty="Không có."
            columns={[
              { key: 'recipient', title: 'Tập thể, cá nhân', rowHeader: true, width: 'one-half' },
              { key: 'achievement', title: 'Thành tích', width: 'one-half' },
            ]}
            rows={awards.map((award) => ({ recipient: recipientInWords(award), achievement: award.achievement }))}
          />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })

  for (const [ending, mediaType, write] of [
    ['docx', WORD_MEDIA_TYPE, writeWord],
    ['pdf', PDF_MEDIA_TYPE, writePdf],
  ] as const) {
    app.get(`/awards/decisions/:awardDecisionId/decision.${ending}`, allow('award.read'), async (request, reply) => {
      const { context, decision, awards, issuer, signer } = await asked(request)
      const { demonstration } = context.page
      const file = await write(decisionOnPaper({ ...decision, issuer, signer, awards, demonstration }))
      return asDownload(reply, { name: `quyet-dinh-khen-thuong-${nameOf(decision)}.${ending}`, mediaType }).send(file)
    })
  }

  for (const [ending, mediaType, write] of [
    ['docx', WORD_MEDIA_TYPE, writeCertificatesWord],
    ['pdf', PDF_MEDIA_TYPE, writeCertificatesPdf],
  ] as const) {
    const path = `/awards/decisions/:awardDecisionId/certificates.${ending}`
    app.get(path, allow('award.manage'), async (request, reply) => {
      const { context, decision, ...rest } = await asked(request)
      if (!decision.isTheirsToManage) throw noSuchDecision()
      if (decision.withdrawnOn !== null) {
        const message = 'Quyết định đã bị thu hồi nên không in bằng, giấy khen theo quyết định này.'
        throw new Refusal('conflict', 'award.decision-withdrawn', message)
      }
      const marker = context.page.demonstration ? 'Dữ liệu minh họa' : null
      const file = await write(certificatesOf({ decision, ...rest }), marker)
      return asDownload(reply, { name: `bang-khen-${nameOf(decision)}.${ending}`, mediaType }).send(file)
    })
  }
}

const noSuchDecision = () =>
  new Refusal('not-found', 'award.no-such-decision', 'Không có quyết định khen thưởng này trong phạm vi của bạn.')

const nameOf = ({ reference, decidedOn }: AwardDecisionRecord) => `${/^\d*/.exec(reference)?.[0]}-${decidedOn}`

async function requireDecision({ database, official, today }: Context, id: string): Promise<AwardDecisionRecord> {
  const decision = await awardDecisionById(database, official, id, today)
  if (!decision) throw noSuchDecision()
  return decision
}

/** The decision of the address with all that is written on paper from it. */
async function asked(request: FastifyRequest) {
  const context = signedInContext(request)
  const { awardDecisionId } = readAddress(Address, request.params)
  const decision = await requireDecision(context, awardDecisionId)
  const [awards, issuer] = await Promise.all([
    awardsOfDecision(context.database, decision.id),
    unitOnPaper(context.database, decision.unitId, decision.decidedOn),
  ])
  const { signerName: name, signerTitle: title } = decision
  return { context, decision, awards, issuer, signer: name === '' ? null : { name, title } }
}
