import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { ActionBar, ButtonLink, DataTable, Layout, PageHeading, Tag } from '../../../platform/page/index.ts'
import { writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { derivedByContent, givenByContent } from '../queries/coverage.ts'
import { contentsOf, planById, plansBasedOn } from '../queries/plans.ts'
import { type CoverageCell, coverageOf } from '../rules/coverage.ts'

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PlanParams = z.object({ planId: Id })

/** Contents × units of a plan: who was given what, whose own plan carries it out, and where there is nothing. */
export function coveragePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/plans/:planId/coverage',
    permission: 'plan.read',
    params: PlanParams,
    draw: async (context) => {
      const loaded = await load(context, context.params.planId)
      const { plan, contents, coverage, positions } = loaded
      const holes = coverage.rows.reduce((total, row) => total + row.holes, 0)
      return (
        <Layout
          title="Bảng bao phủ kế hoạch"
          context={context.page}
          wide
          breadcrumbs={[
            { href: '/plans', text: 'Kế hoạch' },
            { href: `/plans/${plan.id}`, text: plan.title },
            { text: 'Bảng bao phủ' },
          ]}
        >
          <PageHeading
            caption={plan.title}
            actions={
              <ActionBar>
                <ButtonLink href={`/plans/${plan.id}/coverage.xlsx`} variant="secondary">
                  Tải bảng (.xlsx)
                </ButtonLink>
              </ActionBar>
            }
          >
            Nội dung nào đã giao cho đơn vị nào
          </PageHeading>
          <p class="govuk-body">
            {formatNumber(contents.length)} nội dung, {formatNumber(coverage.rows.length)} đơn vị.{' '}
            {holes === 0
              ? 'Không còn ô trống.'
              : `Còn ${formatNumber(holes)} ô trống: không có nhiệm vụ nào được giao và kế hoạch riêng của đơn vị cũng không có.`}{' '}
            Mỗi ô ghi số nhiệm vụ đã hoàn thành trên số đã giao, rồi đến số nội dung, nhiệm vụ trong kế hoạch riêng của
            đơn vị.
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
            manyRows
            empty="Kế hoạch chưa giao nhiệm vụ cho đơn vị nào. Hãy giao nhiệm vụ trước."
            columns={[
              { key: 'unit', title: 'Đơn vị', rowHeader: true },
              ...contents.map((content, index) => ({ key: content.id, title: `Nội dung ${index + 1}` })),
              { key: 'holes', title: 'Ô trống', numeric: true },
              { key: 'ownPlan', title: 'Kế hoạch riêng' },
            ]}
            rows={coverage.rows.map(({ unit, cells, holes, ownPlanId }) => ({
              unit: unit.name,
              ...Object.fromEntries(
                contents.map((content, index) => [
                  content.id,
                  <Cell
                    key={content.id}
                    planId={plan.id}
                    contentId={content.id}
                    unitId={unit.id}
                    cell={cells[index]}
                    ownPosition={positions.get(`${content.id} ${unit.id}`)}
                  />,
                ]),
              ),
              holes: formatNumber(holes),
              ownPlan:
                ownPlanId === null ? (
                  <span class="app-muted">Chưa</span>
                ) : (
                  <a class="govuk-link" href={`/plans/${ownPlanId}`}>
                    Đã lập<span class="govuk-visually-hidden">, {unit.name}</span>
                  </a>
                ),
            }))}
            footer={{
              unit: 'Số đơn vị có',
              ...Object.fromEntries(
                contents.map((content, index) => [
                  content.id,
                  `${formatNumber(coverage.covered[index] ?? 0)}/${formatNumber(coverage.rows.length)}`,
                ]),
              ),
              holes: formatNumber(holes),
              ownPlan: `${formatNumber(coverage.rows.filter((row) => row.ownPlanId !== null).length)}/${formatNumber(coverage.rows.length)}`,
            }}
          />
        </Layout>
      )
    },
  })

  app.get('/plans/:planId/coverage.xlsx', allow('plan.read'), async (request, reply) => {
    const { planId } = readAddress(PlanParams, request.params)
    const { plan, contents, coverage } = await load(signedInContext(request), planId)
    const sheets = [
      {
        sheet: 'Bảng bao phủ',
        columns: [
          { title: 'Đơn vị', width: 50 },
          ...contents.map((content) => ({ title: `${content.position}. ${content.title}`, width: 28 })),
          { title: 'Ô trống', width: 10 },
          { title: 'Kế hoạch riêng', width: 16 },
        ],
        rows: coverage.rows.map(({ unit, cells, holes, ownPlanId }) => [
          unit.name,
          ...cells.map(cellInWords),
          holes,
          ownPlanId === null ? 'Chưa' : 'Đã lập',
        ]),
      },
    ]
    const name = `bang-bao-phu-ke-hoach-${plan.year}-${plan.id}.xlsx`
    return asDownload(reply, { name, mediaType: SPREADSHEET }).send(await writeRows(sheets))
  })
}

async function load({ database, official, today }: Context, planId: string) {
  const plan = await planById(database, official, planId, today)
  if (!plan?.mayReadAll)
    throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
  const [contents, given, derived, units, plansBelow] = await Promise.all([
    contentsOf(database, plan.id),
    givenByContent(database, plan.id, today),
    derivedByContent(database, plan.id),
    unitsOnDay(database, { today, roots: [...unitsFor(official, 'plan.read'), plan.unitId] }),
    plansBasedOn(database, official, plan.id, today),
  ])
  const ownPlans = new Map(plansBelow.map((each) => [each.unitId, each.id]))
  // Of a plan that this reader may not open, only that it has something is told.
  const readable = new Set(plansBelow.map((each) => each.id))
  const positions = new Map(
    derived
      .filter((each) => readable.has(each.planId))
      .map((each) => [`${each.contentId} ${each.unitId}`, { planId: each.planId, position: each.position }]),
  )
  return { plan, contents, positions, coverage: coverageOf(contents, units, { given, derived, ownPlans }) }
}

type CellProps = {
  planId: string
  contentId: string
  unitId: string
  cell: CoverageCell | undefined
  ownPosition: { planId: string; position: number | null } | undefined
}

function Cell({ planId, contentId, unitId, cell, ownPosition }: CellProps) {
  if (cell === undefined || cell.state === 'hole') return <Tag colour="orange" text="Trống" />
  const { given, derived } = cell
  const own = derived === null ? '' : `KH riêng: ${formatNumber(derived.contents + derived.tasks)}`
  return (
    <>
      {given && (
        <a class="govuk-link" href={`/tasks?planId=${planId}&contentId=${contentId}&unitId=${unitId}&alone=1`}>
          {formatNumber(given.completed)}/{formatNumber(given.given)}
        </a>
      )}{' '}
      {given && given.overdue > 0 && <Tag colour="red" text={`Quá hạn ${formatNumber(given.overdue)}`} />}{' '}
      {own !== '' &&
        (ownPosition ? (
          <a
            class="govuk-link"
            href={`/plans/${ownPosition.planId}${ownPosition.position === null ? '' : `#noi-dung-${ownPosition.position}`}`}
          >
            {own}
          </a>
        ) : (
          own
        ))}
      {cell.state === 'not-derived' && <Tag colour="yellow" text="KH riêng chưa có" />}
    </>
  )
}

function cellInWords({ given, derived, state }: CoverageCell): string {
  if (state === 'hole') return 'Trống'
  return [
    given && `${formatNumber(given.completed)}/${formatNumber(given.given)}`,
    given && given.overdue > 0 && `quá hạn ${formatNumber(given.overdue)}`,
    derived && `kế hoạch riêng: ${formatNumber(derived.contents + derived.tasks)}`,
    state === 'not-derived' && 'kế hoạch riêng chưa có',
  ]
    .filter(Boolean)
    .join('; ')
}
