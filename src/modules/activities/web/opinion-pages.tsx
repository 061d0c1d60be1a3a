import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalDay, recordId, text } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  DateField,
  Details,
  FilterBar,
  Form,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SelectField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { unitsOfProvince } from '../../organisation/index.ts'
import { answerOpinion, assignOpinion } from '../actions/answer-opinion.ts'
import { opinionById, opinions } from '../queries/opinions.ts'
import { sameMatter } from '../queries/opinions-raised-again.ts'
import { noSuchOpinion } from '../rules/opinion.ts'
import { RaisedAgain } from './opinion-links.tsx'
import { OpinionState } from './opinion-state.tsx'

const OpinionParams = z.object({ opinionId: Id })
const OpinionQuery = z.object({
  state: z
    .string()
    .optional()
    .transform((state) => (state === 'waiting' || state === 'answered' ? state : undefined)),
  raised: z
    .string()
    .optional()
    .transform((raised) => (raised === 'again' ? raised : undefined)),
  words: z.string().max(200).optional(),
  after: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
})

/** The opinions people raised: each stays on the list until it has been answered. */
export function opinionPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/opinions',
    permission: 'activity.read',
    query: OpinionQuery,
    draw: async ({ database, official, today, page, query }) => {
      const list = await opinions(database, official, { ...query, raisedAgain: query.raised === 'again' }, today)
      const asked = {
        ...(query.state ? { state: query.state } : {}),
        ...(query.raised ? { raised: query.raised } : {}),
        ...(query.words ? { words: query.words } : {}),
      }
      const form = filterView(asked)
      return (
        <Layout title="Ý kiến của người dân" context={page} wide>
          <PageHeading>Ý kiến của người dân</PageHeading>
          <FilterBar resetHref="/opinions" active={Object.keys(asked).length > 0}>
            <SelectField
              form={form}
              name="state"
              label="Tình trạng"
              emptyText="Tất cả"
              options={[
                { value: 'waiting', text: 'Chưa trả lời' },
                { value: 'answered', text: 'Đã trả lời' },
              ]}
            />
            <SelectField
              form={form}
              name="raised"
              label="Nêu lại"
              emptyText="Tất cả"
              options={[{ value: 'again', text: 'Đã nêu ở kỳ trước' }]}
            />
            <TextField form={form} name="words" label="Có chứa từ" hint="Không cần gõ dấu" />
          </FilterBar>
          <DataTable
            caption="Danh sách ý kiến"
            captionHidden
            phone="stack"
            empty="Không có ý kiến nào khớp điều kiện."
            columns={[
              { key: 'raised', title: 'Ngày nêu', width: 'narrow' },
              { key: 'content', title: 'Ý kiến', rowHeader: true, width: 'one-half' },
              { key: 'unit', title: 'Đơn vị trả lời' },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={list.rows.map((opinion) => ({
              raised: formatCalendarDate(opinion.heldOn),
              content: (
                <>
                  <a class="govuk-link" href={`/opinions/${opinion.id}`}>
                    {opinion.content}
                  </a>
                  {opinion.timesRaised > 1 && <div class="app-muted">Nêu {opinion.timesRaised} lần</div>}
                </>
              ),
              unit: opinion.responsibleUnitName,
              state: <OpinionState opinion={opinion} today={today} />,
            }))}
          />
          <Pagination
            nextHref={list.next ? `/opinions?${new URLSearchParams({ ...asked, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/opinions/:opinionId',
    permission: 'activity.read',
    params: OpinionParams,
    draw: async (context) => {
      const { database, official, today, page } = context
      const opinion = await requireOpinion(context)
      const changes = await changesOf(database, { kind: 'opinion', id: opinion.id })
      return (
        <Layout
          title="Ý kiến của người dân"
          context={page}
          breadcrumbs={[{ href: '/opinions', text: 'Ý kiến của người dân' }, { text: 'Một ý kiến' }]}
        >
          <PageHeading
            caption="Ý kiến của người dân"
            actions={
              may(official, 'opinion.answer') && (
                <ActionBar>
                  <ButtonLink href={`/opinions/${opinion.id}/answer`}>
                    {opinion.answeredOn ? 'Sửa trả lời' : 'Trả lời'}
                  </ButtonLink>
                  {opinion.answeredOn === null && (
                    <ButtonLink href={`/opinions/${opinion.id}/assignment`} variant="secondary">
                      Giao đơn vị trả lời
                    </ButtonLink>
                  )}
                </ActionBar>
              )
            }
          >
            {opinion.content}
          </PageHeading>
          <SummaryList
            rows={[
              {
                label: 'Nêu tại',
                value: (
                  <a class="govuk-link" href={`/activities/${opinion.activityId}`}>
                    {opinion.activityTitle}
                  </a>
                ),
              },
              { label: 'Ngày nêu', value: formatCalendarDate(opinion.heldOn) },
              { label: 'Đơn vị trả lời', value: opinion.responsibleUnitName },
              { label: 'Hạn trả lời', value: opinion.dueOn ? formatCalendarDate(opinion.dueOn) : 'Chưa đặt hạn' },
              { label: 'Tình trạng', value: <OpinionState opinion={opinion} today={today} /> },
            ]}
          />
          <h2 class="govuk-heading-m">Trả lời</h2>
          {opinion.answer ? <InsetText>{opinion.answer}</InsetText> : <p class="govuk-body">Chưa có trả lời.</p>}
          {await RaisedAgain({ context, opinion, mayLink: may(official, 'opinion.answer') })}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })

  staffForm(app, {
    path: '/opinions/:opinionId/answer',
    permission: 'opinion.answer',
    params: OpinionParams,
    fields: z.object({ answer: text('Nội dung trả lời', { longest: 10_000 }), answeredOn: day('Ngày trả lời') }),
    load: async (context) => {
      const opinion = await requireOpinion(context)
      const others = await sameMatter(context.database, context.official, opinion, context.today)
      return { opinion, answeredBefore: others.filter(({ answer }) => answer !== null) }
    },
    initial: ({ opinion }, context) => ({
      answer: opinion.answer ?? '',
      answeredOn: formatCalendarDate(opinion.answeredOn ?? context.today),
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Trả lời ý kiến"
        context={context.page}
        form={form}
        backLink={{ href: `/opinions/${data.opinion.id}`, text: 'Trở lại ý kiến' }}
      >
        <PageHeading caption={data.opinion.content}>Trả lời ý kiến</PageHeading>
        {data.answeredBefore.length > 0 && (
          <Details summary={`Đã trả lời việc này ${data.answeredBefore.length} lần`} open>
            {data.answeredBefore.map(({ id, heldOn, answer }) => (
              <p class="govuk-body" key={id}>
                Nêu ngày {formatCalendarDate(heldOn)}: {answer}
              </p>
            ))}
          </Details>
        )}
        <Form form={form}>
          <TextArea form={form} name="answer" label="Nội dung trả lời" rows={8} />
          <DateField form={form} name="answeredOn" label="Ngày trả lời" />
          <SubmitButtons cancelHref={`/opinions/${data.opinion.id}`}>
            <SubmitButton>Lưu trả lời</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, entered, { opinion }) => {
      await answerOpinion(context.database, context.official, { id: opinion.id, ...entered }, context.today)
      return `/opinions/${opinion.id}`
    },
  })

  staffForm(app, {
    path: '/opinions/:opinionId/assignment',
    permission: 'opinion.answer',
    params: OpinionParams,
    fields: z.object({ responsibleUnitId: recordId('Đơn vị trả lời'), dueOn: optionalDay('Hạn trả lời') }),
    load: async (context) => ({
      opinion: await requireOpinion(context),
      units: await unitsOfProvince(context.database, {
        of: unitsFor(context.official, 'opinion.answer'),
        today: context.today,
        kinds: ['department', 'district', 'commune', 'peoples-committee'],
      }),
    }),
    initial: ({ opinion }) => ({
      responsibleUnitId: opinion.responsibleUnitId ?? '',
      dueOn: opinion.dueOn ? formatCalendarDate(opinion.dueOn) : '',
    }),
    draw: ({ context, data: { opinion, units }, form }) => (
      <Layout
        title="Giao đơn vị trả lời"
        context={context.page}
        form={form}
        backLink={{ href: `/opinions/${opinion.id}`, text: 'Trở lại ý kiến' }}
      >
        <PageHeading caption={opinion.content}>Giao đơn vị trả lời</PageHeading>
        <Form form={form}>
          <SelectField
            form={form}
            name="responsibleUnitId"
            label="Đơn vị trả lời"
            emptyText="Chọn đơn vị"
            options={units.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
          />
          <DateField form={form} name="dueOn" label="Hạn trả lời" optional />
          <SubmitButtons cancelHref={`/opinions/${opinion.id}`}>
            <SubmitButton>Giao đơn vị</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, entered, { opinion }) => {
      await assignOpinion(context.database, context.official, { id: opinion.id, ...entered }, context.today)
      return `/opinions/${opinion.id}`
    },
  })
}

async function requireOpinion(context: Context & { params: z.output<typeof OpinionParams> }) {
  const opinion = await opinionById(context.database, context.official, context.params.opinionId, context.today)
  if (opinion) return opinion
  throw noSuchOpinion()
}
