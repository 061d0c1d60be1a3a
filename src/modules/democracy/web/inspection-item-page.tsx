import type { FastifyInstance } from 'fastify'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { AttachmentList, attachmentsOf, attachmentsOfEach } from '../../documents/index.ts'
import { noSuchInspectionItem } from '../actions/out-of-reach.ts'
import { type InspectionItem, inspectionItemById, recommendationsOf } from '../queries/inspection-items.ts'
import { INSPECTION_FORMS, inspectionStanding, isWithdrawn, recommendationStanding } from '../rules/inspection-board.ts'
import {
  INSPECTION_ITEM_LABELS as I,
  INSPECTION_PATH,
  ITEMS_PATH,
  RECOMMENDATION_LABELS as M,
  INSPECTION_RESULT_LABELS as R,
  RECOMMENDATIONS_PATH,
} from './inspection-fields.ts'
import { InspectionItemParams, InspectionTag, planTitle, RecommendationTag, Withdrawn } from './inspection-parts.tsx'

/** One thing that a board watches or verifies: what was found, what it recommended, and what was answered. */
export function inspectionItemPage(app: FastifyInstance): void {
  staffPage(app, {
    path: `${ITEMS_PATH}/:inspectionItemId`,
    permission: 'democracy.read',
    params: InspectionItemParams,
    draw: async ({ database, official, today, page, params }) => {
      const item = await inspectionItemById(database, official, params.inspectionItemId, today)
      if (!item) throw noSuchInspectionItem()
      const recommendations = await recommendationsOf(database, item.id)
      const ids = recommendations.map(({ id }) => id)
      const [files, papers, evidence, changes] = await Promise.all([
        attachmentsOf(database, { kind: 'inspection-board-item', id: item.id }),
        attachmentsOfEach(database, 'inspection-board-recommendation', ids),
        attachmentsOfEach(database, 'inspection-board-answer', ids),
        changesOf(database, { kind: 'inspection-board-item', id: item.id }),
      ])
      const isOpen = item.isTheirs && !isWithdrawn(item)
      return (
        <Layout
          title={item.title}
          context={page}
          breadcrumbs={[
            { href: INSPECTION_PATH, text: 'Ban Thanh tra nhân dân' },
            { href: `${INSPECTION_PATH}/${item.planId}`, text: planTitle(item.periodCode) },
            { text: item.title },
          ]}
          wide
        >
          <PageHeading caption={item.unitName} actions={isOpen && <ItemActions item={item} />}>
            {item.title}
          </PageHeading>
          {item.illustration && <InsetText>{item.illustration}</InsetText>}
          <Withdrawn on={item.withdrawnOn} reason={item.withdrawnReason} />
          {item.planWithdrawnOn !== null && (
            <InsetText>Kế hoạch có nội dung này đã rút ngày {formatCalendarDate(item.planWithdrawnOn)}.</InsetText>
          )}
          {item.droppedOn !== null && (
            <InsetText>
              Không thực hiện, ghi ngày {formatCalendarDate(item.droppedOn)}: {item.droppedReason}
            </InsetText>
          )}
          <SummaryList
            rows={[
              ...summaryOf(item, today),
              ...(files.length > 0 ? [{ label: R.files, value: <AttachmentList attachments={files} /> }] : []),
            ]}
          />
          <DataTable
            caption="Kiến nghị và trả lời"
            phone="stack"
            empty={item.heldOn === null ? 'Kiến nghị ghi sau khi có kết quả.' : 'Không có kiến nghị nào.'}
            columns={[
              { key: 'content', title: 'Kiến nghị', rowHeader: true, width: 'one-third' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'due', title: M.dueOn },
              { key: 'answer', title: 'Trả lời', width: 'one-third' },
              ...(isOpen ? [{ key: 'links', title: 'Ghi' }] : []),
            ]}
            rows={recommendations.map((made) => ({
              content: (
                <>
                  <span class="app-prewrap">{made.content}</span>{' '}
                  <span class="app-muted">
                    {made.addressee}, {formatCalendarDate(made.madeOn)}
                  </span>
                  <AttachmentList attachments={papers.get(made.id) ?? []} />
                </>
              ),
              state: <RecommendationTag standing={recommendationStanding(made, today)} />,
              due: made.dueOn ? formatCalendarDate(made.dueOn) : 'Không ghi hạn',
              answer:
                made.answeredOn === null ? (
                  <span class="app-muted">Chưa có</span>
                ) : (
                  <div>
                    <span class="app-prewrap">{made.answer}</span>{' '}
                    <span class="app-muted">{formatCalendarDate(made.answeredOn)}</span>
                    <AttachmentList attachments={evidence.get(made.id) ?? []} />
                  </div>
                ),
              links: <RecommendationLinks made={made} />,
            }))}
          />
          {item.isTheirs && <ChangeHistory changes={changes} />}
        </Layout>
      )
    },
  })
}

function summaryOf(item: InspectionItem, today: CalendarDate) {
  return [
    ...(isWithdrawn(item)
      ? []
      : [{ label: 'Tình trạng', value: <InspectionTag standing={inspectionStanding(item, today)} /> }]),
    { label: I.form, value: INSPECTION_FORMS[item.form] },
    { label: I.body, value: item.body },
    ...(item.requestedBy ? [{ label: I.requestedBy, value: item.requestedBy }] : []),
    { label: I.responsible, value: item.responsible },
    { label: I.plannedOn, value: formatCalendarDate(item.plannedOn) },
    ...(item.heldOn
      ? [
          { label: R.heldOn, value: formatCalendarDate(item.heldOn) },
          { label: R.findings, value: <span class="app-prewrap">{item.findings}</span> },
        ]
      : []),
  ]
}

function ItemActions({ item }: { item: InspectionItem }) {
  const one = `${ITEMS_PATH}/${item.id}`
  const withdrawal = (
    <ButtonLink href={`${one}/withdrawal`} variant="secondary">
      Rút nội dung
    </ButtonLink>
  )
  if (item.droppedOn !== null) return <ActionBar>{withdrawal}</ActionBar>
  if (item.sentOn === null) {
    return (
      <ActionBar>
        <ButtonLink href={`${one}/edit`}>Sửa</ButtonLink>
        <ButtonLink href={`${one}/dropping`} variant="secondary">
          Không thực hiện
        </ButtonLink>
        {withdrawal}
      </ActionBar>
    )
  }
  if (item.heldOn === null) {
    return (
      <ActionBar>
        <ButtonLink href={`${one}/result`}>Ghi kết quả</ButtonLink>
        <ButtonLink href={`${one}/dropping`} variant="secondary">
          Không thực hiện
        </ButtonLink>
        {withdrawal}
      </ActionBar>
    )
  }
  return (
    <ActionBar>
      <ButtonLink href={`${one}/recommendations/new`}>Thêm kiến nghị</ButtonLink>
      <ButtonLink href={`${one}/result`} variant="secondary">
        Sửa kết quả
      </ButtonLink>
      {withdrawal}
    </ActionBar>
  )
}

function RecommendationLinks({
  made,
}: {
  made: { id: string; addressee: string; madeOn: CalendarDate; answeredOn: CalendarDate | null }
}) {
  const about = ` kiến nghị với ${made.addressee} ngày ${formatCalendarDate(made.madeOn)}`
  return (
    <>
      <a class="govuk-link" href={`${RECOMMENDATIONS_PATH}/${made.id}/answer`}>
        {made.answeredOn === null ? 'Ghi trả lời' : 'Sửa trả lời'}
        <span class="govuk-visually-hidden">{about}</span>
      </a>{' '}
      <a class="govuk-link" href={`${RECOMMENDATIONS_PATH}/${made.id}/edit`}>
        Sửa<span class="govuk-visually-hidden">{about}</span>
      </a>
    </>
  )
}
