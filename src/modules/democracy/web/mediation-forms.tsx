import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  Form,
  type FormView,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { changeMediation, recordMediation } from '../actions/keep-mediation.ts'
import { noSuchMediation } from '../actions/out-of-reach.ts'
import { mediationCaseById } from '../queries/mediation-cases.ts'
import { residentialAreas } from '../queries/residential-areas.ts'
import { mediationFormValues } from '../rules/form-values.ts'
import { MEDIATION_KINDS, MEDIATION_OUTCOMES } from '../rules/mediation.ts'
import { MEDIATION_LABELS as L, MediationFields } from './democracy-fields.ts'
import { MEDIATION_PATH, MediationParams } from './mediation-pages.tsx'

/** Recording a case that mediators took on, and how it ended. */
export function mediationForms(app: FastifyInstance): void {
  staffForm(app, {
    path: `${MEDIATION_PATH}/new`,
    permission: 'democracy.write',
    fields: MediationFields,
    draftOf: 'mediation',
    labels: L,
    load: areasToChoose,
    initial: (areas, { today }) => ({
      residentialAreaId: areas.length === 1 ? (areas[0]?.id ?? '') : '',
      begunOn: formatCalendarDate(today),
    }),
    draw: ({ context, data: areas, form }) => (
      <Layout
        title="Ghi vụ, việc hòa giải"
        context={context.page}
        form={form}
        backLink={{ href: MEDIATION_PATH, text: 'Hòa giải ở cơ sở' }}
      >
        <PageHeading>Ghi vụ, việc hòa giải</PageHeading>
        <p class="govuk-body">Không ghi tên các bên, nội dung vụ việc.</p>
        <MediationForm form={form} areas={areas} cancelHref={MEDIATION_PATH} />
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) =>
      `${MEDIATION_PATH}/${await recordMediation(database, official, entered, today)}`,
  })

  staffForm(app, {
    path: `${MEDIATION_PATH}/:mediationId/edit`,
    permission: 'democracy.write',
    params: MediationParams,
    fields: MediationFields,
    draftOf: 'mediation',
    labels: L,
    load: async (context) => {
      const { database, official, today, params } = context
      const mediation = await mediationCaseById(database, official, params.mediationId, today)
      if (!mediation?.isTheirs) throw noSuchMediation()
      const { residentialAreaId: id, areaName: name, unitName } = mediation
      const areas = await areasToChoose(context)
      const ownStands = areas.some((area) => area.id === id)
      return { mediation, areas: ownStands ? areas : [{ id, name, unitName }, ...areas] }
    },
    choices: ({ areas }) => ({
      residentialAreaId: Object.fromEntries(areas.map(({ id, name }) => [id, name])),
      kind: MEDIATION_KINDS,
      outcome: MEDIATION_OUTCOMES,
    }),
    initial: ({ mediation }) => mediationFormValues(mediation),
    draw: ({ context, data: { mediation, areas }, form }) => (
      <Layout
        title="Sửa vụ, việc hòa giải"
        context={context.page}
        form={form}
        backLink={{ href: `${MEDIATION_PATH}/${mediation.id}`, text: 'Trở lại vụ, việc' }}
      >
        <PageHeading caption={`${mediation.areaName}, nhận ngày ${formatCalendarDate(mediation.begunOn)}`}>
          Sửa vụ, việc hòa giải
        </PageHeading>
        <MediationForm form={form} areas={areas} cancelHref={`${MEDIATION_PATH}/${mediation.id}`} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { mediationId }, version }, given) => {
      await changeMediation(database, official, { id: mediationId, version, given, today })
      return `${MEDIATION_PATH}/${mediationId}`
    },
  })
}

type Area = { id: string; name: string; unitName: string }

async function areasToChoose({ database, official, today }: Context): Promise<Area[]> {
  const areas = await residentialAreas(database, official, { permission: 'democracy.write', today })
  return areas.filter((area) => area.endedOn === null)
}

function MediationForm({ form, areas, cancelHref }: { form: FormView; areas: readonly Area[]; cancelHref: string }) {
  return (
    <Form form={form}>
      <SelectField
        form={form}
        name="residentialAreaId"
        label={L.residentialAreaId}
        emptyText="Chọn thôn, tổ dân phố"
        options={areas.map((area) => ({ value: area.id, text: area.name, group: area.unitName }))}
      />
      <SelectField
        form={form}
        name="kind"
        label={L.kind}
        emptyText="Chọn loại việc"
        options={optionsOf(MEDIATION_KINDS)}
      />
      <DateField form={form} name="begunOn" label={L.begunOn} />
      <DateField form={form} name="endedOn" label={L.endedOn} optional hint="Để trống khi đang hòa giải" />
      <SelectField
        form={form}
        name="outcome"
        label={L.outcome}
        optional
        emptyText="Đang hòa giải"
        options={optionsOf(MEDIATION_OUTCOMES)}
      />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
