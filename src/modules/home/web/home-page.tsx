import type { FastifyInstance } from 'fastify'
import type { Fact } from '../../../platform/database/fact.ts'
import type { Duty, Module } from '../../../platform/http/module.ts'
import { sendPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { ActionBar, ButtonLink, DutyList, EmptyState, Layout, PageHeading } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { HomeFigures, quarterFigures } from './home-figures.tsx'

/** What people come for most, by the permission that it needs; the most frequent first. */
const QUICK_ACTIONS = [
  { permission: 'activity.record', href: '/activities/new', text: 'Ghi hoạt động' },
  { permission: 'petition.register', href: '/petitions/new', text: 'Tiếp nhận đơn' },
  { permission: 'report.write', href: '/reports/new', text: 'Soạn báo cáo' },
  { permission: 'report.collect', href: '/reports/requests/new', text: 'Yêu cầu báo cáo' },
  { permission: 'organisation.manage', href: '/people/new', text: 'Thêm người' },
  { permission: 'account.manage', href: '/accounts', text: 'Quản lý tài khoản' },
] as const

/** The first page: “Việc cần làm” for who has signed in, the public page for everybody else. */
export function homePage(app: FastifyInstance, modules: readonly Module[], facts: readonly Fact[]): void {
  app.get('/', allow('public'), async (request, reply) => {
    if (!request.official) return reply.redirect('/public', 303)
    const context = signedInContext(request)
    const [duties, figures] = await Promise.all([
      Promise.all(modules.map((module) => module.duties?.(context) ?? [])),
      quarterFigures(context, facts),
    ])
    const showsAll = (request.query as Record<string, unknown>).all === '1'
    const listed = inGroups(duties.flat())
    const actions = QUICK_ACTIONS.filter(({ permission }) => may(context.official, permission))
    return sendPage(
      reply,
      <Layout title="Việc cần làm" context={context.page}>
        <PageHeading
          caption={context.page.official?.unitName}
          actions={
            <ActionBar>
              {actions.map(({ href, text }, index) => (
                <ButtonLink key={href} href={href} variant={index === 0 ? 'primary' : 'secondary'}>
                  {text}
                </ButtonLink>
              ))}
            </ActionBar>
          }
        >
          Việc cần làm
        </PageHeading>
        {duties.flat().length > 0 ? (
          <DutyList {...listed} first={showsAll ? undefined : { most: MOST_LISTED, allHref: '/?all=1' }} />
        ) : (
          <NothingToDo official={context.official} />
        )}
        {figures && figures.figures.length > 0 && <HomeFigures {...figures} />}
        <p class="govuk-body">
          <a class="govuk-link" href="/account">
            Tài khoản của tôi
          </a>
          : đổi mật khẩu, xem các phiên đăng nhập.{' '}
          <a class="govuk-link" href="/drafts">
            Bản nháp trên thiết bị này
          </a>
          : những gì đã nhập mà chưa gửi được.{' '}
          <a class="govuk-link" href="/public">
            Trang công khai
          </a>{' '}
          là những gì người dân thấy.
        </p>
        <p class="govuk-body">
          Dữ liệu cá nhân:{' '}
          <a class="govuk-link" href="/personal-data/retention">
            lưu ở đâu, để làm gì, trong bao lâu
          </a>
          {may(context.official, 'personal-data.handle') && (
            <>
              ;{' '}
              <a class="govuk-link" href="/personal-data/requests">
                yêu cầu của người dân
              </a>
            </>
          )}
          .
        </p>
      </Layout>,
    )
  })
}

/** Of each kind, unless all are asked for: a list that nobody reads to its end hides the figures below it. */
const MOST_LISTED = 10

/** The duties as they are listed: what is due first comes first, what has no day last. */
function inGroups(duties: readonly Duty[]) {
  const group = (state: Duty['state']) =>
    duties
      .filter((duty) => duty.state === state)
      .sort(
        (first, second) =>
          Number(second.isUrged ?? false) - Number(first.isUrged ?? false) ||
          (first.dueOn ?? '9999').localeCompare(second.dueOn ?? '9999'),
      )
      .map(({ title, href, dueOn, note }) => ({
        title,
        href,
        note,
        due: dueOn ? formatCalendarDate(dueOn) : undefined,
      }))
  return { overdue: group('late'), dueSoon: group('due'), waiting: group('waiting') }
}

/** Says why the list is empty, and what one could do now. */
function NothingToDo({ official }: { official: Official }) {
  if (official.posts.length === 0) {
    return (
      <EmptyState title="Bạn chưa được giao chức vụ nào">
        Quyền sử dụng hệ thống đi theo chức vụ. Hãy liên hệ người quản trị hệ thống của cơ quan bạn.
      </EmptyState>
    )
  }
  if (may(official, 'organisation.manage')) {
    return (
      <EmptyState title="Không có việc nào đang chờ bạn" action={{ href: '/units', text: 'Xem đơn vị, cán bộ' }}>
        Người quản trị giữ cho danh sách đơn vị, người giữ chức vụ và tài khoản luôn đúng: khi có quyết định mới về tổ
        chức, cán bộ, hãy cập nhật ở đây.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="Không có việc nào quá hạn, sắp đến hạn hay đang chờ bạn">
      Nhiệm vụ được giao, báo cáo được yêu cầu, đơn và ý kiến cần trả lời sẽ hiện ở đây khi có.
    </EmptyState>
  )
}
