import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { DataTable, Form, Layout, PageHeading, SubmitButton, SubmitButtons } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { linkOpinions, unlinkOpinion } from '../actions/link-opinions.ts'
import { opinionById } from '../queries/opinions.ts'
import { possiblySameMatter, sameMatter } from '../queries/opinions-raised-again.ts'
import { noSuchOpinion } from '../rules/opinion.ts'
import { OpinionState } from './opinion-state.tsx'

type Opinion = NonNullable<Awaited<ReturnType<typeof opinionById>>>

/** On the page of an opinion: when the same matter was raised before and after, what was answered, and what may be the same. */
export async function RaisedAgain({
  context,
  opinion,
  mayLink,
}: {
  context: Context
  opinion: Opinion
  mayLink: boolean
}) {
  const { database, official, today } = context
  const [same, possible] = await Promise.all([
    sameMatter(database, official, opinion, today),
    possiblySameMatter(database, official, opinion, today),
  ])
  return (
    <>
      {same.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Cùng một việc, nêu {opinion.timesRaised} lần</h2>
          <OpinionTable caption="Các lần nêu khác" opinions={same} today={today} />
          {mayLink && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/opinions/${opinion.id}/separation`}>
                Bỏ liên kết ý kiến này
              </a>
            </p>
          )}
        </>
      )}
      {possible.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Có thể là cùng một việc</h2>
          <OpinionTable
            caption="Các ý kiến giống ý kiến này"
            opinions={possible}
            today={today}
            last={
              mayLink
                ? {
                    title: 'Giống',
                    cell: (other) => (
                      <>
                        {other.likeness}%{' '}
                        <a class="govuk-link" href={`/opinions/${opinion.id}/link/${other.id}`}>
                          Đối chiếu<span class="govuk-visually-hidden"> với “{other.content}”</span>
                        </a>
                      </>
                    ),
                  }
                : { title: 'Giống', cell: (other) => `${other.likeness}%` }
            }
          />
        </>
      )}
    </>
  )
}

function OpinionTable<Row extends Opinion>({
  caption,
  opinions,
  today,
  last,
}: {
  caption: string
  opinions: readonly Row[]
  today: CalendarDate
  last?: { title: string; cell: (row: Row) => preact.ComponentChild }
}) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      phone="stack"
      empty="Không có ý kiến nào."
      columns={[
        { key: 'raised', title: 'Ngày nêu', width: 'narrow' },
        { key: 'content', title: 'Ý kiến', rowHeader: true, width: 'one-half' },
        { key: 'unit', title: 'Đơn vị trả lời' },
        { key: 'state', title: 'Tình trạng' },
        ...(last ? [{ key: 'last', title: last.title }] : []),
      ]}
      rows={opinions.map((row) => ({
        raised: formatCalendarDate(row.heldOn),
        content: (
          <>
            <a class="govuk-link" href={`/opinions/${row.id}`}>
              {row.content}
            </a>
            {row.answer && <div class="app-muted">Đã trả lời: {row.answer}</div>}
          </>
        ),
        unit: row.responsibleUnitName,
        state: <OpinionState opinion={row} today={today} />,
        ...(last ? { last: last.cell(row) } : {}),
      }))}
    />
  )
}

/** Linking two opinions as one matter, and taking one out again. */
export function opinionLinkForms(app: FastifyInstance): void {
  const opened = async (context: Context, id: string): Promise<Opinion> => {
    const opinion = await opinionById(context.database, context.official, id, context.today)
    if (!opinion) throw noSuchOpinion()
    return opinion
  }

  staffForm(app, {
    path: '/opinions/:opinionId/link/:otherOpinionId',
    permission: 'opinion.answer',
    params: z.object({ opinionId: Id, otherOpinionId: Id }),
    fields: z.object({}),
    load: async (context) => ({
      opinion: await opened(context, context.params.opinionId),
      other: await opened(context, context.params.otherOpinionId),
    }),
    initial: () => ({}),
    draw: ({ context, data: { opinion, other }, form }) => (
      <Layout
        title="Cùng một việc?"
        context={context.page}
        form={form}
        backLink={{ href: `/opinions/${opinion.id}`, text: 'Trở lại ý kiến' }}
      >
        <PageHeading>Hai ý kiến này có cùng một việc không?</PageHeading>
        <OpinionTable caption="Hai ý kiến" opinions={[opinion, other]} today={context.today} />
        <p class="govuk-body">
          Liên kết rồi thì trang của mỗi ý kiến cho thấy đã nêu mấy lần, đã trả lời thế nào. Từng ý kiến vẫn được trả
          lời riêng; bỏ liên kết được bất cứ lúc nào.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/opinions/${opinion.id}`}>
            <SubmitButton>Liên kết là cùng một việc</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, _nothing, { opinion, other }) => {
      await linkOpinions(database, official, { id: opinion.id, otherId: other.id }, today)
      return `/opinions/${opinion.id}`
    },
  })

  staffForm(app, {
    path: '/opinions/:opinionId/separation',
    permission: 'opinion.answer',
    params: z.object({ opinionId: Id }),
    fields: z.object({}),
    load: (context) => opened(context, context.params.opinionId),
    initial: () => ({}),
    draw: ({ context, data: opinion, form }) => (
      <Layout
        title="Bỏ liên kết"
        context={context.page}
        form={form}
        backLink={{ href: `/opinions/${opinion.id}`, text: 'Trở lại ý kiến' }}
      >
        <PageHeading caption={opinion.content}>Bỏ liên kết ý kiến này</PageHeading>
        <p class="govuk-body">Các ý kiến còn lại vẫn liên kết với nhau. Câu trả lời không thay đổi.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/opinions/${opinion.id}`}>
            <SubmitButton>Bỏ liên kết</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, _nothing, opinion) => {
      await unlinkOpinion(database, official, opinion.id, today)
      return `/opinions/${opinion.id}`
    },
  })
}
