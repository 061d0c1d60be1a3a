import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import { DataTable, Layout, PageHeading, Tag } from '../../../platform/page/index.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { givenByContent } from '../queries/coverage.ts'
import { contentsOf, planById, plansBasedOn } from '../queries/plans.ts'
import { coverageOf, type Given } from '../rules/coverage.ts'

/** Contents × units of a plan: who was given what, and where nobody was given anything. */
export function coveragePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/plans/:planId/coverage',
    permission: 'plan.read',
    params: z.object({ planId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const plan = await planById(database, official, params.planId, today)
      if (!plan?.mayReadAll)
        throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
      const [contents, given, units, derived] = await Promise.all([
        contentsOf(database, plan.id),
        givenByContent(database, plan.id, today),
        unitsOnDay(database, { today, roots: [...unitsFor(official, 'plan.read'), plan.unitId] }),
        plansBasedOn(database, official, plan.id, today),
      ])
      const coverage = coverageOf(contents, units, given)
      const ownPlans = new Map(derived.map((each) => [each.unitId, each.id]))
      const holes = coverage.rows.reduce((total, row) => total + row.holes, 0)
      return (
        <Layout
          title="Bảng bao phủ kế hoạch"
          context={page}
          wide
          breadcrumbs={[
            { href: '/plans', text: 'Kế hoạch' },
            { href: `/plans/${plan.id}`, text: plan.title },
            { text: 'Bảng bao phủ' },
          ]}
        >
          <PageHeading caption={plan.title}>Nội dung nào đã giao cho đơn vị nào</PageHeading>
          <p class="govuk-body">
            Mỗi ô là số nhiệm vụ đã hoàn thành trên số đã giao.{' '}
            {holes === 0
              ? 'Không còn ô trống.'
              : `Còn ${formatNumber(holes)} ô trống: đơn vị chưa được giao nhiệm vụ nào của nội dung đó.`}
          </p>
          <ol class="govuk-list govuk-list--number">
            {contents.map((content) => (
              <li key={content.id}>{content.title}</li>
            ))}
          </ol>
          <DataTable
            caption="Bảng bao phủ"
            captionHidden
            manyColumns
            empty="Kế hoạch chưa giao nhiệm vụ cho đơn vị nào. Hãy giao nhiệm vụ trước."
            columns={[
              { key: 'unit', title: 'Đơn vị', rowHeader: true },
              ...contents.map((content, index) => ({ key: content.id, title: `Nội dung ${index + 1}` })),
              { key: 'ownPlan', title: 'Kế hoạch riêng' },
            ]}
            rows={coverage.rows.map(({ unit, cells }) => ({
              unit: unit.name,
              ...Object.fromEntries(
                contents.map((content, index) => [
                  content.id,
                  <Cell key={content.id} planId={plan.id} cell={cells[index] ?? null} />,
                ]),
              ),
              ownPlan: ownPlans.has(unit.id) ? (
                <a class="govuk-link" href={`/plans/${ownPlans.get(unit.id)}`}>
                  Đã lập<span class="govuk-visually-hidden">, {unit.name}</span>
                </a>
              ) : (
                <span class="app-muted">Chưa</span>
              ),
            }))}
            footer={{
              unit: 'Số đơn vị đã giao',
              ...Object.fromEntries(
                contents.map((content, index) => [
                  content.id,
                  `${formatNumber(coverage.covered[index] ?? 0)}/${formatNumber(coverage.rows.length)}`,
                ]),
              ),
              ownPlan: `${formatNumber(coverage.rows.filter((row) => ownPlans.has(row.unit.id)).length)}/${formatNumber(coverage.rows.length)}`,
            }}
          />
        </Layout>
      )
    },
  })
}

function Cell({ planId, cell }: { planId: string; cell: Given | null }) {
  if (cell === null) return <Tag colour="orange" text="Trống" />
  return (
    <>
      <a class="govuk-link" href={`/tasks?planId=${planId}&unitId=${cell.unitId}&alone=1`}>
        {formatNumber(cell.completed)}/{formatNumber(cell.given)}
      </a>{' '}
      {cell.overdue > 0 && <Tag colour="red" text={`Quá hạn ${formatNumber(cell.overdue)}`} />}
    </>
  )
}
