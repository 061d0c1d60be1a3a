import type { FastifyInstance } from 'fastify'
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
  type SummaryRow,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchVisit } from '../actions/out-of-reach.ts'
import { type Visit, visitById } from '../queries/visits.ts'
import { isLargeGroup } from '../rules/large-group.ts'
import { refusalGround } from '../rules/refusal-ground.ts'
import { maskedIdNumber, OUTCOMES, PROTECTED_CONTENT, PROTECTED_VISITOR, VISIT_KINDS } from '../rules/visit.ts'
import { RECEPTION_LABELS as L } from './reception-fields.ts'

export const VisitParams = z.object({ visitId: Id })

/** One row of the register with all its columns. */
export function visitPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reception/visits/:visitId',
    permission: 'reception.read',
    params: VisitParams,
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const visit = await visitById(database, official, { id: params.visitId, today })
      if (!visit) throw noSuchVisit()
      const changes = await changesOf(database, { kind: 'reception-visit', id: visit.id })
      const title = `Lượt tiếp thứ ${visit.position}, ngày ${formatCalendarDate(visit.heldOn)}`
      return (
        <Layout
          title={title}
          context={page}
          breadcrumbs={[
            { href: `/reception/sessions/${visit.sessionId}`, text: `Buổi tiếp ${formatCalendarDate(visit.heldOn)}` },
            { text: `Lượt thứ ${visit.position}` },
          ]}
        >
          <PageHeading caption={visit.unitName} actions={<Acts visit={visit} context={context} />}>
            {title}
          </PageHeading>
          {visit.illustration && <InsetText>{visit.illustration}</InsetText>}
          {visit.kind === 'denunciation' && (
            <WarningText>
              Sổ không ghi người tố cáo.{' '}
              {visit.contentIsOpen ? '' : 'Nội dung chỉ người giữ sổ của đơn vị tiếp được xem.'}
            </WarningText>
          )}
          <SummaryList rows={[...visitorRows(visit), ...handlingRows(visit)]} />
          <Papers visit={visit} mayPrint={may(official, 'reception.record')} />
          <ChangeHistory changes={changes} folded="Ai đã ghi, sửa lượt tiếp này" />
        </Layout>
      )
    },
  })
}

function visitorRows(visit: Visit): SummaryRow[] {
  const who =
    visit.kind === 'denunciation'
      ? PROTECTED_VISITOR
      : visit.visitors.map(({ fullName, address, idNumber }) => (
          <div key={fullName}>
            {[fullName, address].filter((part) => part !== '').join(', ')}
            {idNumber && ` (giấy tờ ${maskedIdNumber(idNumber)})`}
          </div>
        ))
  return [
    { label: isLargeGroup(visit.personCount) ? 'Người đại diện' : 'Người được tiếp', value: who },
    {
      label: L.personCount,
      value: `${formatNumber(visit.personCount)} người${isLargeGroup(visit.personCount) ? ' (đoàn đông người)' : ''}`,
    },
    { label: L.visitKind, value: VISIT_KINDS[visit.kind] },
    {
      label: L.content,
      value: <span class="app-prewrap">{visit.contentIsOpen ? visit.content : PROTECTED_CONTENT}</span>,
    },
    {
      label: L.firstVisitId,
      value:
        visit.firstVisitId === null ? (
          'Tiếp lần đầu'
        ) : (
          <a class="govuk-link" href={`/reception/visits/${visit.firstVisitId}`}>
            Tiếp lại, xem lần đầu
          </a>
        ),
    },
  ]
}

function handlingRows(visit: Visit): SummaryRow[] {
  const open = visit.contentIsOpen
  const ground = visit.refusalGround === null ? null : refusalGround(visit.refusalGround)
  const optional: [string, string][] = [
    [L.resolvedBy, open ? visit.resolvedBy : ''],
    [L.withinCompetence, visit.withinCompetence === null ? '' : visit.withinCompetence ? 'Có' : 'Không'],
    [L.otherBody, visit.otherBody],
    [L.documentNumber, visit.documentNumber],
    [L.refusalGround, ground ? `${ground.title} (${ground.source})` : ''],
    ['Hạn ra thông báo từ chối', visit.refusalDueOn ? formatCalendarDate(visit.refusalDueOn) : ''],
    [L.papers, open ? visit.papers : ''],
    [L.note, open ? visit.note : ''],
  ]
  return [
    { label: L.outcome, value: visit.outcome === null ? 'Chưa ghi' : OUTCOMES[visit.outcome] },
    ...optional
      .filter(([, value]) => value !== '')
      .map(([label, value]) => ({ label, value: <span class="app-prewrap">{value}</span> })),
    ...(visit.answerDueOn
      ? [
          {
            label: 'Hạn thông báo cho công dân',
            value: `${formatCalendarDate(visit.answerDueOn)} (khoản 1 Điều 28 Luật Tiếp công dân)`,
          },
        ]
      : []),
    ...(visit.resultOn
      ? [
          {
            label: L.result,
            value: `${formatCalendarDate(visit.resultOn)}: ${open ? visit.result : PROTECTED_CONTENT}`,
          },
        ]
      : []),
    ...(visit.petitionId
      ? [
          {
            label: 'Đơn',
            value: (
              <a class="govuk-link" href={`/petitions/${visit.petitionId}`}>
                Đơn đã vào sổ
              </a>
            ),
          },
        ]
      : []),
  ]
}

function Acts({ visit, context: { official } }: { visit: Visit; context: Context }) {
  if (!may(official, 'reception.record') || !visit.contentIsOpen) return null
  const path = `/reception/visits/${visit.id}`
  const received = visit.outcome !== 'refused'
  return (
    <ActionBar>
      {received && visit.petitionId === null && may(official, 'petition.register') && (
        <ButtonLink href={`${path}/petition`}>Vào sổ đơn</ButtonLink>
      )}
      {received && (
        <ButtonLink href={`${path}/result`} variant="secondary">
          {visit.resultOn === null ? 'Ghi kết quả' : 'Sửa kết quả'}
        </ButtonLink>
      )}
      <ButtonLink href={`${path}/edit`} variant="secondary">
        Sửa
      </ButtonLink>
    </ActionBar>
  )
}

/** What can be printed of a visit: the refusal, the receipt for papers. */
function Papers({ visit, mayPrint }: { visit: Visit; mayPrint: boolean }) {
  const refusal = visit.outcome === 'refused' && visit.refusalDueOn !== null
  const receipt = visit.papers !== '' && visit.contentIsOpen
  if (!mayPrint || (!refusal && !receipt)) return null
  return (
    <ActionBar>
      {refusal && (
        <ButtonLink href={`/reception/visits/${visit.id}/refusal.docx`} variant="secondary">
          Thông báo từ chối (Word)
        </ButtonLink>
      )}
      {receipt && (
        <ButtonLink href={`/reception/visits/${visit.id}/receipt.docx`} variant="secondary">
          Giấy biên nhận tài liệu (Word)
        </ButtonLink>
      )}
    </ActionBar>
  )
}
