import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../../platform/http/context.ts'
import { staffForm } from '../../../../platform/http/form.tsx'
import { choice, text } from '../../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../../platform/http/page.tsx'
import type { RoutePermission } from '../../../../platform/http/permission.ts'
import {
  ActionBar,
  ButtonLink,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  Tag,
  TextArea,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { formatInstant } from '../../../../vocabulary/vietnamese.ts'
import { type CommentSide, commentOf, commentOnReport, resolveComment } from '../../actions/comment-on-report.ts'
import { sectionsOf } from '../../queries/report-types.ts'
import { type ReportRecord, reportOf } from '../../queries/reports.ts'
import { commentsOf, type ReportComment } from '../../queries/section-work.ts'
import { COMMENT_AUDIENCES } from '../../rules/report-comment.ts'
import { outlineFor } from '../../rules/report-type.ts'
import { titleOf } from '../report-words.ts'

const LABELS = { sectionCode: 'Về mục', audience: 'Ai được đọc', words: 'Nội dung trao đổi' } as const
const WHOLE = 'Cả báo cáo'

/** Under this word in the address the unit speaks, and who gathers under the other. */
const PATHS: Readonly<Record<CommentSide, string>> = { unit: 'comments', collector: 'remarks' }
const PERMISSIONS: Readonly<Record<CommentSide, RoutePermission>> = { unit: 'report.read', collector: 'report.collect' }

/** What is said about a report: read, written and settled, by the unit and by who gathers. */
export function commentPages(app: FastifyInstance): void {
  listPage(app)
  for (const side of ['unit', 'collector'] as const) {
    writingForm(app, side)
    resolutionForm(app, side)
  }
}

/** The report and the titles of its sections by code, for whoever may read it. */
async function discussed({ database, official, today }: Context, reportId: string) {
  const report = await reportOf(database, official, reportId, today)
  const sections = outlineFor(await sectionsOf(database, report), report.unitKind)
  return { report, titles: new Map(sections.map(({ code, title }) => [code, title])) }
}

const captionOf = (report: ReportRecord) => `${titleOf(report)} – ${report.unitName}`

function listPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reports/:reportId/comments',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    draw: async (context) => {
      const { report, titles } = await discussed(context, context.params.reportId)
      const { comments, writes, collects } = await commentsOf(context.database, context.official, report, context.today)
      const side: CommentSide = writes ? 'unit' : 'collector'
      const open = comments.filter((comment) => comment.resolvedOn === null).length
      return (
        <Layout
          title={`Trao đổi: ${titleOf(report)}`}
          context={context.page}
          breadcrumbs={[
            { href: '/reports', text: 'Báo cáo' },
            { href: `/reports/${report.id}`, text: report.unitName },
            { text: 'Trao đổi' },
          ]}
        >
          <PageHeading
            caption={captionOf(report)}
            actions={
              (writes || collects) && (
                <ActionBar>
                  <ButtonLink href={`/reports/${report.id}/${PATHS[side]}/new`}>Viết trao đổi</ButtonLink>
                </ActionBar>
              )
            }
          >
            Trao đổi về báo cáo
          </PageHeading>
          <InsetText>Trao đổi đứng bên cạnh báo cáo, không nằm trong báo cáo và các bản Word, PDF, Excel.</InsetText>
          <p class="govuk-body">
            {comments.length === 0
              ? 'Chưa có trao đổi nào bạn được đọc.'
              : `${comments.length} trao đổi, ${open} chưa giải quyết.`}
          </p>
          {comments.map((comment) => (
            <Comment
              key={comment.id}
              comment={comment}
              title={comment.sectionCode === null ? WHOLE : (titles.get(comment.sectionCode) ?? WHOLE)}
              resolveHref={`/reports/${report.id}/${PATHS[side]}/${comment.id}/resolution`}
            />
          ))}
        </Layout>
      )
    },
  })
}

function Comment({ comment, title, resolveHref }: { comment: ReportComment; title: string; resolveHref: string }) {
  return (
    <section>
      <h2 class="govuk-heading-s">
        {title}{' '}
        {comment.resolvedOn === null ? (
          <Tag colour="yellow" text="Chưa giải quyết" />
        ) : (
          <Tag colour="green" text="Đã giải quyết" />
        )}
      </h2>
      <p class="govuk-body app-prewrap">{comment.words}</p>
      <p class="govuk-body app-muted">
        {comment.writtenBy}
        {comment.side === 'collector' ? ' (cơ quan tổng hợp)' : ''}, {formatInstant(comment.writtenAt)}.{' '}
        {COMMENT_AUDIENCES[comment.audience]}.{' '}
        {comment.resolvedOn === null ? (
          <a class="govuk-link" href={resolveHref}>
            Đánh dấu đã giải quyết<span class="govuk-visually-hidden">: {title}</span>
          </a>
        ) : (
          `Giải quyết ngày ${formatCalendarDate(comment.resolvedOn)}, ${comment.resolvedBy ?? 'Hệ thống'}.`
        )}
      </p>
    </section>
  )
}

function writingForm(app: FastifyInstance, side: CommentSide): void {
  const words = text(LABELS.words, { longest: 3000 })
  const sectionCode = z
    .string()
    .regex(/^([a-z-]{1,60})?$/, 'Hãy chọn mục trong danh sách.')
    .optional()
    .transform((code) => (code === undefined || code === '' ? null : code))
  const audience =
    side === 'unit' ? choice(LABELS.audience, COMMENT_AUDIENCES) : z.unknown().transform(() => 'collector' as const)
  staffForm(app, {
    path: `/reports/:reportId/${PATHS[side]}/new`,
    permission: PERMISSIONS[side],
    params: z.object({ reportId: Id }),
    fields: z.object({ sectionCode, audience, words }),
    labels: LABELS,
    load: async (context) => ({
      ...(await discussed(context, context.params.reportId)),
      asked: context.query.section ?? '',
    }),
    initial: ({ asked, titles }) => ({ sectionCode: titles.has(asked) ? asked : '' }),
    draw: ({ context, data: { report, titles }, form }) => (
      <Layout
        title="Viết trao đổi về báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}/comments`, text: 'Các trao đổi' }}
      >
        <PageHeading caption={captionOf(report)}>Viết trao đổi</PageHeading>
        <Form form={form}>
          <SelectField
            form={form}
            name="sectionCode"
            label={LABELS.sectionCode}
            emptyText={WHOLE}
            options={[...titles].map(([value, title]) => ({ value, text: title }))}
          />
          {side === 'unit' ? <AudienceField form={form} /> : <p class="govuk-body">{COMMENT_AUDIENCES.collector}.</p>}
          <TextArea form={form} name="words" label={LABELS.words} rows={5} />
          <SubmitButtons cancelHref={`/reports/${report.id}/comments`}>
            <SubmitButton>Gửi trao đổi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, entered) => {
      await commentOnReport(database, official, { reportId: params.reportId, side, ...entered }, today)
      return `/reports/${params.reportId}/comments`
    },
  })
}

function AudienceField({ form }: { form: FormView }) {
  return (
    <RadioField
      form={form}
      name="audience"
      label={LABELS.audience}
      options={[
        { value: 'unit', text: COMMENT_AUDIENCES.unit, hint: 'Cơ quan tổng hợp không đọc được.' },
        { value: 'collector', text: COMMENT_AUDIENCES.collector },
      ]}
    />
  )
}

function resolutionForm(app: FastifyInstance, side: CommentSide): void {
  staffForm(app, {
    path: `/reports/:reportId/${PATHS[side]}/:commentId/resolution`,
    permission: PERMISSIONS[side],
    params: z.object({ reportId: Id, commentId: Id }),
    fields: z.object({}),
    load: async (context) => {
      const { database, official, today, params } = context
      const { report } = await discussed(context, params.reportId)
      return { report, comment: await commentOf(database, official, { report, commentId: params.commentId, today }) }
    },
    initial: () => ({}),
    draw: ({ context, data: { report, comment }, form }) => (
      <Layout
        title="Trao đổi đã giải quyết"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}/comments`, text: 'Các trao đổi' }}
      >
        <PageHeading caption={captionOf(report)}>Trao đổi đã giải quyết?</PageHeading>
        <p class="govuk-body app-prewrap">{comment.words}</p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/reports/${report.id}/comments`}>
            <SubmitButton>Đánh dấu đã giải quyết</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      await resolveComment(database, official, { ...params, side }, today)
      return `/reports/${params.reportId}/comments`
    },
  })
}
