import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  addressAfter,
  addressChoice,
  addressId,
  addressValues,
  addressYear,
} from '../../../platform/http/address-fields.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  DataTable,
  FilterBar,
  type FormView,
  filterView,
  HiddenField,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchInspectionPlan } from '../actions/out-of-reach.ts'
import { communesFor } from '../queries/communes.ts'
import { boardRecommendations, inspectionItems } from '../queries/inspection-lists.ts'
import { inspectionPlanById } from '../queries/inspection-plans.ts'
import {
  INSPECTION_FORMS,
  INSPECTION_STANDINGS,
  inspectionStanding,
  RECOMMENDATION_STANDINGS,
  recommendationStanding,
} from '../rules/inspection-board.ts'
import {
  INSPECTION_ITEM_LABELS as I,
  INSPECTION_PATH,
  ITEMS_PATH,
  RECOMMENDATION_LABELS as M,
  RECOMMENDATIONS_PATH,
} from './inspection-fields.ts'
import { InspectionTag, planTitle, RecommendationTag } from './inspection-parts.tsx'

/** The records behind the figures of People's Inspection Boards: what was planned, and what was recommended. */
export function inspectionLists(app: FastifyInstance): void {
  items(app)
  recommendations(app)
}

const asked = { planId: addressId, unitId: addressId, year: addressYear, after: addressAfter }

function items(app: FastifyInstance): void {
  staffPage(app, {
    path: ITEMS_PATH,
    permission: 'democracy.read',
    query: z.object({ ...asked, standing: addressChoice(INSPECTION_STANDINGS) }),
    draw: async (context) => {
      const { database, official, today, page, query } = context
      const year = query.year ?? yearOf(today)
      const [list, about] = await Promise.all([
        inspectionItems(database, official, { ...query, year }, today),
        aboutList(context, year),
      ])
      const values = addressValues(query)
      return (
        <Layout
          title="Nội dung giám sát, xác minh"
          context={page}
          breadcrumbs={[...about.breadcrumbs, { text: 'Nội dung giám sát, xác minh' }]}
          wide
        >
          <PageHeading caption={about.caption}>Nội dung giám sát, xác minh</PageHeading>
          <ListFilter values={values} year={year} about={about} path={ITEMS_PATH} standings={INSPECTION_STANDINGS} />
          <DataTable
            caption={`${formatNumber(list.total)} nội dung`}
            phone="stack"
            empty="Không có nội dung nào như vậy."
            columns={[
              { key: 'title', title: 'Nội dung', rowHeader: true, width: 'one-third' },
              { key: 'board', title: 'Kế hoạch' },
              { key: 'body', title: 'Cơ quan, tổ chức' },
              { key: 'planned', title: I.plannedOn },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={list.rows.map((item) => ({
              title: (
                <>
                  <a class="govuk-link" href={`${ITEMS_PATH}/${item.id}`}>
                    {item.title}
                  </a>{' '}
                  <span class="app-muted">{INSPECTION_FORMS[item.form]}</span>
                </>
              ),
              board: (
                <div>
                  <a class="govuk-link" href={`${INSPECTION_PATH}/${item.planId}`}>
                    {planTitle(item.periodCode)}
                  </a>{' '}
                  <span class="app-muted">{item.unitName}</span>
                </div>
              ),
              body: item.body,
              planned: formatCalendarDate(item.plannedOn),
              state: <InspectionTag standing={inspectionStanding(item, today)} />,
            }))}
          />
          <Pagination nextHref={nextHref(ITEMS_PATH, values, list.next)} />
        </Layout>
      )
    },
  })
}

function recommendations(app: FastifyInstance): void {
  staffPage(app, {
    path: RECOMMENDATIONS_PATH,
    permission: 'democracy.read',
    query: z.object({ ...asked, standing: addressChoice(RECOMMENDATION_STANDINGS) }),
    draw: async (context) => {
      const { database, official, today, page, query } = context
      const year = query.year ?? yearOf(today)
      const [list, about] = await Promise.all([
        boardRecommendations(database, official, { ...query, year }, today),
        aboutList(context, year),
      ])
      const values = addressValues(query)
      return (
        <Layout
          title="Kiến nghị của Ban Thanh tra nhân dân"
          context={page}
          breadcrumbs={[...about.breadcrumbs, { text: 'Kiến nghị' }]}
          wide
        >
          <PageHeading caption={about.caption}>Kiến nghị của Ban Thanh tra nhân dân</PageHeading>
          <ListFilter
            values={values}
            year={year}
            about={about}
            path={RECOMMENDATIONS_PATH}
            standings={RECOMMENDATION_STANDINGS}
          />
          <DataTable
            caption={`${formatNumber(list.total)} kiến nghị`}
            phone="stack"
            empty="Không có kiến nghị nào như vậy."
            columns={[
              { key: 'content', title: 'Kiến nghị', rowHeader: true, width: 'one-third' },
              { key: 'addressee', title: M.addressee },
              { key: 'item', title: 'Sau khi giám sát, xác minh' },
              { key: 'made', title: M.madeOn },
              { key: 'due', title: M.dueOn },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={list.rows.map((made) => ({
              content: <span class="app-prewrap">{made.content}</span>,
              addressee: made.addressee,
              item: (
                <div>
                  <a class="govuk-link" href={`${ITEMS_PATH}/${made.itemId}`}>
                    {made.itemTitle}
                  </a>{' '}
                  <span class="app-muted">{made.unitName}</span>
                </div>
              ),
              made: formatCalendarDate(made.madeOn),
              due: made.dueOn ? formatCalendarDate(made.dueOn) : 'Không ghi hạn',
              state: <RecommendationTag standing={recommendationStanding(made, today)} />,
            }))}
          />
          <Pagination nextHref={nextHref(RECOMMENDATIONS_PATH, values, list.next)} />
        </Layout>
      )
    },
  })
}

type Asking = Pick<Context, 'database' | 'official' | 'today'> & { query: { planId?: string | undefined } }

/** What the list is about: one plan, or all those of a year. Refuses a plan that is not there or another's. */
async function aboutList({ database, official, today, query }: Asking, year: number) {
  const units = await communesFor(database, official, 'democracy.read', today)
  const root = { href: INSPECTION_PATH, text: 'Ban Thanh tra nhân dân' }
  if (query.planId === undefined) {
    return { units, breadcrumbs: [root], caption: `Các kế hoạch đã gửi, kỳ của năm ${year}`, ofPlan: false }
  }
  const plan = await inspectionPlanById(database, official, query.planId, today)
  if (!plan) throw noSuchInspectionPlan()
  const title = planTitle(plan.periodCode)
  return {
    units,
    breadcrumbs: [root, { href: `${INSPECTION_PATH}/${plan.id}`, text: title }],
    caption: `${title}, ${plan.unitName}`,
    ofPlan: true,
  }
}

type ListFilterProps = {
  values: Record<string, string>
  year: number
  about: Awaited<ReturnType<typeof aboutList>>
  path: string
  standings: Readonly<Record<string, string>>
}

function ListFilter({ values, year, about, path, standings }: ListFilterProps) {
  const form: FormView = filterView({ ...values, year: String(year) })
  return (
    <FilterBar resetHref={path} active={Object.keys(values).length > 0}>
      {about.ofPlan && <HiddenField form={form} name="planId" />}
      {!about.ofPlan && about.units.length > 1 && (
        <SelectField
          form={form}
          name="unitId"
          label="Xã, phường"
          emptyText="Mọi xã, phường"
          options={about.units.map((unit) => ({ value: unit.id, text: unit.name }))}
        />
      )}
      {!about.ofPlan && <NumberField form={form} name="year" label="Năm" width={4} />}
      <SelectField
        form={form}
        name="standing"
        label="Tình trạng"
        emptyText="Mọi tình trạng"
        options={optionsOf(standings)}
      />
    </FilterBar>
  )
}

const nextHref = (path: string, values: Record<string, string>, next: string | null) =>
  next === null ? undefined : `${path}?${new URLSearchParams({ ...values, after: next })}`
