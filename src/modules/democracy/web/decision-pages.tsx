import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import {
  addressAfter,
  addressChoice,
  addressId,
  addressValues,
  addressYear,
} from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  SourceNote,
  SummaryList,
  type SummaryRow,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { calendarInForce, type WorkingCalendar } from '../../calendar/index.ts'
import { AttachmentList, attachmentsOf } from '../../documents/index.ts'
import { noSuchDecision } from '../actions/out-of-reach.ts'
import { communesFor } from '../queries/communes.ts'
import { type CommunityDecision, communityDecisionById, communityDecisions } from '../queries/community-decisions.ts'
import {
  DECISION_FORMS,
  DECISION_OUTCOMES,
  MATTERS,
  outcomeInWords,
  RECOGNITIONS,
  sourceOf,
} from '../rules/community-decision.ts'
import { DELIVERY_LABELS, DECISION_LABELS as L } from './democracy-fields.ts'
import { CountOfLimit, DecisionParams, DemocracyNavigation, OutcomeTag } from './democracy-parts.tsx'

export const DECISIONS_PATH = '/democracy/decisions'

const DecisionQuery = z.object({
  unitId: addressId,
  matter: addressChoice(MATTERS),
  outcome: addressChoice(DECISION_OUTCOMES),
  year: addressYear,
  after: addressAfter,
})

/** What the people of areas and communes have decided by vote. */
export function decisionPages(app: FastifyInstance): void {
  decisionList(app)
  decisionPage(app)
}

/** Where the vote was held: the area, or the whole commune. */
export const placeOf = ({ areaName }: { areaName: string | null }) => areaName ?? 'Toàn xã, phường'

function decisionList(app: FastifyInstance): void {
  staffPage(app, {
    path: DECISIONS_PATH,
    permission: 'democracy.read',
    query: DecisionQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units, writable] = await Promise.all([
        communityDecisions(database, official, query, today),
        communesFor(database, official, 'democracy.read', today),
        communesFor(database, official, 'democracy.write', today),
      ])
      const values = addressValues(query)
      const active = Object.keys(values).length > 0
      const form = filterView(values)
      return (
        <Layout title="Dân bàn, quyết định" context={page} wide>
          <PageHeading
            actions={
              writable.length > 0 && (
                <ActionBar>
                  <ButtonLink href={`${DECISIONS_PATH}/new`}>Ghi cuộc biểu quyết</ButtonLink>
                </ActionBar>
              )
            }
          >
            Dân bàn, quyết định
          </PageHeading>
          <DemocracyNavigation current="decisions" />
          <FilterBar resetHref={DECISIONS_PATH} active={active}>
            {units.length > 1 && (
              <SelectField
                form={form}
                name="unitId"
                label="Xã, phường"
                emptyText="Mọi xã, phường"
                options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
              />
            )}
            <SelectField
              form={form}
              name="matter"
              label={L.matter}
              emptyText="Mọi nội dung"
              options={optionsOf(MATTERS)}
            />
            <SelectField
              form={form}
              name="outcome"
              label="Kết quả"
              emptyText="Mọi kết quả"
              options={optionsOf(DECISION_OUTCOMES)}
            />
            <NumberField form={form} name="year" label="Năm" width={4} />
          </FilterBar>
          <DataTable
            caption="Các cuộc biểu quyết"
            captionHidden
            phone="stack"
            empty={
              active ? 'Không có cuộc biểu quyết nào khớp điều kiện lọc.' : 'Chưa có cuộc biểu quyết nào được ghi.'
            }
            columns={[
              { key: 'day', title: 'Ngày', width: 'narrow' },
              { key: 'title', title: L.title, rowHeader: true, width: 'one-third' },
              { key: 'place', title: 'Nơi biểu quyết' },
              { key: 'votes', title: 'Tán thành / tổng số', numeric: true },
              { key: 'outcome', title: 'Kết quả' },
            ]}
            rows={list.rows.map((decision) => ({
              day: formatCalendarDate(decision.decidedOn),
              title: (
                <a class="govuk-link" href={`${DECISIONS_PATH}/${decision.id}`}>
                  {decision.title}
                </a>
              ),
              place: `${placeOf(decision)}, ${decision.unitName}`,
              votes: `${formatNumber(decision.inFavour)} / ${formatNumber(decision.total)}`,
              outcome: <OutcomeTag outcome={decision.outcome} />,
            }))}
          />
          <Pagination
            nextHref={
              list.next ? `${DECISIONS_PATH}?${new URLSearchParams({ ...values, after: list.next })}` : undefined
            }
          />
        </Layout>
      )
    },
  })
}

function decisionPage(app: FastifyInstance): void {
  staffPage(app, {
    path: `${DECISIONS_PATH}/:decisionId`,
    permission: 'democracy.read',
    params: DecisionParams,
    draw: async ({ database, official, today, page, params }) => {
      const decision = await communityDecisionById(database, official, params.decisionId, today)
      if (!decision) throw noSuchDecision()
      const [files, changes, calendar] = await Promise.all([
        attachmentsOf(database, { kind: 'community-decision', id: decision.id }),
        changesOf(database, { kind: 'community-decision', id: decision.id }),
        calendarInForce(database),
      ])
      return (
        <Layout
          title={decision.title}
          context={page}
          breadcrumbs={[{ href: DECISIONS_PATH, text: 'Dân bàn, quyết định' }, { text: decision.title }]}
        >
          <PageHeading
            caption={`${placeOf(decision)}, ${decision.unitName}`}
            actions={decision.isTheirs && decision.withdrawnOn === null && <NextSteps decision={decision} />}
          >
            {decision.title}
          </PageHeading>
          {decision.illustration && <InsetText>{decision.illustration}</InsetText>}
          {decision.withdrawnOn !== null && (
            <InsetText>
              Đã hủy bản ghi ngày {formatCalendarDate(decision.withdrawnOn)}: {decision.withdrawnReason}
            </InsetText>
          )}
          <p class="govuk-body">{outcomeInWords(decision)}</p>
          <SummaryList
            rows={[
              { label: 'Kết quả', value: <OutcomeTag outcome={decision.outcome} /> },
              { label: L.matter, value: MATTERS[decision.matter] },
              { label: L.form, value: DECISION_FORMS[decision.form] },
              { label: L.decidedOn, value: formatCalendarDate(decision.decidedOn) },
              ...(decision.content
                ? [{ label: L.content, value: <span class="app-prewrap">{decision.content}</span> }]
                : []),
              ...(files.length > 0 ? [{ label: L.files, value: <AttachmentList attachments={files} /> }] : []),
              ...(decision.outcome === 'passed' ? stepsAfter(decision, today) : []),
            ]}
          />
          <SourceNote>
            {sourceOf(decision.matter)}. Số tham gia tối thiểu của cuộc họp do luật quy định riêng, nếu có, chưa đối
            chiếu; hệ thống chỉ kết luận theo số tán thành cần có.
          </SourceNote>
          <Limits decision={decision} calendar={calendar} />
          {decision.isTheirs && <ChangeHistory changes={changes} />}
        </Layout>
      )
    },
  })
}

function NextSteps({ decision }: { decision: CommunityDecision }) {
  const path = `${DECISIONS_PATH}/${decision.id}`
  const mustDeliver = decision.outcome === 'passed' && decision.sentOn === null
  const mayRecognise = decision.needsRecognition && decision.recognition === null
  return (
    <ActionBar>
      {mustDeliver && <ButtonLink href={`${path}/delivery`}>Ghi ngày gửi, ngày nhận</ButtonLink>}
      {mayRecognise && <ButtonLink href={`${path}/recognition`}>Ghi văn bản công nhận</ButtonLink>}
      {decision.sentOn === null && (
        <ButtonLink href={`${path}/edit`} variant="secondary">
          Sửa
        </ButtonLink>
      )}
      <ButtonLink href={`${path}/withdrawal`} variant="secondary">
        Hủy bản ghi
      </ButtonLink>
    </ActionBar>
  )
}

/** What a passed decision still goes through, with its last days. */
function stepsAfter(decision: CommunityDecision, today: CalendarDate): SummaryRow[] {
  const { sentOn, sendDueOn, receivedOn, needsRecognition, recogniseDueOn, recognition, recognisedOn } = decision
  const due = (day: CalendarDate | null) =>
    day === null
      ? 'Chưa ghi; chưa tính được hạn'
      : `Chưa ghi; hạn ${formatCalendarDate(day)}${day < today ? ', đã quá hạn' : ''}`
  const rows: SummaryRow[] = [
    {
      label: DELIVERY_LABELS.sentOn,
      value: sentOn === null ? due(sendDueOn) : `${formatCalendarDate(sentOn)}${inTime(sentOn, sendDueOn)}`,
    },
  ]
  if (receivedOn === null) return rows
  rows.push({ label: DELIVERY_LABELS.receivedOn, value: formatCalendarDate(receivedOn) })
  if (!needsRecognition) return [...rows, { label: 'Công nhận', value: 'Không phải công nhận' }]
  const told =
    recognition === null || recognisedOn === null
      ? due(recogniseDueOn)
      : `${RECOGNITIONS[recognition]}, văn bản ${decision.recognitionNumber} ngày ${formatCalendarDate(recognisedOn)}${inTime(recognisedOn, recogniseDueOn)}`
  rows.push({ label: 'Công nhận', value: told })
  if (decision.recognitionReason) rows.push({ label: 'Lý do', value: decision.recognitionReason })
  return rows
}

function inTime(day: CalendarDate, due: CalendarDate | null): string {
  if (due === null) return ''
  return day <= due ? ' (đúng hạn)' : ` (trễ hạn ${formatCalendarDate(due)})`
}

function Limits({ decision, calendar }: { decision: CommunityDecision; calendar: WorkingCalendar }) {
  if (decision.outcome !== 'passed') return null
  return (
    <>
      <CountOfLimit rule="dc-send" start={decision.decidedOn} calendar={calendar} />
      {decision.needsRecognition && decision.receivedOn !== null && (
        <CountOfLimit rule="dc-recognise" start={decision.receivedOn} calendar={calendar} />
      )}
    </>
  )
}
