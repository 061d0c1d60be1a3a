import type { FastifyInstance } from 'fastify'
import type { ComponentChild } from 'preact'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  Timeline,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { AttachmentList, attachmentsOf } from '../../documents/index.ts'
import { unitMovesOf } from '../../organisation/index.ts'
import { petitionDeadline } from '../actions/petition-deadline.ts'
import { type PetitionRecord, petitionById, timelineOf } from '../queries/petition.ts'
import { logOf } from '../queries/petition-log.ts'
import { relatedPetitions } from '../queries/related-petitions.ts'
import { limitsOf } from '../rules/limits-of-petition.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { PETITION_CHANNELS, PETITION_KINDS, petitionNumber } from '../rules/petition-kind.ts'
import { isOpen, standingFrom } from '../rules/petition-standing.ts'
import { denouncerPseudonym } from '../rules/protected-sender.ts'
import { citizenPart } from './citizen-part.tsx'
import { DeadlineOf } from './deadline-of.tsx'
import { limitEffects } from './limit-effects.ts'
import { LimitList } from './limit-list.tsx'
import { NextSteps } from './next-steps.tsx'
import { PETITION_LABELS as L } from './petition-fields.ts'
import { petitionMoments } from './petition-moments.tsx'
import { DueDay, PetitionStateTag } from './petition-tags.tsx'
import { RelatedList } from './related-list.tsx'
import { hasLetter } from './reply-document.ts'
import { whatMayBeDone } from './what-may-be-done.ts'

const BREADCRUMBS = [{ href: '/petitions', text: 'Đơn thư' }]

/** One petition: where it stands, what to do next, until when and by which law, and how it came there. */
export function petitionRecord(app: FastifyInstance): void {
  staffPage(app, {
    path: '/petitions/:petitionId',
    permission: 'petition.read',
    params: z.object({ petitionId: Id }),
    draw: async (context) => {
      const petition = await petitionById(context.database, context.official, context.params.petitionId, context.today)
      if (!petition) throw noSuchPetition()
      return petition.opened ? openedPage(context, petition) : sealedPage(context, petition)
    },
  })
}

async function openedPage(context: Context, petition: PetitionRecord) {
  const { database, official, today, page } = context
  const subject = { kind: 'petition', id: petition.id }
  const [calendar, log, moments, related, moves, files, changes] = await Promise.all([
    calendarInForce(database),
    logOf(database, petition.id),
    timelineOf(database, petition.id),
    relatedPetitions(database, official, petition.id, today),
    unitMovesOf(database, { table: 'petition', column: 'handling_unit_id', id: petition.id }),
    attachmentsOf(database, subject),
    changesOf(database, subject),
  ])
  const standing = standingFrom(log)
  const otherLimits = limitsOf(log).filter(
    ({ limit }) => limit.rule !== standing.limit?.rule || limit.start !== standing.limit.start,
  )
  const done = await whatMayBeDone(context, petition, standing)
  const caption = captionOf(petition)
  return (
    <Layout title={`${caption}: ${petition.title}`} context={page} breadcrumbs={[...BREADCRUMBS, { text: caption }]}>
      <PageHeading
        caption={caption}
        actions={
          done.mayMend && (
            <ActionBar>
              <ButtonLink href={`/petitions/${petition.id}/edit`} variant="secondary">
                Sửa
              </ButtonLink>
            </ActionBar>
          )
        }
      >
        {petition.title}
      </PageHeading>
      {petition.illustration && <InsetText>{petition.illustration}</InsetText>}
      <NextSteps petition={petition} done={done} open={isOpen(standing)} />
      <SummaryList
        rows={[
          ...registerRows(
            petition,
            <DeadlineOf
              counted={petitionDeadline(standing.limit, calendar)}
              dueOn={petition.dueOn}
              endedOn={petition.endedOn}
              today={today}
            />,
          ),
          ...senderRows(petition),
          { label: L.signatoryCount, value: `${formatNumber(petition.signatoryCount)} người` },
          ...(petition.forwardedBy ? [{ label: L.forwardedBy, value: petition.forwardedBy }] : []),
          ...(petition.content
            ? [{ label: L.content, value: <span class="app-prewrap">{petition.content}</span> }]
            : []),
        ]}
      />
      <LimitList limits={otherLimits} calendar={calendar} today={today} />
      <RelatedList petitions={related} />
      {files.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Tệp đính kèm</h2>
          {done.mayReadFiles ? (
            <AttachmentList attachments={files} />
          ) : (
            <p class="govuk-body">
              {formatNumber(files.length)} tệp do {petition.unitName} giữ. Hãy đề nghị đơn vị đó gửi bản sao.
            </p>
          )}
        </>
      )}
      {await citizenPart(context, petition, done.forSender)}
      {hasLetter(petition, moments) && (
        <p class="govuk-body">
          <a class="govuk-link" href={`/petitions/${petition.id}/answer.docx`}>
            Tải văn bản trả lời (.docx)
          </a>
        </p>
      )}
      <h2 class="govuk-heading-m">Quá trình xử lý</h2>
      <Timeline entries={petitionMoments(moments, moves, limitEffects(log, calendar))} />
      <ChangeHistory changes={changes} folded="Ai đã ghi, sửa đơn này" />
    </Layout>
  )
}

/** A denunciation for those who may know that it is there, and no more. */
function sealedPage({ page, today }: Context, petition: PetitionRecord) {
  const caption = captionOf(petition)
  return (
    <Layout title={caption} context={page} breadcrumbs={[...BREADCRUMBS, { text: caption }]}>
      <PageHeading>{caption}</PageHeading>
      {petition.illustration && <InsetText>{petition.illustration}</InsetText>}
      <WarningText>Nội dung đơn tố cáo chỉ người được phân công và lãnh đạo đơn vị đang xử lý được mở.</WarningText>
      <SummaryList
        rows={[
          ...registerRows(petition, <DueDay dueOn={petition.dueOn} endedOn={petition.endedOn} today={today} />),
          ...senderRows(petition),
        ]}
      />
    </Layout>
  )
}

const captionOf = (petition: PetitionRecord) =>
  `Đơn ${PETITION_KINDS[petition.kind].toLowerCase()} số ${petitionNumber(petition)}`

/** What the register shows, denunciation or not. */
function registerRows(petition: PetitionRecord, due: ComponentChild) {
  return [
    { label: 'Tình trạng', value: <PetitionStateTag state={petition.state} /> },
    { label: 'Thời hạn', value: due },
    { label: 'Đơn vị xử lý', value: petition.handlingUnitName },
    { label: 'Người xử lý', value: petition.handlerName },
    { label: L.receivedOn, value: formatCalendarDate(petition.receivedOn) },
    { label: L.channel, value: PETITION_CHANNELS[petition.channel] },
    { label: L.unitId, value: petition.unitName },
    ...(petition.behalfUnitName ? [{ label: L.behalfUnitId, value: petition.behalfUnitName }] : []),
  ]
}

function senderRows(petition: PetitionRecord) {
  if (petition.kind === 'denunciation') return [{ label: 'Người gửi', value: <Denouncer petition={petition} /> }]
  return [
    { label: L.senderName, value: petition.senderName },
    { label: L.senderAddress, value: petition.senderAddress },
    { label: L.senderPhone, value: petition.senderPhone },
  ]
}

/** The pseudonym, and for who may open the case the way to who may look behind it. */
function Denouncer({ petition }: { petition: PetitionRecord }) {
  const shown = `${denouncerPseudonym(petition)} (được giữ bí mật)`
  if (!petition.opened) return <>{shown}</>
  return (
    <a class="govuk-link" href={`/petitions/${petition.id}/denouncer`}>
      {shown}
    </a>
  )
}
