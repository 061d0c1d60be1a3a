import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalDay, recordId, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Form,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { givePost } from '../actions/keep-people.ts'
import { noSuchUnit } from '../actions/keep-unit.ts'
import { people } from '../queries/people.ts'
import { reaches, unitRecord } from '../queries/unit-record.ts'
import { latestVersion } from '../rules/unit-version.ts'
import { inOrganisation } from './organisation-parts.tsx'

const L = {
  personId: 'Thành viên',
  title: 'Chức danh trong ban, hội đồng',
  validFrom: 'Từ ngày',
  validTo: 'Đến hết ngày',
} as const
const MEMBER_POSITION = 100

/** A member of a committee or board: somebody who is known already and works elsewhere. Gives no right of use. */
export function memberForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/units/:unitId/members/new',
    permission: 'organisation.manage',
    params: z.object({ unitId: Id }),
    fields: z.object({
      personId: recordId(L.personId),
      title: text(L.title, { longest: 200 }),
      validFrom: day(L.validFrom),
      validTo: optionalDay(L.validTo),
    }),
    labels: L,
    load: async ({ database, official, today, params, query }) => {
      const unit = await unitRecord(database, params.unitId)
      if (!unit || !(await reaches(database, official, 'organisation.manage', unit.id, today))) throw noSuchUnit()
      const words = (query.words ?? '').slice(0, 100)
      const found = words.trim() === '' ? null : (await people(database, official, { words }, today)).rows
      return { unit: latestVersion(unit.versions), unitId: unit.id, words, found }
    },
    initial: (_data, { today }) => ({ validFrom: formatCalendarDate(today) }),
    draw: ({ context, data: { unit, unitId, words, found }, form }) => (
      <Layout
        title="Thêm thành viên"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: `/units/${unitId}`, text: `Trở lại ${unit.shortName}` }}
      >
        <PageHeading caption={unit.name}>Thêm thành viên</PageHeading>
        <p class="govuk-body">
          Thành viên là người đã có trong hệ thống và làm việc ở đơn vị của mình; tư cách thành viên không thêm quyền sử
          dụng hệ thống.
        </p>
        <Form form={filterView({ words })} method="get">
          <TextField
            form={{ ...filterView({ words }), idPrefix: 'search' }}
            name="words"
            label="Tìm người theo họ tên"
            hint="Không cần gõ dấu"
          />
          <SubmitButton variant="secondary">Tìm</SubmitButton>
        </Form>
        {found?.length === 0 && (
          <InsetText>
            Không có ai mang tên như vậy trong phạm vi của bạn. Nếu người ấy chưa có trong hệ thống, hãy{' '}
            <a class="govuk-link" href="/people/new">
              thêm người
            </a>{' '}
            vào đơn vị công tác trước.
          </InsetText>
        )}
        {found && found.length > 0 && (
          <Form form={form}>
            <RadioField
              form={form}
              name="personId"
              label={L.personId}
              options={found.map((person) => ({
                value: person.id,
                text: person.fullName,
                hint: person.posts.map((post) => `${post.title}, ${post.unitName}`).join('; '),
              }))}
            />
            <TextField form={form} name="title" label={L.title} hint="Ví dụ: Trưởng ban, Phó Trưởng ban, Ủy viên" />
            <DateField form={form} name="validFrom" label={L.validFrom} />
            <DateField form={form} name="validTo" label={L.validTo} hint="Để trống nếu chưa có hạn" optional />
            <SubmitButtons cancelHref={`/units/${unitId}`}>
              <SubmitButton>Thêm thành viên</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { personId, ...member }) => {
      const post = {
        ...member,
        unitId: params.unitId,
        roleCode: null,
        reachUnitId: null,
        position: MEMBER_POSITION,
      }
      await givePost(database, official, personId, post, today)
      return `/units/${params.unitId}`
    },
  })
}
