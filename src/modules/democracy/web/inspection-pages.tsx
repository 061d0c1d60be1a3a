import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressAfter, addressId, addressValues, addressYear } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  Figure,
  FigureGrid,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  NumberField,
  PageHeading,
  Pagination,
  SelectField,
  SourceNote,
  SummaryList,
  Tag,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchInspectionPlan } from '../actions/out-of-reach.ts'
import { communesFor } from '../queries/communes.ts'
import { itemsOfPlan } from '../queries/inspection-items.ts'
import {
  boardsFor,
  type InspectionPlan,
  type InspectionSums,
  inspectionPlanById,
  inspectionPlans,
  inspectionSums,
} from '../queries/inspection-plans.ts'
import { INSPECTION_FORMS, inspectionStanding } from '../rules/inspection-board.ts'
import { DemocracyNavigation } from './democracy-parts.tsx'
import { INSPECTION_PATH, ITEMS_PATH, INSPECTION_PLAN_LABELS as P } from './inspection-fields.ts'
import { InspectionPlanParams, InspectionTag } from './inspection-parts.tsx'

/** Plans of People's Inspection Boards: all of a year with their sums, and one with its items. */
export function inspectionPages(app: FastifyInstance): void {
  list(app)
  onePlan(app)
}

function list(app: FastifyInstance): void {
  staffPage(app, {
    path: INSPECTION_PATH,
    permission: 'democracy.read',
    query: z.object({ unitId: addressId, year: addressYear, after: addressAfter }),
    draw: async ({ database, official, today, page, query }) => {
      const year = query.year ?? yearOf(today)
      const [plans, sums, units, writable] = await Promise.all([
        inspectionPlans(database, official, { ...query, year }, today),
        inspectionSums(database, official, { unitId: query.unitId, year }, today),
        communesFor(database, official, 'democracy.read', today),
        boardsFor(database, official, 'democracy.write', today),
      ])
      const values = addressValues(query)
      const form = filterView({ ...values, year: String(year) })
      return (
        <Layout title="Ban Thanh tra nhân dân" context={page} wide>
          <PageHeading
            caption={`Kế hoạch, kết quả giám sát năm ${year}`}
            actions={
              writable.length > 0 && (
                <ActionBar>
                  <ButtonLink href={`${INSPECTION_PATH}/new`}>Soạn kế hoạch</ButtonLink>
                </ActionBar>
              )
            }
          >
            Ban Thanh tra nhân dân
          </PageHeading>
          <DemocracyNavigation current="inspection" />
          <FilterBar resetHref={INSPECTION_PATH} active={Object.keys(values).length > 0}>
            {units.length > 1 && (
              <SelectField
                form={form}
                name="unitId"
                label="Xã, phường"
                emptyText="Mọi xã, phường"
                options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
              />
            )}
            <NumberField form={form} name="year" label="Năm" width={4} />
          </FilterBar>
          <Sums sums={sums} />
          <DataTable
            caption="Kế hoạch"
            phone="stack"
            empty={`Chưa có kế hoạch nào cho năm ${year}.`}
            columns={[
              { key: 'period', title: 'Kỳ', rowHeader: true },
              { key: 'board', title: 'Ban' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'done', title: 'Đã thực hiện', numeric: true },
              { key: 'answered', title: 'Kiến nghị đã trả lời', numeric: true },
            ]}
            rows={plans.rows.map((plan) => ({
              period: (
                <a class="govuk-link" href={`${INSPECTION_PATH}/${plan.id}`}>
                  {periodByCode(plan.periodCode).title}
                </a>
              ),
              board: plan.unitName,
              state: <SentTag sentOn={plan.sentOn} />,
              done: `${formatNumber(plan.doneCount)}/${formatNumber(plan.itemCount)}`,
              answered: `${formatNumber(plan.answeredCount)}/${formatNumber(plan.recommendationCount)}`,
            }))}
          />
          <Pagination
            nextHref={
              plans.next ? `${INSPECTION_PATH}?${new URLSearchParams({ ...values, after: plans.next })}` : undefined
            }
          />
          <SourceNote>
            Ban Thanh tra nhân dân hoạt động theo kế hoạch quý, 6 tháng, năm: Điều 30 đến Điều 35 Luật Thực hiện dân chủ
            ở cơ sở 10/2022/QH15. Nơi gửi kế hoạch và hạn trả lời kiến nghị chưa đối chiếu với luật: hệ thống theo hạn
            ghi trong từng kiến nghị.
          </SourceNote>
        </Layout>
      )
    },
  })
}

function Sums({ sums }: { sums: InspectionSums }) {
  return (
    <FigureGrid>
      <Figure
        value={`${formatNumber(sums.done)}/${formatNumber(sums.planned)}`}
        label="nội dung đã thực hiện"
        note={sums.overdue > 0 ? `${formatNumber(sums.overdue)} nội dung quá ngày dự kiến` : 'Của kế hoạch đã gửi'}
      />
      <Figure
        value={`${formatNumber(sums.answered)}/${formatNumber(sums.recommendations)}`}
        label="kiến nghị đã được trả lời"
        note={sums.lateAnswers > 0 ? `${formatNumber(sums.lateAnswers)} kiến nghị quá hạn trả lời` : undefined}
      />
    </FigureGrid>
  )
}

export function SentTag({ sentOn }: { sentOn: CalendarDate | null }) {
  if (sentOn === null) return <Tag colour="yellow" text="Bản nháp" />
  return <Tag colour="green" text={`Đã gửi ${formatCalendarDate(sentOn)}`} />
}

function onePlan(app: FastifyInstance): void {
  staffPage(app, {
    path: `${INSPECTION_PATH}/:inspectionPlanId`,
    permission: 'democracy.read',
    params: InspectionPlanParams,
    draw: async ({ database, official, today, page, params }) => {
      const plan = await inspectionPlanById(database, official, params.inspectionPlanId, today)
      if (!plan) throw noSuchInspectionPlan()
      const [items, changes] = await Promise.all([
        itemsOfPlan(database, plan.id),
        changesOf(database, { kind: 'inspection-board-plan', id: plan.id }),
      ])
      const title = `Kế hoạch ${periodByCode(plan.periodCode).title}`
      return (
        <Layout
          title={title}
          context={page}
          breadcrumbs={[{ href: INSPECTION_PATH, text: 'Ban Thanh tra nhân dân' }, { text: title }]}
          wide
        >
          <PageHeading caption={plan.unitName} actions={plan.isTheirs && <PlanActions plan={plan} />}>
            {title}
          </PageHeading>
          {plan.illustration && <InsetText>{plan.illustration}</InsetText>}
          <SummaryList
            rows={[
              { label: 'Tình trạng', value: <SentTag sentOn={plan.sentOn} /> },
              ...(plan.reference ? [{ label: P.reference, value: plan.reference }] : []),
              {
                label: 'Thời gian',
                value: `${formatCalendarDate(plan.periodFrom)} đến ${formatCalendarDate(plan.periodTo)}`,
              },
              ...(plan.aim ? [{ label: P.aim, value: <span class="app-prewrap">{plan.aim}</span> }] : []),
            ]}
          />
          <DataTable
            caption="Nội dung giám sát, xác minh"
            phone="stack"
            empty="Chưa có nội dung nào."
            columns={[
              { key: 'title', title: 'Nội dung', rowHeader: true, width: 'one-third' },
              { key: 'body', title: 'Cơ quan, tổ chức' },
              { key: 'responsible', title: 'Phụ trách' },
              { key: 'planned', title: 'Dự kiến' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'answered', title: 'Kiến nghị đã trả lời', numeric: true },
            ]}
            rows={items.map((item) => ({
              title: (
                <>
                  <a class="govuk-link" href={`${ITEMS_PATH}/${item.id}`}>
                    {item.title}
                  </a>{' '}
                  <span class="app-muted">{INSPECTION_FORMS[item.form]}</span>
                </>
              ),
              body: item.body,
              responsible: item.responsible,
              planned: formatCalendarDate(item.plannedOn),
              state: <InspectionTag standing={inspectionStanding(item, today)} />,
              answered: `${formatNumber(item.answeredCount)}/${formatNumber(item.recommendationCount)}`,
            }))}
          />
          {plan.isTheirs && <ChangeHistory changes={changes} />}
        </Layout>
      )
    },
  })
}

function PlanActions({ plan }: { plan: InspectionPlan }) {
  const one = `${INSPECTION_PATH}/${plan.id}`
  const isReady = plan.sentOn === null && plan.itemCount > 0
  return (
    <ActionBar>
      {isReady && <ButtonLink href={`${one}/sending`}>Ghi ngày gửi</ButtonLink>}
      <ButtonLink href={`${one}/items/new`} variant={isReady || plan.sentOn !== null ? 'secondary' : 'primary'}>
        Thêm nội dung
      </ButtonLink>
      {plan.sentOn === null && (
        <ButtonLink href={`${one}/edit`} variant="secondary">
          Sửa
        </ButtonLink>
      )}
    </ActionBar>
  )
}
