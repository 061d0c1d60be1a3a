import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, recordId, text } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  CheckboxField,
  DateField,
  Form,
  HiddenField,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type PostHeld } from '../../../vocabulary/official.ts'
import { permissionInWords } from '../../../vocabulary/permission.ts'
import { withCapital } from '../../../vocabulary/vietnamese.ts'
import { delegate, postsToDelegateFrom, withdrawable, withdrawDelegation } from '../actions/delegate.ts'
import { delegations, possibleReceivers } from '../queries/delegations.ts'
import { delegable } from '../rules/delegation.ts'
import { DelegationTable } from './delegation-table.tsx'
import { inOrganisation, OrganisationParts } from './organisation-parts.tsx'

const L = {
  fromPostId: 'Chức vụ ủy quyền',
  toPostId: 'Người được ủy quyền',
  permissions: 'Việc ủy quyền',
  validFrom: 'Từ ngày',
  validTo: 'Đến hết ngày',
  paper: 'Văn bản ủy quyền',
  reason: 'Lý do thu hồi',
} as const

const DelegationFields = z.object({
  fromPostId: recordId(L.fromPostId),
  toPostId: recordId(L.toPostId),
  permissions: z
    .union([z.string(), z.array(z.string())], { error: 'Hãy chọn ít nhất một việc.' })
    .transform((chosen) => [chosen].flat().filter((permission) => permission !== ''))
    .pipe(z.array(z.string().max(100)).min(1, 'Hãy chọn ít nhất một việc.').max(100)),
  validFrom: day(L.validFrom),
  validTo: day(L.validTo),
  paper: text(L.paper, { longest: 300 }),
})

/** Delegations (ủy quyền): seen, given, taken back. */
export function delegationPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/delegations',
    permission: 'organisation.read',
    draw: async ({ database, official, today, page }) => {
      const rows = await delegations(database, official, { today })
      const manages = may(official, 'organisation.manage')
      return (
        <Layout title="Ủy quyền" context={inOrganisation(page)}>
          <PageHeading
            actions={
              postsToDelegateFrom(official).length > 0 && (
                <ActionBar>
                  <ButtonLink href="/delegations/new">Ủy quyền</ButtonLink>
                </ActionBar>
              )
            }
          >
            Ủy quyền
          </PageHeading>
          <OrganisationParts current="delegations" official={official} />
          <p class="govuk-body">
            Người đứng đầu giao cho người khác trong đơn vị làm thay một số việc trong một thời gian. Hết thời gian ấy,
            quyền tự hết; người được ủy quyền không ủy quyền tiếp. Việc đã làm mang tên người làm, kèm chữ “theo ủy
            quyền của …”.
          </p>
          <DelegationTable
            caption="Các việc ủy quyền trong phạm vi của bạn"
            captionHidden
            rows={rows}
            day={today}
            mayWithdraw={(delegation) => manages || delegation.giverId === official.personId}
          />
        </Layout>
      )
    },
  })

  staffForm(app, {
    path: '/delegations/new',
    permission: 'post.delegate',
    fields: DelegationFields,
    labels: L,
    load: async ({ database, official, today }) => {
      const posts = postsToDelegateFrom(official)
      const unitIds = posts.map((post) => post.unitId)
      const receivers = await possibleReceivers(database, { unitIds, notPersonId: official.personId, today })
      return { posts, receivers }
    },
    initial: ({ posts }, { today }) => ({ fromPostId: posts[0]?.postId ?? '', validFrom: formatCalendarDate(today) }),
    draw: ({ context, data: { posts, receivers }, form }) => (
      <Layout
        title="Ủy quyền"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: '/delegations', text: 'Danh sách ủy quyền' }}
      >
        <PageHeading>Ủy quyền</PageHeading>
        {receivers.length === 0 && (
          <InsetText>Đơn vị của bạn chưa có người khác giữ chức vụ nên chưa có ai để ủy quyền.</InsetText>
        )}
        <Form form={form}>
          {posts.length === 1 ? (
            <HiddenField form={form} name="fromPostId" />
          ) : (
            <SelectField
              form={form}
              name="fromPostId"
              label={L.fromPostId}
              options={posts.map((post) => ({ value: post.postId, text: `${post.title}, ${post.unitName}` }))}
            />
          )}
          <SelectField
            form={form}
            name="toPostId"
            label={L.toPostId}
            emptyText="Chọn người"
            options={receivers.map((receiver) => ({
              value: receiver.id,
              text: `${receiver.fullName}, ${receiver.title}${posts.length > 1 ? `, ${receiver.unitName}` : ''}`,
            }))}
          />
          <CheckboxField
            form={form}
            name="permissions"
            label={L.permissions}
            hint="Những việc chức vụ của bạn được làm mà người khác trong đơn vị chưa được làm."
            options={offered(posts, receivers).flatMap((permission) => {
              const words = permissionInWords(permission)
              return words ? [{ value: permission, text: withCapital(words) }] : []
            })}
          />
          <DateField form={form} name="validFrom" label={L.validFrom} />
          <DateField form={form} name="validTo" label={L.validTo} hint="Quyền tự hết sau ngày này." />
          <TextField
            form={form}
            name="paper"
            label={L.paper}
            hint="Ví dụ: Giấy ủy quyền số 12/GUQ-UBND ngày 20/11/2026"
          />
          <SubmitButtons cancelHref="/delegations">
            <SubmitButton>Ủy quyền</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, given) => {
      await delegate(database, official, given, today)
      return '/delegations'
    },
  })

  staffForm(app, {
    path: '/delegations/:delegationId/withdrawal',
    permission: 'organisation.read',
    params: z.object({ delegationId: Id }),
    fields: z.object({ reason: text(L.reason, { longest: 300 }) }),
    load: ({ database, official, today, params }) => withdrawable(database, official, params.delegationId, today),
    initial: () => ({}),
    draw: ({ context, data: delegation, form }) => (
      <Layout
        title="Thu hồi ủy quyền"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: '/delegations', text: 'Danh sách ủy quyền' }}
      >
        <PageHeading caption={delegation.paper}>Thu hồi ủy quyền</PageHeading>
        <WarningText>
          {delegation.receiverName} mất ngay các quyền được ủy quyền. Việc đã làm vẫn giữ nguyên giá trị và tên người
          làm.
        </WarningText>
        <Form form={form}>
          <TextField form={form} name="reason" label={L.reason} />
          <SubmitButtons cancelHref="/delegations">
            <SubmitButton variant="warning">Thu hồi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, now, today, params }, { reason }) => {
      await withdrawDelegation(database, official, { id: params.delegationId, reason }, { now, today })
      return '/delegations'
    },
  })
}

/** What the posts may let somebody do, without what everybody to choose from may do by their own posts. */
function offered(posts: readonly PostHeld[], receivers: readonly { permissions: readonly string[] }[]): string[] {
  const working = receivers.filter((receiver) => receiver.permissions.length > 0)
  const common = (permission: string) =>
    working.length > 0 && working.every((receiver) => receiver.permissions.includes(permission))
  return [...new Set(posts.flatMap((post) => delegable(post.permissions)))]
    .filter((permission) => !common(permission))
    .sort()
}
