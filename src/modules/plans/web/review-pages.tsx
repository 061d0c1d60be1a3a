import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, day, optionalText } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  DateField,
  Fieldset,
  Form,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { recordReview } from '../actions/record-review.ts'
import { planById } from '../queries/plans.ts'
import { reviewById, standingByContent, tasksOfReview } from '../queries/reviews.ts'
import { deadlineInWords } from '../rules/progress.ts'
import { REVIEW_KINDS } from '../rules/review-meeting.ts'
import { periodInWords } from './deadline-words.tsx'

const LABELS = {
  kind: 'Loại',
  heldOn: 'Ngày họp',
  periodFrom: 'Từ ngày',
  periodTo: 'Đến ngày',
  results: 'Kết quả nổi bật',
  shortcomings: 'Tồn tại, hạn chế',
  conclusions: 'Kết luận, phương hướng kỳ sau',
} as const

const ReviewFields = z.object({
  kind: choice(LABELS.kind, REVIEW_KINDS),
  heldOn: day(LABELS.heldOn),
  periodFrom: day(LABELS.periodFrom),
  periodTo: day(LABELS.periodTo),
  results: optionalText(LABELS.results, { longest: 10_000 }),
  shortcomings: optionalText(LABELS.shortcomings, { longest: 10_000 }),
  conclusions: optionalText(LABELS.conclusions, { longest: 10_000 }),
})

/** Sơ kết and tổng kết: written once, the figures counted as they stood on the day, tasks set for the time after. */
export function reviewPages(app: FastifyInstance): void {
  staffForm(app, {
    path: '/plans/:planId/reviews/new',
    permission: 'plan.write',
    params: z.object({ planId: Id }),
    fields: ReviewFields,
    labels: LABELS,
    load: async ({ database, official, today, params }) => {
      const plan = await planById(database, official, params.planId, today)
      if (!plan) throw new Refusal('not-found', 'plan.no-such-plan', 'Không có kế hoạch này trong phạm vi của bạn.')
      return plan
    },
    initial: (plan, { today }) => ({
      kind: 'interim',
      heldOn: formatCalendarDate(today),
      periodFrom: `01/01/${plan.year}`,
      periodTo: formatCalendarDate(today < `${plan.year}-12-31` ? today : `${plan.year}-12-31`),
    }),
    draw: ({ context, data: plan, form }) => (
      <Layout
        title="Ghi sơ kết, tổng kết"
        context={context.page}
        form={form}
        backLink={{ href: `/plans/${plan.id}`, text: 'Trở lại kế hoạch' }}
      >
        <PageHeading caption={plan.title}>Ghi sơ kết, tổng kết</PageHeading>
        <p class="govuk-body">
          Không phải nhập số: số nhiệm vụ hoàn thành, muộn, quá hạn được đếm theo tình hình đến hết ngày họp.
        </p>
        <Form form={form}>
          <RadioField
            form={form}
            name="kind"
            label={LABELS.kind}
            inline
            hint="Sau tổng kết, nhiệm vụ chưa xong vẫn còn trong danh sách quá hạn nhưng không nhắc ở trang Việc cần làm nữa."
            options={Object.entries(REVIEW_KINDS).map(([value, text]) => ({ value, text }))}
          />
          <DateField form={form} name="heldOn" label={LABELS.heldOn} />
          <Fieldset legend="Kỳ được nhìn lại">
            <DateField form={form} name="periodFrom" label={LABELS.periodFrom} />
            <DateField form={form} name="periodTo" label={LABELS.periodTo} />
          </Fieldset>
          <TextArea form={form} name="results" label={LABELS.results} optional rows={4} />
          <TextArea form={form} name="shortcomings" label={LABELS.shortcomings} optional rows={4} />
          <TextArea
            form={form}
            name="conclusions"
            label={LABELS.conclusions}
            optional
            rows={4}
            hint="Lưu xong, giao nhiệm vụ kỳ sau ngay tại trang của cuộc họp."
          />
          <SubmitButtons cancelHref={`/plans/${plan.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, given) => {
      const id = await recordReview(database, official, { planId: params.planId, given, today })
      return `/plans/${params.planId}/reviews/${id}`
    },
  })

  staffPage(app, {
    path: '/plans/:planId/reviews/:reviewId',
    permission: 'plan.read',
    params: z.object({ planId: Id, reviewId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const [plan, review] = await Promise.all([
        planById(database, official, params.planId, today),
        reviewById(database, official, params.reviewId, today),
      ])
      // How all units stood is not for one that has a task of the plan only.
      if (!plan?.mayReadAll || review?.planId !== params.planId)
        throw new Refusal('not-found', 'plan.no-such-review', 'Không có cuộc sơ kết, tổng kết này.')
      const { planId, heldOn, periodFrom, periodTo } = review
      const [standing, tasks] = await Promise.all([
        standingByContent(database, { planId, from: periodFrom, to: periodTo, asOf: heldOn }),
        tasksOfReview(database, review.id),
      ])
      const title = `${REVIEW_KINDS[review.kind]} ngày ${formatCalendarDate(heldOn)}`
      return (
        <Layout
          title={title}
          context={page}
          wide
          breadcrumbs={[
            { href: '/plans', text: 'Kế hoạch' },
            { href: `/plans/${planId}`, text: review.planTitle },
            { text: title },
          ]}
        >
          <PageHeading
            caption={`${review.planTitle} – kỳ ${periodInWords(periodFrom, periodTo)}`}
            actions={
              review.mayAssign && (
                <ActionBar>
                  <ButtonLink href={`/plans/${planId}/tasks/new?review=${review.id}`}>Giao nhiệm vụ kỳ sau</ButtonLink>
                </ActionBar>
              )
            }
          >
            {title}
          </PageHeading>
          {review.illustration && <InsetText>{review.illustration}</InsetText>}
          <Standing standing={standing} heldOn={formatCalendarDate(heldOn)} />
          <SummaryList
            rows={(['results', 'shortcomings', 'conclusions'] as const).map((name) => ({
              label: LABELS[name],
              value: <span class="app-prewrap">{review[name]}</span>,
            }))}
          />
          <h2 class="govuk-heading-m">Nhiệm vụ cho kỳ sau</h2>
          <DataTable
            caption="Nhiệm vụ cho kỳ sau"
            captionHidden
            phone="stack"
            empty="Chưa giao nhiệm vụ nào cho kỳ sau."
            columns={[
              { key: 'title', title: 'Nhiệm vụ', rowHeader: true, width: 'two-thirds' },
              { key: 'due', title: 'Hạn' },
            ]}
            rows={tasks.map((task) => ({
              title: (
                <a class="govuk-link" href={`/tasks/${task.id}`}>
                  {task.title}
                </a>
              ),
              due: deadlineInWords(task),
            }))}
          />
        </Layout>
      )
    },
  })
}

function Standing({ standing, heldOn }: { standing: Awaited<ReturnType<typeof standingByContent>>; heldOn: string }) {
  const sum = (figure: 'given' | 'onTime' | 'late' | 'overdue') =>
    formatNumber(standing.reduce((total, row) => total + row[figure], 0))
  return (
    <DataTable
      caption={`Nhiệm vụ có hạn trong kỳ, tính đến hết ngày ${heldOn}`}
      empty="Kế hoạch chưa có nội dung nào."
      columns={[
        { key: 'content', title: 'Nội dung', rowHeader: true, width: 'one-half' },
        { key: 'given', title: 'Lượt giao', numeric: true },
        { key: 'onTime', title: 'Hoàn thành đúng hạn', numeric: true },
        { key: 'late', title: 'Hoàn thành muộn', numeric: true },
        { key: 'overdue', title: 'Quá hạn', numeric: true },
      ]}
      rows={standing.map((row) => ({
        content: `${row.position}. ${row.title}`,
        given: formatNumber(row.given),
        onTime: formatNumber(row.onTime),
        late: formatNumber(row.late),
        overdue: formatNumber(row.overdue),
      }))}
      footer={{
        content: 'Cộng',
        given: sum('given'),
        onTime: sum('onTime'),
        late: sum('late'),
        overdue: sum('overdue'),
      }}
    />
  )
}
