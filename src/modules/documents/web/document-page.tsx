import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  type SummaryRow,
} from '../../../platform/page/index.ts'
import { type CalendarDate, dateInVietnam, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { mayAct } from '../actions/issue-for-change.ts'
import { logReading } from '../actions/log-reading.ts'
import { documentChain } from '../queries/document-chain.ts'
import { type DocumentFile, documentFiles } from '../queries/document-files.ts'
import { linksOf, linksTo } from '../queries/document-links.ts'
import { type DocumentRecord, documentById, isWriterOf } from '../queries/documents.ts'
import { issueOf } from '../queries/issues.ts'
import { lateRegistration } from '../queries/late-registration.ts'
import { NO_READING } from '../reading/reading-limits.ts'
import { LIMITS, SECRECY } from '../rules/document-limits.ts'
import {
  DIRECTIONS,
  DOCUMENT_TYPE_TITLES,
  LINK_KINDS,
  LINK_KINDS_FROM_TARGET,
  type LinkKind,
} from '../rules/register-entry.ts'
import { REGISTRATION_RULE } from '../rules/registration-day.ts'
import { AttachmentList } from './attachment-list.tsx'
import { DocumentChainView } from './document-chain-view.tsx'
import { DOCUMENT_LABELS as L } from './document-fields.ts'
import { StateOf } from './document-list-page.tsx'
import { IssueView } from './issue-view.tsx'

/** One document with its links, files and trail. */
export function documentPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/documents/:documentId',
    permission: 'document.read',
    params: z.object({ documentId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const document = await documentById(database, official, params.documentId, today)
      if (!document)
        throw new Refusal('not-found', 'documents.no-such-document', 'Không có văn bản này trong phạm vi của bạn.')
      const subject = { kind: 'document', id: document.id }
      if (document.limits === 'document')
        await logReading(database, official, { documentId: document.id, attachmentId: null })
      const [
        links,
        backLinks,
        { files, hiddenCount },
        changes,
        isWriter,
        chain,
        missedDay,
        issue,
        maySign,
        maySignForBody,
      ] = await Promise.all([
        linksOf(database, official, document.id, today),
        linksTo(database, official, document.id, today),
        documentFiles(database, official, document.id, today),
        changesOf(database, subject),
        isWriterOf(database, official, document.unitId, today),
        documentChain(database, official, document.id, today),
        lateRegistration(database, document),
        issueOf(database, document.id),
        mayAct(database, official, document, 'person', today),
        mayAct(database, official, document, 'body', today),
      ])
      const mayChange = isWriter && document.withdrawnOn === null
      const replacedBy = backLinks.filter((link) => link.kind === 'replaces')
      const href = `/documents/${document.id}`
      return (
        <Layout
          title={document.reference}
          context={page}
          breadcrumbs={[{ href: '/documents', text: 'Văn bản' }, { text: DIRECTIONS[document.direction] }]}
        >
          <PageHeading
            caption={`${DOCUMENT_TYPE_TITLES[document.type]} ${document.reference}`}
            actions={
              mayChange && (
                <ActionBar>
                  {document.dueOn !== null && document.handledOn === null && (
                    <ButtonLink href={`${href}/handling`}>Báo đã thực hiện</ButtonLink>
                  )}
                  {document.direction === 'outgoing' && document.type === 'KH' && may(official, 'plan.write') && (
                    <ButtonLink href={`/plans/new?document=${document.id}`} variant="secondary">
                      Lập kế hoạch từ văn bản này
                    </ButtonLink>
                  )}
                  {issue === null && (
                    <ButtonLink href={`${href}/edit`} variant="secondary">
                      Sửa
                    </ButtonLink>
                  )}
                  <ButtonLink href={`${href}/limits`} variant="secondary">
                    Người được đọc
                  </ButtonLink>
                  <ButtonLink href={`${href}/withdrawal`} variant="secondary">
                    Thu hồi
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {document.summary}
          </PageHeading>
          {document.withdrawnOn !== null && (
            <InsetText>
              Đã thu hồi ngày {formatCalendarDate(document.withdrawnOn)}: {document.withdrawnReason}
            </InsetText>
          )}
          {replacedBy.map((link) => (
            <InsetText key={link.id}>
              Đã được thay thế bởi{' '}
              <DocumentLink {...link} text={`${link.reference} ngày ${formatCalendarDate(link.issuedOn)}`} />.
            </InsetText>
          ))}
          {document.illustration && <InsetText>{document.illustration}</InsetText>}
          {missedDay && (
            <InsetText>
              Vào sổ ngày {formatCalendarDate(dateInVietnam(document.createdAt))}, sau hạn đăng ký{' '}
              {formatCalendarDate(missedDay)}. {REGISTRATION_RULE}
            </InsetText>
          )}
          <SummaryList rows={[...identityRows(document), ...accessRows(document), ...stateRows(document, today)]} />
          {issue && <IssueView issue={issue} may={{ person: maySign, body: maySignForBody }} />}
          <h2 class="govuk-heading-m">{L.files}</h2>
          {files.length + hiddenCount === 0 ? (
            <p class="govuk-body app-muted">
              Chưa có tệp nào.{mayChange && document.secrecy === null && <> Bấm “Sửa” để gửi tệp văn bản lên.</>}
            </p>
          ) : (
            <AttachmentList
              attachments={files}
              removeHref={mayChange && issue === null ? (id) => `${href}/attachments/${id}/removal` : undefined}
              note={fileNote}
            />
          )}
          {hiddenCount > 0 && <p class="govuk-body app-muted">Có {formatNumber(hiddenCount)} tệp hạn chế người đọc.</p>}
          <h2 class="govuk-heading-m">Văn bản liên quan</h2>
          {links.length + backLinks.length === 0 ? (
            <p class="govuk-body app-muted">Chưa liên kết với văn bản nào.</p>
          ) : (
            <SummaryList rows={[...linkRows(links), ...backLinkRows(backLinks)]} />
          )}
          <DocumentChainView chain={chain} reference={document.reference} />
          <ChangeHistory changes={hiddenCount > 0 ? changes.map(withoutFileName) : changes} />
        </Layout>
      )
    },
  })
}

function identityRows(document: DocumentRecord): SummaryRow[] {
  const shared = [
    { label: L.reference, value: document.reference },
    { label: L.issuedOn, value: formatCalendarDate(document.issuedOn) },
    { label: L.issuingBody, value: document.issuer },
  ]
  if (document.direction === 'incoming') {
    return [
      ...shared,
      {
        label: 'Vào sổ đến',
        value: `Số ${document.arrivalNumber}, ngày ${formatCalendarDate(document.arrivedOn ?? document.issuedOn)}`,
      },
      { label: L.unitId, value: document.unitName },
    ]
  }
  return [
    ...shared,
    ...(document.draftingUnitId === document.issuingUnitId
      ? []
      : [{ label: L.draftingUnitId, value: document.draftingUnitName }]),
    ...(document.unitId === document.issuingUnitId ? [] : [{ label: L.unitId, value: document.unitName }]),
  ]
}

function accessRows({ id, limits, secrecy, identifier }: DocumentRecord): SummaryRow[] {
  return [
    ...(identifier === '' ? [] : [{ label: L.identifier, value: identifier }]),
    ...(secrecy === null ? [] : [{ label: L.secrecy, value: SECRECY[secrecy] }]),
    ...(limits === 'none'
      ? []
      : [
          {
            label: 'Người được đọc',
            value: (
              <>
                {LIMITS[limits]}.{' '}
                <a class="govuk-link" href={`/documents/${id}/readers`}>
                  Xem ai được đọc
                </a>
              </>
            ),
          },
        ]),
  ]
}

/** The name of a file may tell what is in it: who may not read it is not told, in the history neither. */
function withoutFileName<Change extends { summary: string }>(change: Change): Change {
  return { ...change, summary: change.summary.replace(/^(Đính kèm tệp|Bỏ tệp đính kèm): .*$/su, '$1') }
}

/** What must be known of a file before it is looked for in vain. */
function fileNote({ isLimited, reading }: DocumentFile): string | null {
  const notes = [
    isLimited ? 'hạn chế người đọc' : '',
    reading?.state === 'waiting' ? 'đang đọc chữ để tìm kiếm' : '',
    reading?.state === 'unreadable' && reading.reason !== null
      ? `không đọc được chữ: ${NO_READING[reading.reason]}`
      : '',
    reading?.isCut ? 'tệp dài, chỉ tìm được phần đầu' : '',
  ].filter((note) => note !== '')
  return notes.length === 0 ? null : notes.join('; ')
}

function stateRows(document: DocumentRecord, today: CalendarDate): SummaryRow[] {
  const { dueOn, handledOn, handlingNote, recipientCount } = document
  return [
    ...(dueOn === null ? [] : [{ label: L.dueOn, value: formatCalendarDate(dueOn) }]),
    ...(dueOn === null || document.withdrawnOn !== null
      ? []
      : [{ label: 'Tình trạng', value: <StateOf document={document} today={today} /> }]),
    ...(handledOn === null ? [] : [{ label: 'Kết quả', value: `${formatCalendarDate(handledOn)}: ${handlingNote}` }]),
    ...(recipientCount === 0
      ? []
      : [{ label: 'Đã gửi đến', value: `${formatNumber(recipientCount)} đơn vị trong hệ thống` }]),
  ]
}

function linkRows(links: Awaited<ReturnType<typeof linksOf>>): SummaryRow[] {
  return (Object.keys(LINK_KINDS) as LinkKind[])
    .map((kind) => ({ kind, found: links.filter((link) => link.kind === kind) }))
    .filter(({ found }) => found.length > 0)
    .map(({ kind, found }) => ({
      label: LINK_KINDS[kind],
      value: (
        <ul class="govuk-list">
          {found.map((link) => (
            <li key={link.targetText}>
              {link.readableId === null ? (
                link.targetText
              ) : (
                <DocumentLink id={link.readableId} text={link.targetText} />
              )}
              {link.summary !== null && <span class="app-muted"> {link.summary}</span>}
              {link.targetDocumentId === null && <span class="app-muted"> (chưa nối với văn bản trong sổ)</span>}
            </li>
          ))}
        </ul>
      ),
    }))
}

function backLinkRows(links: Awaited<ReturnType<typeof linksTo>>): SummaryRow[] {
  return (Object.keys(LINK_KINDS_FROM_TARGET) as LinkKind[])
    .map((kind) => ({ kind, found: links.filter((link) => link.kind === kind) }))
    .filter(({ found }) => found.length > 0)
    .map(({ kind, found }) => ({
      label: LINK_KINDS_FROM_TARGET[kind],
      value: (
        <ul class="govuk-list">
          {found.map((link) => (
            <li key={link.id}>
              <DocumentLink
                id={link.id}
                text={`${link.reference} ngày ${formatCalendarDate(link.issuedOn)} của ${link.issuer}`}
              />{' '}
              <span class="app-muted">{link.summary}</span>
            </li>
          ))}
        </ul>
      ),
    }))
}

function DocumentLink({ id, text }: { id: string; text: string }) {
  return (
    <a class="govuk-link" href={`/documents/${id}`}>
      {text}
    </a>
  )
}
