import type { FastifyInstance } from 'fastify'
import type { Duty, Module } from '../../../platform/http/module.ts'
import { sendPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { DutyList, Layout, PageHeading } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** The first page: “Việc cần làm” for who has signed in, the public page for everybody else. */
export function homePage(app: FastifyInstance, modules: readonly Module[]): void {
  app.get('/', allow('public'), async (request, reply) => {
    if (!request.official) return reply.redirect('/public', 303)
    const context = signedInContext(request)
    const duties = (await Promise.all(modules.map((module) => module.duties?.(context) ?? []))).flat()
    const listed = (state: Duty['state']) =>
      duties
        .filter((duty) => duty.state === state)
        .sort((first, second) => (first.dueOn ?? '9999').localeCompare(second.dueOn ?? '9999'))
        .slice(0, 30)
        .map(({ title, href, dueOn, note }) => ({
          title,
          href,
          note,
          due: dueOn ? formatCalendarDate(dueOn) : undefined,
        }))
    return sendPage(
      reply,
      <Layout title="Việc cần làm" context={context.page}>
        <PageHeading caption={context.page.official?.unitName}>Việc cần làm</PageHeading>
        <DutyList overdue={listed('late')} dueSoon={listed('due')} waiting={listed('waiting')} />
      </Layout>,
    )
  })
}
