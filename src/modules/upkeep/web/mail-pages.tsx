import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressAfter, addressChoice } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import { servicesOf } from '../../../platform/http/request.ts'
import type { MailState } from '../../../platform/mail/tables.ts'
import {
  DataTable,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SelectField,
  Tag,
  type TagColour,
} from '../../../platform/page/index.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { giveMailUp, noSuchMail, resendMail } from '../actions/settle-mail.ts'
import { countMail, MAIL_PURPOSES, MAIL_STATES, mailById, mailMessages } from '../queries/mail.ts'
import { PERMISSION, requireKeeper, settlingForm, UpkeepNavigation } from './upkeep-parts.tsx'

const COLOURS: Readonly<Record<MailState, TagColour>> = {
  ...{ waiting: 'blue', sending: 'blue', sent: 'green' },
  ...{ doubtful: 'orange', failed: 'red', 'given-up': 'grey' },
}
const BACK = { href: '/mail', text: 'Thư gửi đi' }

const OUT_OF_REACH = 'tài khoản ngoài phạm vi của bạn'

/** The outbox: what was handed to the mail server, what waits, and what a person has to decide. */
export function mailPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/mail',
    permission: PERMISSION,
    query: z.object({ state: addressChoice<MailState>(MAIL_STATES), after: addressAfter }),
    draw: async (context) => {
      const { database, page, query } = context
      await requireKeeper(context)
      const [list, counts] = await Promise.all([mailMessages(database, context, query), countMail(database)])
      const form = filterView(query.state ? { state: query.state } : {})
      const inAll = [...counts.values()].reduce((sum, count) => sum + count, 0)
      const shown = query.state ? (counts.get(query.state) ?? 0) : inAll
      return (
        <Layout title="Thư gửi đi" context={page} wide>
          <PageHeading caption="Vận hành">Thư gửi đi</PageHeading>
          <UpkeepNavigation current="/mail" />
          {servicesOf(app).mail === null && (
            <InsetText>
              Hệ thống này không gửi thư: máy chủ chưa được khai báo SMTP_URL và MAIL_FROM. Thông báo vẫn hiện ở trang
              Thông báo của từng người.
            </InsetText>
          )}
          <p class="govuk-body">
            Thư “không rõ đã gửi chưa” là thư đang giao cho máy chủ thư thì hệ thống dừng đột ngột hoặc đường truyền
            đứt: người nhận có thể đã nhận được. Hệ thống không tự gửi lại thư đó.
          </p>
          <FilterBar resetHref="/mail" active={query.state !== undefined}>
            <SelectField
              form={form}
              name="state"
              label="Tình trạng"
              emptyText={`Mọi tình trạng (${formatNumber(inAll)})`}
              options={(Object.keys(MAIL_STATES) as MailState[]).map((state) => ({
                value: state,
                text: `${MAIL_STATES[state]} (${formatNumber(counts.get(state) ?? 0)})`,
              }))}
            />
          </FilterBar>
          <DataTable
            caption={`${formatNumber(shown)} thư, mới nhất trước`}
            phone="stack"
            empty={query.state ? 'Không có thư nào ở tình trạng này.' : 'Chưa có thư nào trong 30 ngày qua.'}
            columns={[
              { key: 'at', title: 'Lập lúc' },
              { key: 'what', title: 'Thư', rowHeader: true },
              { key: 'to', title: 'Tài khoản nhận' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'answer', title: 'Máy chủ thư trả lời', width: 'one-third' },
              { key: 'settle', title: 'Xử lý' },
            ]}
            rows={list.rows.map((message) => ({
              at: formatInstant(message.createdAt),
              what: `${MAIL_PURPOSES[message.purpose]} (số ${message.id})`,
              to:
                message.userName === null ? (
                  OUT_OF_REACH
                ) : (
                  <a class="govuk-link" href={`/accounts/${message.accountId}`}>
                    {message.userName}
                  </a>
                ),
              state: (
                <>
                  <Tag colour={COLOURS[message.state]} text={MAIL_STATES[message.state]} />
                  {message.endedAt && ` ${formatInstant(message.endedAt)}`}
                  {message.state === 'waiting' &&
                    message.attempts > 0 &&
                    ` thử lại lúc ${formatInstant(message.nextTryAt)}`}
                </>
              ),
              answer: message.answer || '–',
              settle:
                message.state === 'doubtful' || message.state === 'failed' ? (
                  <>
                    <a class="govuk-link" href={`/mail/${message.id}/resending`}>
                      Gửi lại
                    </a>
                    <br />
                    <a class="govuk-link" href={`/mail/${message.id}/giving-up`}>
                      Thôi không gửi
                    </a>
                  </>
                ) : (
                  '–'
                ),
            }))}
          />
          <Pagination
            nextHref={
              list.next
                ? `/mail?${new URLSearchParams({ ...(query.state ? { state: query.state } : {}), after: list.next })}`
                : undefined
            }
          />
        </Layout>
      )
    },
  })

  const load: Parameters<typeof settlingForm>[1]['load'] = async (context, id) => {
    const message = await mailById(context.database, id, context)
    if (!message) throw noSuchMail()
    return (
      <p class="govuk-body">
        {MAIL_PURPOSES[message.purpose]} của{' '}
        {message.userName === null ? OUT_OF_REACH : `tài khoản ${message.userName}`}, lập lúc{' '}
        {formatInstant(message.createdAt)}: {MAIL_STATES[message.state]}. {message.answer}
      </p>
    )
  }
  settlingForm(app, {
    ...{ id: 'mailId', path: '/mail/:mailId/resending', back: BACK, title: 'Gửi lại thư' },
    button: { text: 'Gửi lại' },
    load: async (context, id) => (
      <>
        {await load(context, id)}
        <p class="govuk-body">Nếu thư trước đã tới nơi, người nhận có thể nhận hai lần.</p>
      </>
    ),
    settle: ({ database, official, now }, id) => resendMail(database, official, id, now),
  })
  settlingForm(app, {
    ...{ id: 'mailId', path: '/mail/:mailId/giving-up', back: BACK, title: 'Thôi không gửi thư', load },
    button: { text: 'Thôi không gửi', warning: true },
    settle: ({ database, official, now }, id) => giveMailUp(database, official, id, now),
  })
}
