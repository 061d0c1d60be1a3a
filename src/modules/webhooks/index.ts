import type { Module, RecordKind } from '../../platform/http/module.ts'
import { deliver } from './actions/deliver.ts'
import { addLostDeliveries, DELIVER_WEBHOOK, gatherDeliveries } from './actions/gather.ts'
import { webhookForm } from './web/webhook-form.tsx'
import { webhookPages } from './web/webhook-pages.tsx'

/** Other systems that are told that a record changed: signed, tried again, listed. It knows no kind but what is told at the doors. */
export function webhooks(kinds: readonly RecordKind[]): Module {
  // Of what may be told nowhere but on its own page, not even that it changed is told outside.
  const told = () => kinds.filter(({ page, words }) => page !== undefined && words !== 'nobody')
  const pathOf = (kind: string, recordId: string) =>
    told()
      .find((known) => known.kind === kind)
      ?.page?.path(recordId) ?? '/'
  return {
    name: 'webhooks',
    pages: (app) => {
      webhookForm(app, told())
      webhookPages(app, told())
    },
    recordKinds: [
      {
        kind: 'webhook',
        title: 'Nơi nhận tin',
        page: { path: (id) => `/webhooks/${id}`, permission: 'job.manage' },
        words: 'everyone',
      },
    ],
    jobs: [
      {
        name: 'webhooks.gather',
        title: 'Lập tin báo thay đổi cho hệ thống khác',
        schedule: { everyMinutes: 5 },
        run: (_payload, { database, publicUrl, now }) =>
          gatherDeliveries(database, { linkOf: (kind, id) => `${publicUrl}${pathOf(kind, id)}`, now: now() }),
      },
      {
        name: DELIVER_WEBHOOK,
        title: 'Gửi tin cho hệ thống khác',
        run: ({ id }, { database, encryption, webhooksToPrivateNetworks, now }) =>
          deliver(database, String(id), { encryption, privateNetworks: webhooksToPrivateNetworks, now: now() }),
        recover: ({ database }) => addLostDeliveries(database),
      },
    ],
  }
}
