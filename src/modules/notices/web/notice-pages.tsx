import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressAfter, addressChoice } from '../../../platform/http/address-fields.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { issueFormToken } from '../../../platform/http/form-token.ts'
import type { Duty, Module } from '../../../platform/http/module.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import { servicesOf } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  Form,
  type FormView,
  HiddenField,
  Layout,
  PageHeading,
  Pagination,
  SubmitButton,
  SubmitButtons,
  SubNavigation,
  Tag,
  type TagColour,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { markRead } from '../actions/mark-read.ts'
import { noticesOf } from '../queries/notices.ts'
import { NOTICE_KINDS, type NoticeKind } from '../rules/notice.ts'
import { dutiesByKey, titlesOf } from './standing-duties.ts'

const COLOURS: Readonly<Record<NoticeKind, TagColour>> = { late: 'red', due: 'yellow', urged: 'orange', new: 'blue' }
const Query = z.object({ show: addressChoice({ all: '' }), after: addressAfter })

/** “Thông báo”: what became late, near, urged or new, each with the words that its record has today. */
export function noticePages(app: FastifyInstance, modules: readonly Module[]): void {
  const titles = titlesOf(modules)
  staffPage(app, {
    path: '/notices',
    permission: 'signed-in',
    query: Query,
    draw: async (context) => {
      const { database, official, page, query } = context
      const all = query.show === 'all'
      const [list, duties] = await Promise.all([
        noticesOf(database, official, { all, after: query.after }),
        dutiesByKey(modules, context),
      ])
      const form: FormView = {
        values: {},
        errors: {},
        token: issueFormToken(servicesOf(app).formSecret, official.accountId),
      }
      const [newest] = list.rows
      return (
        <Layout title="Thông báo" context={page} wide>
          <PageHeading
            actions={
              <ActionBar>
                <ButtonLink href="/notices/choices" variant="secondary">
                  Cách nhận thông báo
                </ButtonLink>
              </ActionBar>
            }
          >
            Thông báo
          </PageHeading>
          <SubNavigation
            label="Thông báo"
            items={[
              { href: '/notices', text: 'Chưa đọc', current: !all },
              { href: '/notices?show=all', text: 'Tất cả', current: all },
            ]}
          />
          <p class="govuk-body">
            Thông báo được lập từ trang{' '}
            <a class="govuk-link" href="/">
              Việc cần làm
            </a>{' '}
            của bạn, mỗi giờ trong ngày làm việc: khi một việc sắp đến hạn, quá hạn, được đôn đốc hoặc mới giao. Mỗi
            việc chỉ thông báo một lần cho mỗi tình trạng; được đôn đốc lần nữa thì thông báo thêm một lần.
          </p>
          <DataTable
            caption={`${all ? 'Tất cả' : 'Chưa đọc'}: ${formatNumber(list.total)} thông báo`}
            phone="stack"
            empty={all ? 'Chưa có thông báo nào.' : 'Không có thông báo nào chưa đọc.'}
            columns={[
              { key: 'what', title: 'Việc', width: 'one-half', rowHeader: true },
              { key: 'kind', title: 'Loại' },
              { key: 'due', title: 'Hạn' },
              { key: 'at', title: 'Lúc' },
              { key: 'read', title: 'Đã đọc' },
            ]}
            rows={list.rows.map((notice) => ({
              what: <What duty={duties.get(notice.key)} module={titles[notice.module] ?? 'Việc khác'} />,
              kind: <Tag colour={COLOURS[notice.kind]} text={NOTICE_KINDS[notice.kind]} />,
              due: notice.dueOn ? formatCalendarDate(notice.dueOn) : '–',
              at: formatInstant(notice.madeAt),
              read: notice.readAt ? (
                formatInstant(notice.readAt)
              ) : (
                <Form form={form} action="/notices/reading">
                  <HiddenField form={form} name="notice" value={notice.id} />
                  <SubmitButton variant="secondary">Đánh dấu đã đọc</SubmitButton>
                </Form>
              ),
            }))}
          />
          {newest && list.rows.some(({ readAt }) => readAt === null) && (
            <Form form={form} action="/notices/reading">
              <HiddenField form={form} name="upTo" value={newest.id} />
              <SubmitButton variant="secondary">Đánh dấu tất cả đã đọc</SubmitButton>
            </Form>
          )}
          <Pagination
            nextHref={
              list.next
                ? `/notices?${new URLSearchParams({ ...(all ? { show: 'all' } : {}), after: list.next })}`
                : undefined
            }
          />
        </Layout>
      )
    },
  })

  staffForm(app, {
    path: '/notices/reading',
    permission: 'signed-in',
    fields: z.object({ notice: Id.optional(), upTo: Id.optional() }),
    load: async ({ database, official }) => (await noticesOf(database, official, { all: false })).rows[0]?.id ?? '0',
    initial: (newest) => ({ upTo: newest }),
    draw: ({ context, form }) => (
      <Layout
        title="Đánh dấu đã đọc"
        context={context.page}
        form={form}
        backLink={{ href: '/notices', text: 'Thông báo' }}
      >
        <PageHeading>Đánh dấu tất cả đã đọc</PageHeading>
        <p class="govuk-body">Mọi thông báo chưa đọc của bạn được đánh dấu đã đọc; vẫn xem lại được ở mục Tất cả.</p>
        <Form form={form}>
          <HiddenField form={form} name="upTo" />
          <SubmitButtons cancelHref="/notices">
            <SubmitButton>Đánh dấu tất cả đã đọc</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, now }, { notice, upTo }) => {
      if (notice !== undefined) await markRead(database, official, { only: notice }, now)
      else if (upTo !== undefined) await markRead(database, official, { upTo }, now)
      return '/notices'
    },
  })
}

/** The duty with its words while it stands for this reader; of what is done, or has gone to somebody else, only its kind is told. */
function What({ duty, module }: { duty: Duty | undefined; module: string }) {
  if (!duty) {
    return (
      <>
        {module} <span class="app-muted">(đã xong hoặc không còn chờ bạn)</span>
      </>
    )
  }
  return (
    <>
      <a class="govuk-link" href={duty.href}>
        {duty.title}
      </a>
      <br />
      <span class="app-muted">{duty.note}</span>
    </>
  )
}
