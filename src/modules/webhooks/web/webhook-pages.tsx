import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressAfter } from '../../../platform/http/address-fields.ts'
import type { RecordKind } from '../../../platform/http/module.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  Layout,
  PageHeading,
  Pagination,
  SummaryList,
  Tag,
  type TagColour,
} from '../../../platform/page/index.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { requireKeeper, settlingForm, UpkeepNavigation } from '../../upkeep/index.ts'
import { noSuchDelivery, redeliver } from '../actions/deliver.ts'
import { endWebhook, noSuchWebhook } from '../actions/keep-webhooks.ts'
import type { DeliveryState } from '../queries/tables.ts'
import { deliveriesOf, deliveryById, webhookById, webhooks } from '../queries/webhooks.ts'
import { BACK } from './webhook-form.tsx'

const STATES: Readonly<Record<DeliveryState, { colour: TagColour; text: string }>> = {
  waiting: { colour: 'blue', text: 'Đang chờ gửi' },
  sent: { colour: 'green', text: 'Đã nhận' },
  failed: { colour: 'red', text: 'Không gửi được' },
}

/** Who is told of changes, and what became of each telling. */
export function webhookPages(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  listOfReceivers(app)
  oneReceiver(app, kinds)
  settlingForm(app, {
    ...{ path: '/webhooks/:webhookId/ending', id: 'webhookId', back: BACK, title: 'Ngừng gửi tin' },
    button: { text: 'Ngừng gửi', warning: true },
    load: async ({ database }, id) => {
      const webhook = await webhookById(database, id)
      if (!webhook) throw noSuchWebhook()
      return (
        <p class="govuk-body">
          Không gửi gì nữa tới {webhook.name}; tin đang chờ cũng không gửi. Danh sách tin đã gửi được giữ lại.
        </p>
      )
    },
    settle: ({ database, official, now }, id) => endWebhook(database, official, id, now),
  })
  settlingForm(app, {
    ...{ path: '/webhooks/deliveries/:deliveryId/resending', id: 'deliveryId', back: BACK, title: 'Gửi lại tin' },
    button: { text: 'Gửi lại' },
    load: async ({ database }, id) => {
      const delivery = await deliveryById(database, id)
      if (!delivery) throw noSuchDelivery()
      return (
        <p class="govuk-body">
          Gửi lại tới {delivery.name} tin lập lúc {formatInstant(delivery.createdAt)}, cùng mã tin như lần trước.
        </p>
      )
    },
    settle: ({ database, official, now }, id) => redeliver(database, official, id, now),
  })
}

function listOfReceivers(app: FastifyInstance): void {
  staffPage(app, {
    path: '/webhooks',
    permission: 'job.manage',
    draw: async (context) => {
      await requireKeeper(context)
      const list = await webhooks(context.database)
      return (
        <Layout title="Nơi nhận tin" context={context.page} wide>
          <PageHeading
            caption="Vận hành"
            actions={
              <ActionBar>
                <ButtonLink href="/webhooks/new">Thêm nơi nhận</ButtonLink>
              </ActionBar>
            }
          >
            Nơi nhận tin
          </PageHeading>
          <UpkeepNavigation current="/webhooks" />
          <p class="govuk-body">
            Hệ thống khác được báo khi một loại hồ sơ có thay đổi. Mỗi tin có chữ ký; không nhận được thì gửi lại với
            khoảng cách tăng dần trong một ngày.
          </p>
          <DataTable
            caption="Các nơi nhận tin"
            captionHidden
            phone="stack"
            empty="Chưa có nơi nhận tin nào."
            columns={[
              { key: 'name', title: 'Nơi nhận', rowHeader: true },
              { key: 'address', title: 'Địa chỉ', width: 'one-third' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'waiting', title: 'Tin đang chờ', numeric: true },
              { key: 'failed', title: 'Tin không gửi được', numeric: true },
            ]}
            rows={list.map((webhook) => ({
              name: (
                <a class="govuk-link" href={`/webhooks/${webhook.id}`}>
                  {webhook.name}
                </a>
              ),
              address: webhook.address,
              state: <InUse endedAt={webhook.endedAt} />,
              waiting: formatNumber(webhook.waiting),
              failed: formatNumber(webhook.failed),
            }))}
          />
        </Layout>
      )
    },
  })
}

function oneReceiver(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  const titleOf = (kind: string) => kinds.find((known) => known.kind === kind)?.title ?? 'Loại hồ sơ khác'
  staffPage(app, {
    path: '/webhooks/:webhookId',
    permission: 'job.manage',
    params: z.object({ webhookId: Id }),
    query: z.object({ after: addressAfter }),
    draw: async (context) => {
      const { database, page, params, query } = context
      await requireKeeper(context)
      const webhook = await webhookById(database, params.webhookId)
      if (!webhook) throw noSuchWebhook()
      const [deliveries, changes] = await Promise.all([
        deliveriesOf(database, webhook.id, query.after),
        changesOf(database, { kind: 'webhook', id: webhook.id }),
      ])
      return (
        <Layout title={webhook.name} context={page} wide backLink={BACK}>
          <PageHeading
            caption="Nơi nhận tin"
            actions={
              webhook.endedAt === null && (
                <ActionBar>
                  <ButtonLink href={`/webhooks/${webhook.id}/ending`} variant="secondary">
                    Ngừng gửi
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {webhook.name}
          </PageHeading>
          <SummaryList
            rows={[
              { label: 'Địa chỉ', value: webhook.address },
              { label: 'Tình trạng', value: <InUse endedAt={webhook.endedAt} /> },
              { label: 'Báo tin khi có thay đổi ở', value: webhook.recordKinds.map(titleOf).join(', ') },
              { label: 'Báo tin từ', value: formatInstant(webhook.createdAt) },
            ]}
          />
          <DataTable
            caption={`${formatNumber(deliveries.total)} tin, mới nhất trước`}
            phone="stack"
            empty="Chưa có tin nào."
            columns={[
              { key: 'at', title: 'Lập lúc' },
              { key: 'id', title: 'Mã tin', rowHeader: true },
              { key: 'state', title: 'Tình trạng' },
              { key: 'answer', title: 'Trả lời' },
              { key: 'attempts', title: 'Số lần gửi', numeric: true },
              { key: 'settle', title: 'Xử lý' },
            ]}
            rows={deliveries.rows.map((delivery) => ({
              at: formatInstant(delivery.createdAt),
              id: delivery.eventId,
              state: (
                <>
                  <Tag {...STATES[delivery.state]} />
                  {delivery.endedAt && ` ${formatInstant(delivery.endedAt)}`}
                  {delivery.state === 'waiting' &&
                    delivery.attempts > 0 &&
                    ` thử lại ${formatInstant(delivery.nextTryAt)}`}
                </>
              ),
              answer: delivery.answerCode === null ? delivery.answer || '–' : `Mã ${delivery.answerCode}`,
              attempts: formatNumber(delivery.attempts),
              settle:
                delivery.state === 'waiting' || webhook.endedAt !== null ? (
                  '–'
                ) : (
                  <a class="govuk-link" href={`/webhooks/deliveries/${delivery.id}/resending`}>
                    Gửi lại
                  </a>
                ),
            }))}
          />
          <Pagination
            nextHref={
              deliveries.next ? `/webhooks/${webhook.id}?${new URLSearchParams({ after: deliveries.next })}` : undefined
            }
          />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function InUse({ endedAt }: { endedAt: Date | null }) {
  if (endedAt === null) return <Tag colour="green" text="Đang gửi" />
  return <Tag colour="grey" text={`Ngừng lúc ${formatInstant(endedAt)}`} />
}
