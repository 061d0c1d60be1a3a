import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  DateField,
  Form,
  type FormView,
  Layout,
  NumberField,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { addResidentialArea, changeResidentialArea } from '../actions/keep-residential-area.ts'
import { noSuchArea } from '../actions/out-of-reach.ts'
import { chosenCommune, communesFor } from '../queries/communes.ts'
import { residentialAreaById, residentialAreas } from '../queries/residential-areas.ts'
import { areaFormValues } from '../rules/form-values.ts'
import { AreaFields, AREA_LABELS as L } from './democracy-fields.ts'
import { CommuneField, DemocracyNavigation } from './democracy-parts.tsx'

const LIST = '/democracy/residential-areas'

/** The residential areas of a commune and their households, by which the votes of the people are counted. */
export function areaPages(app: FastifyInstance): void {
  list(app)
  newForm(app)
  editForm(app)
}

function list(app: FastifyInstance): void {
  staffPage(app, {
    path: LIST,
    permission: 'democracy.read',
    draw: async ({ database, official, today, page }) => {
      const [areas, writable] = await Promise.all([
        residentialAreas(database, official, { permission: 'democracy.read', today }),
        communesFor(database, official, 'democracy.write', today),
      ])
      return (
        <Layout title="Thôn, ấp, tổ dân phố" context={page} wide>
          <PageHeading
            actions={
              writable.length > 0 && (
                <ActionBar>
                  <ButtonLink href={`${LIST}/new`}>Thêm thôn, tổ dân phố</ButtonLink>
                </ActionBar>
              )
            }
          >
            Thôn, ấp, tổ dân phố
          </PageHeading>
          <DemocracyNavigation current="areas" />
          <DataTable
            caption="Thôn, ấp, tổ dân phố"
            captionHidden
            phone="stack"
            empty="Chưa có thôn, ấp, tổ dân phố nào được ghi."
            columns={[
              { key: 'name', title: 'Thôn, ấp, tổ dân phố', rowHeader: true },
              { key: 'unit', title: 'Xã, phường' },
              { key: 'households', title: 'Số hộ', numeric: true },
              { key: 'counted', title: 'Tính đến ngày' },
              { key: 'note', title: 'Ghi chú' },
            ]}
            rows={areas.map((area) => ({
              name: area.isTheirs ? (
                <a class="govuk-link" href={`${LIST}/${area.id}/edit`}>
                  {area.name}
                </a>
              ) : (
                area.name
              ),
              unit: area.unitName,
              households: formatNumber(area.householdCount),
              counted: formatCalendarDate(area.countedOn),
              note: area.endedOn ? `Không còn từ ngày ${formatCalendarDate(area.endedOn)}` : '',
            }))}
          />
        </Layout>
      )
    },
  })
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${LIST}/new`,
    permission: 'democracy.write',
    fields: AreaFields,
    draftOf: 'residential-area',
    labels: L,
    load: ({ database, official, today }) => communesFor(database, official, 'democracy.write', today),
    initial: (units, { official, today }) => ({
      unitId: chosenCommune(units, official, undefined)?.id ?? '',
      countedOn: formatCalendarDate(today),
    }),
    draw: ({ context, data: units, form }) => (
      <Layout
        title="Thêm thôn, tổ dân phố"
        context={context.page}
        form={form}
        backLink={{ href: LIST, text: 'Thôn, ấp, tổ dân phố' }}
      >
        <PageHeading>Thêm thôn, tổ dân phố</PageHeading>
        <AreaForm form={form} units={units} />
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) => {
      await addResidentialArea(database, official, entered, today)
      return LIST
    },
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${LIST}/:areaId/edit`,
    permission: 'democracy.write',
    params: z.object({ areaId: Id }),
    fields: AreaFields,
    draftOf: 'residential-area',
    labels: L,
    load: async ({ database, official, today, params }) => {
      const area = await residentialAreaById(database, official, params.areaId, today)
      if (!area) throw noSuchArea()
      return area
    },
    initial: (area) => areaFormValues(area),
    draw: ({ context, data: area, form }) => (
      <Layout
        title="Sửa thôn, tổ dân phố"
        context={context.page}
        form={form}
        backLink={{ href: LIST, text: 'Thôn, ấp, tổ dân phố' }}
      >
        <PageHeading caption={area.unitName}>Sửa {area.name}</PageHeading>
        <p class="govuk-body">Số hộ mới chỉ dùng cho các lần biểu quyết ghi sau; số đã ghi không thay đổi.</p>
        <AreaForm form={form} units={[{ id: area.unitId, name: area.unitName }]} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { areaId }, version }, given) => {
      await changeResidentialArea(database, official, { id: areaId, version, given, today })
      return LIST
    },
  })
}

function AreaForm({ form, units }: { form: FormView; units: readonly { id: string; name: string }[] }) {
  return (
    <Form form={form}>
      <CommuneField form={form} label={L.unitId} units={units} />
      <TextField form={form} name="name" label={L.name} width={20} hint="Ví dụ: Ấp Vĩnh Hòa" />
      <NumberField form={form} name="householdCount" label={L.householdCount} width={5} />
      <DateField form={form} name="countedOn" label={L.countedOn} />
      <DateField form={form} name="endedOn" label={L.endedOn} optional hint="Để trống khi đang có" />
      <SubmitButtons cancelHref={LIST}>
        <SubmitButton>Lưu</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
