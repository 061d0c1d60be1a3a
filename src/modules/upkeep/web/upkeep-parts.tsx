import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons, SubNavigation } from '../../../platform/page/index.ts'
import { requireWholeProvince } from '../../organisation/index.ts'

export const PERMISSION = 'job.manage'

/** What runs behind the pages belongs to no unit. */
export const requireKeeper = ({ database, official, today }: Context) =>
  requireWholeProvince(database, official, PERMISSION, today)

const PARTS = [
  { href: '/jobs', text: 'Việc chạy nền' },
  { href: '/mail', text: 'Thư gửi đi' },
  { href: '/webhooks', text: 'Nơi nhận tin' },
] as const

export function UpkeepNavigation({ current }: { current: (typeof PARTS)[number]['href'] }) {
  return <SubNavigation label="Vận hành" items={PARTS.map((part) => ({ ...part, current: part.href === current }))} />
}

/** A page with one button that settles one thing: a failed job, a doubtful message. */
export function settlingForm(
  app: FastifyInstance,
  {
    path,
    id,
    back,
    title,
    button,
    load,
    settle,
  }: {
    path: string
    /** The parameter of the path that names it. */
    id: string
    back: { href: string; text: string }
    title: string
    button: { text: string; warning?: boolean }
    /** What is settled, in a sentence or two; refuses what is not there. */
    load: (context: Context, id: string) => Promise<ComponentChildren>
    settle: (context: Context, id: string) => Promise<void>
  },
): void {
  staffForm(app, {
    path,
    permission: PERMISSION,
    params: z.record(z.string(), Id),
    fields: z.object({}),
    load: async (context) => {
      await requireKeeper(context)
      return load(context, context.params[id] ?? '')
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout title={title} context={context.page} form={form} backLink={back}>
        <PageHeading>{title}</PageHeading>
        {data}
        <Form form={form}>
          <SubmitButtons cancelHref={back.href}>
            <SubmitButton {...(button.warning ? { variant: 'warning' as const } : {})}>{button.text}</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context) => {
      await settle(context, context.params[id] ?? '')
      return back.href
    },
  })
}
