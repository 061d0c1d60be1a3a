import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DateField,
  Details,
  Fieldset,
  Form,
  type FormView,
  Layout,
  NumberField,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { addPerson, endPost, givePost, noSuchPerson, noSuchPost, renamePerson } from '../actions/keep-people.ts'
import { personById, postById } from '../queries/people.ts'
import { roles } from '../queries/roles.ts'
import { reaches } from '../queries/unit-record.ts'
import { inOrder } from '../queries/unit-tree.ts'
import { unitsOnDay } from '../queries/units.ts'
import { NewPersonFields, POST_LABELS as P, PersonFields, PostEndingFields, PostFields } from './organisation-fields.ts'
import { inOrganisation } from './organisation-parts.tsx'

/** Adding people, giving posts and ending them. */
export function peopleForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/people/new',
    permission: 'organisation.manage',
    fields: NewPersonFields,
    labels: P,
    load: async (context) => ({ ...(await choices(context)), unitId: context.query.unit ?? '' }),
    initial: (data, { today }) => ({ unitId: data.unitId, validFrom: formatCalendarDate(today) }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Thêm người"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: '/people', text: 'Danh sách cán bộ, công chức' }}
      >
        <PageHeading>Thêm người</PageHeading>
        <Form form={form}>
          <TextField form={form} name="fullName" label={P.fullName} autocomplete="off" width={30} />
          {(form.errors.fullName !== undefined || form.values.isAnother !== undefined) && (
            <CheckboxField
              form={form}
              name="isAnother"
              label={P.isAnother}
              optional
              options={[{ value: '1', text: 'Là người khác, chỉ trùng họ tên với người đã có trong đơn vị' }]}
            />
          )}
          <Fieldset legend="Chức vụ đầu tiên">
            <PostFieldset form={form} data={data} />
          </Fieldset>
          <SubmitButtons cancelHref="/people">
            <SubmitButton>Thêm người</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { fullName, isAnother, ...post }) =>
      `/people/${await addPerson(database, official, { fullName, isAnother, post }, today)}`,
  })

  staffForm(app, {
    path: '/people/:personId/posts/new',
    permission: 'organisation.manage',
    params: z.object({ personId: Id }),
    fields: PostFields,
    labels: P,
    load: async (context) => ({ person: await requirePerson(context), ...(await choices(context)) }),
    initial: (_data, { today }) => ({ validFrom: formatCalendarDate(today) }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Giao chức vụ"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: `/people/${data.person.id}`, text: `Trở lại ${data.person.fullName}` }}
      >
        <PageHeading caption={data.person.fullName}>Giao chức vụ</PageHeading>
        <Form form={form}>
          <PostFieldset form={form} data={data} />
          <SubmitButtons cancelHref={`/people/${data.person.id}`}>
            <SubmitButton>Giao chức vụ</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, post) => {
      await givePost(database, official, params.personId, post, today)
      return `/people/${params.personId}`
    },
  })

  staffForm(app, {
    path: '/people/:personId/edit',
    permission: 'organisation.manage',
    params: z.object({ personId: Id }),
    fields: PersonFields,
    load: requirePerson,
    initial: (person) => ({ fullName: person.fullName }),
    draw: ({ context, data: person, form }) => (
      <Layout
        title="Sửa họ tên"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: `/people/${person.id}`, text: `Trở lại ${person.fullName}` }}
      >
        <PageHeading>Sửa họ tên</PageHeading>
        <Form form={form}>
          <TextField form={form} name="fullName" label={P.fullName} autocomplete="off" width={30} />
          <SubmitButtons cancelHref={`/people/${person.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { fullName }) => {
      await renamePerson(database, official, { personId: params.personId, fullName }, today)
      return `/people/${params.personId}`
    },
  })

  staffForm(app, {
    path: '/posts/:postId/ending',
    permission: 'organisation.manage',
    params: z.object({ postId: Id }),
    fields: PostEndingFields,
    load: async ({ database, official, today, params }) => {
      const post = await postById(database, official, params.postId, today)
      if (!post || !(await reaches(database, official, 'organisation.manage', post.unitId, today))) throw noSuchPost()
      return post
    },
    initial: (_post, { today }) => ({ lastDay: formatCalendarDate(today) }),
    draw: ({ context, data: post, form }) => (
      <Layout
        title="Thôi giữ chức vụ"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: `/people/${post.personId}`, text: `Trở lại ${post.fullName}` }}
      >
        <PageHeading caption={`${post.fullName} – ${post.title}, ${post.unitName}`}>Thôi giữ chức vụ</PageHeading>
        <WarningText>
          Quyền theo chức vụ này hết vào cuối ngày ghi dưới đây. Việc đã làm vẫn giữ tên {post.fullName}.
        </WarningText>
        {may(context.official, 'post.hand-over') && (
          <p class="govuk-body">
            Nếu còn việc đứng tên người này, hãy{' '}
            <a class="govuk-link" href={`/posts/${post.id}/handover`}>
              bàn giao công việc
            </a>{' '}
            trước.
          </p>
        )}
        <Form form={form}>
          <DateField form={form} name="lastDay" label={P.lastDay} />
          <TextField
            form={form}
            name="reason"
            label={P.reason}
            optional
            hint="Ví dụ: Quyết định điều động số 12/QĐ-SNV ngày 20/11/2026"
          />
          <SubmitButtons cancelHref={`/people/${post.personId}`}>
            <SubmitButton variant="warning">Kết thúc chức vụ</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { lastDay, reason }) =>
      `/people/${await endPost(database, official, { postId: params.postId, lastDay, reason }, today)}`,
  })
}

async function requirePerson({ database, official, today, params }: Context & { params: { personId: string } }) {
  const person = await personById(database, official, params.personId, today)
  if (!person) throw noSuchPerson()
  return person
}

async function choices({ database, official, today }: Context) {
  const [units, known] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'organisation.manage') }),
    roles(database),
  ])
  const parents = new Set(units.map((unit) => unit.parentUnitId))
  return { units: inOrder(units), wide: inOrder(units.filter((unit) => parents.has(unit.id))), roles: known }
}

function PostFieldset({ form, data }: { form: FormView; data: Awaited<ReturnType<typeof choices>> }) {
  return (
    <>
      <SelectField
        form={form}
        name="unitId"
        label={P.unitId}
        emptyText="Chọn đơn vị"
        options={data.units.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
      />
      <TextField form={form} name="title" label={P.title} hint="Ví dụ: Công chức Văn phòng - Thống kê" />
      <DateField form={form} name="validFrom" label={P.validFrom} />
      <DateField form={form} name="validTo" label={P.validTo} hint="Để trống nếu chưa có hạn" optional />
      <SelectField
        form={form}
        name="roleCode"
        label={P.roleCode}
        hint="Quyền đi theo chức vụ: thôi chức vụ thì hết quyền."
        optional
        emptyText="Không sử dụng hệ thống"
        options={data.roles.map((role) => ({ value: role.code, text: role.title }))}
      />
      <Details
        summary="Phạm vi rộng hơn đơn vị, thứ tự trong danh sách"
        open={Boolean(form.values.reachUnitId || form.errors.reachUnitId || form.errors.position)}
      >
        <SelectField
          form={form}
          name="reachUnitId"
          label={P.reachUnitId}
          hint="Chỉ chọn khi người này làm việc cho cả cấp trên, như bộ phận tổng hợp của Sở Nội vụ."
          optional
          emptyText="Đơn vị ở trên và các đơn vị trực thuộc"
          options={data.wide.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
        />
        <NumberField form={form} name="position" label={P.position} hint="1 là người đứng đầu" optional width={4} />
      </Details>
    </>
  )
}
