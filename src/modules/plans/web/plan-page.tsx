import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  Figure,
  FigureGrid,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  type SummaryRow,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { AttachmentList, documentFiles, linksOf } from '../../documents/index.ts'
import { contentsAbove, contentsOf, type PlanRecord, planById, plansBasedOn } from '../queries/plans.ts'
import { reviewsOfPlan } from '../queries/reviews.ts'
import { tasksOfPlan } from '../queries/tasks.ts'
import { PLAN_LABELS as L } from './plan-fields.ts'
import { referenceInWords } from './plan-list-page.tsx'
import { PlanTasks } from './plan-tasks.tsx'
import { ReviewTable } from './review-table.tsx'

/** One plan: what it asks for, content by content, and how far the units have come. */
export function planPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/plans/:planId',
    permission: 'plan.read',
    params: z.object({ planId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const plan = await planById(database, official, params.planId, today)
      if (!plan) throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
      // A limited document is not told of to who may not read it.
      const documentId = plan.reference === null ? null : plan.documentId
      const [contents, upperContents, tasks, derived, reviews, changes, files, links] = await Promise.all([
        contentsOf(database, plan.id),
        contentsAbove(database, plan.basedOnPlanId),
        tasksOfPlan(database, official, plan.id, today),
        plansBasedOn(database, official, plan.id, today),
        plan.mayReadAll ? reviewsOfPlan(database, plan.id) : [],
        plan.mayReadAll ? changesOf(database, { kind: 'plan', id: plan.id }) : [],
        documentId === null ? [] : documentFiles(database, official, documentId, today).then((found) => found.files),
        documentId === null ? [] : linksOf(database, official, documentId, today),
      ])
      const carriedOut = new Set([
        ...contents.map((content) => content.carriesOutPosition),
        ...tasks.map((task) => task.upperPosition),
      ])
      const notCarriedOut = upperContents.filter((upper) => !carriedOut.has(upper.position))
      const sum = (count: (task: (typeof tasks)[number]) => number) =>
        formatNumber(tasks.reduce((total, task) => total + count(task), 0))
      return (
        <Layout
          title={plan.title}
          context={page}
          wide
          breadcrumbs={[{ href: '/plans', text: 'Kế hoạch' }, { text: `Năm ${plan.year}` }]}
        >
          <PageHeading
            caption={`${plan.unitName} – ${referenceInWords(plan)}`}
            actions={<PlanActions plan={plan} mayMakeOwn={may(official, 'plan.write')} />}
          >
            {plan.title}
          </PageHeading>
          {plan.withdrawnOn !== null && <Withdrawn on={plan.withdrawnOn} reason={plan.withdrawnReason} />}
          {plan.illustration && <InsetText>{plan.illustration}</InsetText>}
          {!plan.mayReadAll && (
            <InsetText>
              Bạn đang xem các nhiệm vụ của kế hoạch này được giao cho đơn vị trong phạm vi của bạn.
            </InsetText>
          )}
          <FigureGrid>
            <Figure value={formatNumber(contents.length)} label="nội dung" href={`/plans/${plan.id}#cac-noi-dung`} />
            <Figure value={sum((task) => task.given)} label="lượt giao nhiệm vụ" href={`/tasks?planId=${plan.id}`} />
            <Figure
              value={sum((task) => task.completed)}
              label="đã hoàn thành"
              href={`/tasks?planId=${plan.id}&state=completed`}
            />
            <Figure
              value={sum((task) => task.overdue)}
              label="quá hạn"
              href={`/tasks?planId=${plan.id}&state=overdue`}
            />
          </FigureGrid>
          <SummaryList rows={identityRows(plan, links)} />
          {files.length > 0 && <AttachmentList attachments={files} />}
          <h2 class="govuk-heading-m" id="cac-noi-dung">
            Các nội dung và nhiệm vụ
          </h2>
          {plan.basedOnPlanId !== null && notCarriedOut.length > 0 && (
            <InsetText>
              Nội dung của kế hoạch cấp trên chưa có trong kế hoạch này:{' '}
              {notCarriedOut.map((upper) => `${upper.position}. ${upper.title}`).join('; ')}.
              {plan.mayWrite && ' Hãy thêm nội dung, hoặc mở “Sửa nội dung” để nối nội dung đã có.'}
            </InsetText>
          )}
          <PlanTasks plan={plan} contents={contents} tasks={tasks} />
          {derived.length > 0 && (
            <>
              <h2 class="govuk-heading-m">Kế hoạch của các đơn vị thực hiện kế hoạch này</h2>
              <DataTable
                caption="Kế hoạch của các đơn vị thực hiện kế hoạch này"
                captionHidden
                phone="stack"
                empty=""
                columns={[
                  { key: 'unit', title: 'Đơn vị', rowHeader: true },
                  { key: 'title', title: 'Kế hoạch' },
                ]}
                rows={derived.map((each) => ({
                  unit: each.unitName,
                  title: (
                    <a class="govuk-link" href={`/plans/${each.id}`}>
                      {[each.reference, each.title].filter(Boolean).join(': ')}
                    </a>
                  ),
                }))}
              />
            </>
          )}
          <ReviewTable plan={plan} reviews={reviews} />
          <ChangeHistory changes={changes} folded="Lịch sử thay đổi" />
        </Layout>
      )
    },
  })
}

function PlanActions({ plan, mayMakeOwn }: { plan: PlanRecord; mayMakeOwn: boolean }) {
  const href = `/plans/${plan.id}`
  return (
    <ActionBar>
      {plan.mayAssign && <ButtonLink href={`${href}/tasks/new`}>Giao nhiệm vụ</ButtonLink>}
      {plan.mayReadAll && (
        <ButtonLink href={`${href}/coverage`} variant="secondary">
          Bảng bao phủ
        </ButtonLink>
      )}
      <ButtonLink href={`${href}/timeline`} variant="secondary">
        Tiến trình
      </ButtonLink>
      {plan.mayReadAll && plan.copiedFromPlanId !== null && (
        <ButtonLink href={`${href}/comparison`} variant="secondary">
          So với kế hoạch trước
        </ButtonLink>
      )}
      {plan.mayWrite && (
        <>
          <ButtonLink href={`${href}/edit`} variant="secondary">
            Sửa
          </ButtonLink>
          <ButtonLink href={`${href}/contents/new`} variant="secondary">
            Thêm nội dung
          </ButtonLink>
          <ButtonLink href={`${href}/reviews/new`} variant="secondary">
            Ghi sơ kết, tổng kết
          </ButtonLink>
          <ButtonLink href={`${href}/copy`} variant="secondary">
            Lập kế hoạch năm sau từ kế hoạch này
          </ButtonLink>
          <ButtonLink href={`${href}/withdrawal`} variant="secondary">
            Rút
          </ButtonLink>
        </>
      )}
      {!plan.mayWrite && mayMakeOwn && plan.withdrawnOn === null && (
        <ButtonLink href={`/plans/new?basedOn=${plan.id}`} variant="secondary">
          Lập kế hoạch của đơn vị tôi theo kế hoạch này
        </ButtonLink>
      )}
    </ActionBar>
  )
}

function Withdrawn({ on, reason }: { on: CalendarDate; reason: string | null }) {
  return (
    <InsetText>
      Kế hoạch đã được rút ngày {formatCalendarDate(on)}: {reason}
    </InsetText>
  )
}

type Links = Awaited<ReturnType<typeof linksOf>>

/** The acts on which the plan's document rests, and those it carries out. */
function Basis({ links }: { links: Links }) {
  return (
    <ul class="govuk-list">
      {links.map((link) => (
        <li key={link.targetText}>
          {link.readableId === null ? (
            link.targetText
          ) : (
            <a class="govuk-link" href={`/documents/${link.readableId}`}>
              {link.targetText}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

function identityRows(plan: PlanRecord, links: Links): SummaryRow[] {
  const basis = links.filter((link) => link.kind !== 'replaces')
  const upper = [plan.basedOnReference, plan.basedOnTitle].filter(Boolean).join(': ')
  return [
    ...(plan.documentId === null || plan.reference === null
      ? []
      : [
          {
            label: 'Văn bản',
            value: (
              <a class="govuk-link" href={`/documents/${plan.documentId}`}>
                {referenceInWords(plan)}
              </a>
            ),
          },
        ]),
    ...(basis.length === 0 ? [] : [{ label: 'Căn cứ, văn bản được thực hiện', value: <Basis links={basis} /> }]),
    ...(plan.basedOnPlanId === null
      ? []
      : [
          {
            label: L.basedOnPlanId,
            value: (
              <a class="govuk-link" href={`/plans/${plan.basedOnPlanId}`}>
                {upper}
              </a>
            ),
          },
        ]),
    { label: L.followingUnitId, value: plan.followingUnitName ?? plan.unitName },
  ]
}
