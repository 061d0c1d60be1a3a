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
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { AttachmentList, attachmentsOf } from '../../documents/index.ts'
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
import {
  INSPECTION_FORMS,
  type InspectionStanding,
  inspectionStanding,
  isWithdrawn,
  type RecommendationStanding,
} from '../rules/inspection-board.ts'
import { DemocracyNavigation } from './democracy-parts.tsx'
import { INSPECTION_PATH, ITEMS_PATH, INSPECTION_PLAN_LABELS as P, RECOMMENDATIONS_PATH } from './inspection-fields.ts'
import { InspectionPlanParams, InspectionTag, PlanTag, planTitle, Withdrawn } from './inspection-parts.tsx'

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
          <Sums sums={sums} asked={{ ...(query.unitId ? { unitId: query.unitId } : {}), year: String(year) }} />
          <DataTable
            caption={`${formatNumber(plans.total)} kế hoạch`}
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
              state: <PlanTag {...plan} />,
              done: <Share part={plan.doneCount} whole={plan.itemCount} href={`${ITEMS_PATH}?planId=${plan.id}`} />,
              answered: (
                <Share
                  part={plan.answeredCount}
                  whole={plan.recommendationCount}
                  href={`${RECOMMENDATIONS_PATH}?planId=${plan.id}`}
                />
              ),
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

/** So many of so many; opens to all of them. */
function Share({ part, whole, href }: { part: number; whole: number; href: string }) {
  if (whole === 0) return <span class="app-muted">Không có</span>
  return (
    <a class="govuk-link" href={href}>
      {formatNumber(part)}/{formatNumber(whole)}
    </a>
  )
}

function Sums({ sums, asked }: { sums: InspectionSums; asked: Record<string, string> }) {
  const items = (standing?: InspectionStanding) =>
    `${ITEMS_PATH}?${new URLSearchParams({ ...asked, ...(standing ? { standing } : {}) })}`
  const recommendations = (standing?: RecommendationStanding) =>
    `${RECOMMENDATIONS_PATH}?${new URLSearchParams({ ...asked, ...(standing ? { standing } : {}) })}`
  const link = (href: string, text: string) => (
    <a class="govuk-link" href={href}>
      {text}
    </a>
  )
  return (
    <FigureGrid>
      <Figure
        value={`${formatNumber(sums.done)}/${formatNumber(sums.planned)}`}
        label="nội dung đã thực hiện"
        href={items()}
        note={
          sums.overdue > 0
            ? link(items('overdue'), `${formatNumber(sums.overdue)} nội dung quá ngày dự kiến`)
            : 'Của kế hoạch đã gửi'
        }
      />
      <Figure
        value={`${formatNumber(sums.answered)}/${formatNumber(sums.recommendations)}`}
        label="kiến nghị đã được trả lời"
        href={recommendations()}
        note={
          sums.lateAnswers > 0 &&
          link(recommendations('overdue'), `${formatNumber(sums.lateAnswers)} kiến nghị quá hạn trả lời`)
        }
      />
    </FigureGrid>
  )
}

function onePlan(app: FastifyInstance): void {
  staffPage(app, {
    path: `${INSPECTION_PATH}/:inspectionPlanId`,
    permission: 'democracy.read',
    params: InspectionPlanParams,
    draw: async ({ database, official, today, page, params }) => {
      const plan = await inspectionPlanById(database, official, params.inspectionPlanId, today)
      if (!plan) throw noSuchInspectionPlan()
      const [items, files, changes] = await Promise.all([
        itemsOfPlan(database, plan.id),
        attachmentsOf(database, { kind: 'inspection-board-plan', id: plan.id }),
        changesOf(database, { kind: 'inspection-board-plan', id: plan.id }),
      ])
      const title = planTitle(plan.periodCode)
      const isOpen = plan.isTheirs && !isWithdrawn(plan)
      return (
        <Layout
          title={title}
          context={page}
          breadcrumbs={[{ href: INSPECTION_PATH, text: 'Ban Thanh tra nhân dân' }, { text: title }]}
          wide
        >
          <PageHeading caption={plan.unitName} actions={isOpen && <PlanActions plan={plan} />}>
            {title}
          </PageHeading>
          {plan.illustration && <InsetText>{plan.illustration}</InsetText>}
          <Withdrawn on={plan.withdrawnOn} reason={plan.withdrawnReason} />
          <SummaryList
            rows={[
              { label: 'Tình trạng', value: <PlanTag {...plan} /> },
              ...(plan.reference ? [{ label: P.reference, value: plan.reference }] : []),
              {
                label: 'Thời gian',
                value: `${formatCalendarDate(plan.periodFrom)} đến ${formatCalendarDate(plan.periodTo)}`,
              },
              ...(plan.aim ? [{ label: P.aim, value: <span class="app-prewrap">{plan.aim}</span> }] : []),
              ...(files.length > 0 ? [{ label: P.files, value: <AttachmentList attachments={files} /> }] : []),
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
              answered: (
                <Share part={item.answeredCount} whole={item.recommendationCount} href={`${ITEMS_PATH}/${item.id}`} />
              ),
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
      <ButtonLink href={`${one}/withdrawal`} variant="secondary">
        Rút kế hoạch
      </ButtonLink>
    </ActionBar>
  )
}
