import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  addressAfter,
  addressId,
  addressValues,
  addressWords,
  addressYear,
} from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  EmptyState,
  FilterBar,
  filterView,
  Layout,
  NumberField,
  PageHeading,
  Pagination,
  SelectField,
  Tag,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { plans } from '../queries/plans.ts'

/** The questions that the list of plans answers, in the address and in the API. */
export const PlanQuery = z.object({
  year: addressYear,
  unitId: addressId,
  words: addressWords,
  after: addressAfter,
})

/** The list of plans: `/plans`. */
export function planListPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/plans',
    permission: 'plan.read',
    query: PlanQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units] = await Promise.all([
        plans(database, official, query, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'plan.read') }),
      ])
      const values = addressValues(query)
      const filtered = Object.keys(values).length > 0
      const form = filterView(values)
      const mayWrite = may(official, 'plan.write')
      return (
        <Layout title="Kế hoạch" context={page} wide>
          <PageHeading
            actions={
              mayWrite && (
                <ActionBar>
                  <ButtonLink href="/plans/new">Lập kế hoạch</ButtonLink>
                </ActionBar>
              )
            }
          >
            Kế hoạch
          </PageHeading>
          {list.rows.length === 0 && !filtered ? (
            <EmptyState
              title="Chưa có kế hoạch nào"
              action={mayWrite ? { href: '/plans/new', text: 'Lập kế hoạch' } : undefined}
            >
              <p class="govuk-body">
                Lập kế hoạch với các nội dung của năm, rồi giao nhiệm vụ cho từng đơn vị. Kế hoạch của cấp trên xuất
                hiện ở đây khi đơn vị bạn được giao nhiệm vụ.
              </p>
            </EmptyState>
          ) : (
            <>
              <FilterBar resetHref="/plans" active={filtered}>
                <NumberField form={form} name="year" label="Năm" width={4} />
                {units.length > 1 && (
                  <SelectField
                    form={form}
                    name="unitId"
                    label="Kế hoạch của đơn vị (gồm đơn vị trực thuộc)"
                    emptyText="Mọi đơn vị"
                    options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
                  />
                )}
                <TextField form={form} name="words" label="Có chứa từ" hint="Tên, số kế hoạch; không cần gõ dấu" />
              </FilterBar>
              <DataTable
                caption="Danh sách kế hoạch"
                captionHidden
                phone="stack"
                empty="Không có kế hoạch nào khớp điều kiện lọc."
                columns={[
                  { key: 'title', title: 'Kế hoạch', rowHeader: true, width: 'one-half' },
                  { key: 'reference', title: 'Số, ngày' },
                  { key: 'unit', title: 'Đơn vị ban hành' },
                  { key: 'contents', title: 'Nội dung', numeric: true },
                  { key: 'completed', title: 'Hoàn thành', numeric: true },
                  { key: 'overdue', title: 'Quá hạn', numeric: true },
                ]}
                rows={list.rows.map((plan) => ({
                  title: (
                    <a class="govuk-link" href={`/plans/${plan.id}`}>
                      {plan.title}
                    </a>
                  ),
                  reference: referenceInWords(plan),
                  unit: plan.unitName,
                  contents: formatNumber(plan.contentCount),
                  completed: `${formatNumber(plan.completedCount)}/${formatNumber(plan.assignmentCount)}`,
                  overdue:
                    plan.overdueCount === 0 ? (
                      '0'
                    ) : (
                      <a class="govuk-link" href={`/tasks?planId=${plan.id}&state=overdue`}>
                        <Tag colour="red" text={formatNumber(plan.overdueCount)} />
                      </a>
                    ),
                }))}
              />
              <Pagination
                nextHref={list.next ? `/plans?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
              />
            </>
          )}
        </Layout>
      )
    },
  })
}

/** `32/KH-UBND ngày 28/02/2022`, as far as it is known. */
export function referenceInWords({
  reference,
  issuedOn,
}: {
  reference: string | null
  issuedOn: string | null
}): string {
  if (issuedOn === null) return 'Chưa ban hành'
  const day = formatCalendarDate(issuedOn)
  return reference === null ? `Ngày ${day}` : `${reference} ngày ${day}`
}
