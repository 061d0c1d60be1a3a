import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { addUnit, changeUnit, noSuchUnit, unitFormValues } from '../actions/keep-unit.ts'
import { reaches, unitKinds, unitRecord } from '../queries/unit-record.ts'
import { inOrder } from '../queries/unit-tree.ts'
import { unitsOnDay } from '../queries/units.ts'
import { latestVersion } from '../rules/unit-version.ts'
import { NewUnitFields, UNIT_LABELS as U, UnitChangeFields } from './organisation-fields.ts'

/** Adding a unit, and changing one from a day on. */
export function unitForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/units/new',
    permission: 'organisation.manage',
    fields: NewUnitFields,
    labels: U,
    load: async (context) => ({ ...(await choices(context)), parentId: context.query.parent ?? '' }),
    initial: (data, context) => ({ parentUnitId: data.parentId, validFrom: formatCalendarDate(context.today) }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Thêm đơn vị"
        context={context.page}
        form={form}
        backLink={{ href: '/units', text: 'Danh sách đơn vị' }}
      >
        <PageHeading>Thêm đơn vị</PageHeading>
        <Form form={form}>
          <TextField
            form={form}
            name="code"
            label={U.code}
            hint="Dùng trong tệp nhập, xuất. Ví dụ: CT-SNV"
            width={20}
          />
          <UnitFields form={form} data={data} />
          <SubmitButtons cancelHref="/units">
            <SubmitButton>Thêm đơn vị</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) =>
      `/units/${await addUnit(database, official, entered, today)}`,
  })

  staffForm(app, {
    path: '/units/:unitId/versions/new',
    permission: 'organisation.manage',
    params: z.object({ unitId: Id }),
    fields: UnitChangeFields,
    labels: U,
    load: async (context) => {
      const { database, official, today, params } = context
      const unit = await unitRecord(database, params.unitId)
      if (!unit || !(await reaches(database, official, 'organisation.manage', params.unitId, today))) throw noSuchUnit()
      return { unit, latest: latestVersion(unit.versions), ...(await choices(context)) }
    },
    initial: ({ latest }) => ({ ...unitFormValues(latest), validFrom: '', _version: latest.id }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Thay đổi đơn vị từ một ngày"
        context={context.page}
        form={form}
        backLink={{ href: `/units/${data.unit.id}`, text: 'Trở lại đơn vị' }}
      >
        <PageHeading caption={data.latest.name}>Thay đổi từ một ngày</PageHeading>
        <InsetText>
          Thông tin hiện nay có từ ngày {formatCalendarDate(data.latest.validFrom)} và được giữ nguyên đến hết ngày liền
          trước ngày bạn ghi dưới đây. Hồ sơ, văn bản của thời gian trước vẫn mang tên cũ.
        </InsetText>
        <Form form={form}>
          <UnitFields form={form} data={data} isTop={data.latest.parentUnitId === null} ownId={data.unit.id} />
          <SubmitButtons cancelHref={`/units/${data.unit.id}`}>
            <SubmitButton>Lưu thay đổi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, given) => {
      await changeUnit(database, official, { id: params.unitId, version, given, today })
      return `/units/${params.unitId}?on=${formatCalendarDate(given.validFrom)}`
    },
  })
}

async function choices({ database, official, today }: Context) {
  const [kinds, parents] = await Promise.all([
    unitKinds(database),
    unitsOnDay(database, { today, roots: unitsFor(official, 'organisation.manage') }),
  ])
  return { kinds, parents: inOrder(parents) }
}

type UnitFieldsProps = {
  form: FormView
  data: Awaited<ReturnType<typeof choices>>
  /** True for the body at the top, which has nobody above it. */
  isTop?: boolean
  ownId?: string
}

function UnitFields({ form, data, isTop, ownId }: UnitFieldsProps) {
  return (
    <>
      <DateField form={form} name="validFrom" label={U.validFrom} hint="Ngày ghi trong quyết định. Ví dụ: 01/07/2025" />
      <TextField
        form={form}
        name="name"
        label={U.name}
        hint="Như ghi trên văn bản. Ví dụ: Ủy ban nhân dân xã Vĩnh Tường"
      />
      <TextField form={form} name="shortName" label={U.shortName} hint="Ví dụ: UBND xã Vĩnh Tường" width={30} />
      <SelectField
        form={form}
        name="kindCode"
        label={U.kindCode}
        emptyText="Chọn loại đơn vị"
        options={data.kinds.map((kind) => ({ value: kind.code, text: kind.title }))}
      />
      {!isTop && (
        <SelectField
          form={form}
          name="parentUnitId"
          label={U.parentUnitId}
          emptyText="Chọn đơn vị cấp trên"
          options={data.parents
            .filter((unit) => unit.id !== ownId)
            .map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
        />
      )}
      <TextField
        form={form}
        name="placeName"
        label={U.placeName}
        hint="Đứng trước ngày tháng trên văn bản. Ví dụ: Vị Thanh"
        optional
        width={20}
      />
      <TextField
        form={form}
        name="issuerCode"
        label={U.issuerCode}
        hint="Phần sau trong số, ký hiệu văn bản. Ví dụ: UBND, SNV"
        optional
        width={10}
      />
      <TextField
        form={form}
        name="administrativeCode"
        label={U.administrativeCode}
        hint="Mã trong danh mục hành chính của Nhà nước; chỉ tỉnh, huyện cũ và xã có. Ví dụ: 31117"
        optional
        width={10}
      />
      <TextField
        form={form}
        name="legalAct"
        label={U.legalAct}
        hint="Nghị quyết, quyết định. Ví dụ: Nghị quyết 1668/NQ-UBTVQH15 ngày 16/6/2025"
        optional
      />
    </>
  )
}
