import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, recordId, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  DataTable,
  Form,
  type FormView,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  Tag,
  TextArea,
} from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { keepPasted, noSuchPasted, pastedById, recordPasted } from '../actions/record-pasted.ts'
import { ACTIVITY_KINDS } from '../rules/activity.ts'
import { PASTED_COLUMNS, pastedActivities } from '../rules/pasted-activities.ts'

const LONGEST = 100_000
const HINT = `Chép các dòng trong Excel rồi dán vào đây. Các cột theo thứ tự: ${PASTED_COLUMNS.join(', ').toLowerCase()}`

/** Entering many finished activities at once: pasted, looked at in a table, recorded all or none. */
export function pasteForms(app: FastifyInstance): void {
  pasteForm(app)
  checkForm(app)
}

function pasteForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/paste',
    permission: 'activity.record',
    fields: z.object({
      kind: choice('Loại hoạt động', ACTIVITY_KINDS),
      unitId: recordId('Đơn vị tổ chức'),
      rows: text('Các dòng', { longest: LONGEST }),
    }),
    load: ({ database, official, today }) =>
      unitsOnDay(database, { today, roots: unitsFor(official, 'activity.record') }),
    initial: (units, { official }) => ({
      kind: 'dialogue',
      unitId: units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? units[0]?.id ?? '',
    }),
    draw: ({ context, data: units, form }) => (
      <Layout
        title="Dán nhiều hoạt động"
        context={context.page}
        form={form}
        backLink={{ href: '/activities', text: 'Danh sách hoạt động' }}
      >
        <PageHeading>Dán nhiều hoạt động đã tổ chức</PageHeading>
        <Form form={form}>
          <SelectField form={form} name="kind" label="Loại hoạt động" options={optionsOf(ACTIVITY_KINDS)} />
          {units.length === 1 ? (
            <input type="hidden" name="unitId" value={units[0]?.id} />
          ) : (
            <SelectField
              form={form}
              name="unitId"
              label="Đơn vị tổ chức"
              options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
            />
          )}
          <TextArea form={form} name="rows" label="Các dòng" hint={HINT} rows={10} />
          <SubmitButtons cancelHref="/activities">
            <SubmitButton>Xem trước</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) =>
      `/activities/paste/${await keepPasted(database, official, { ...entered, today })}`,
  })
}

function checkForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/paste/:pasteId',
    permission: 'activity.record',
    params: z.object({ pasteId: Id }),
    fields: z.object({ rows: text('Các dòng', { longest: LONGEST }) }),
    load: async ({ database, official, params, today }) => {
      const pasted = await pastedById(database, official, params.pasteId)
      if (!pasted) throw noSuchPasted()
      return { pasted, unit: await unitOnDay(database, { id: pasted.unitId }, today), today }
    },
    initial: ({ pasted }) => ({ rows: pasted.content }),
    draw: ({ context, data: { pasted, unit, today }, form }) => (
      <Layout
        title="Xem trước các hoạt động"
        context={context.page}
        form={form}
        backLink={{ href: '/activities/paste', text: 'Dán bảng khác' }}
        wide
      >
        <PageHeading caption={`${ACTIVITY_KINDS[pasted.kind]} – ${unit?.name ?? ''}`}>
          Xem trước các hoạt động
        </PageHeading>
        <Form form={form}>
          <CheckedTable form={form} today={today} />
          <TextArea form={form} name="rows" label="Các dòng" hint={HINT} rows={10} />
          <SubmitButtons cancelHref="/activities">
            <SubmitButton>Ghi tất cả</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { pasteId: id } }, { rows }, { pasted }) => {
      await recordPasted(database, official, { id, rows, today })
      return `/activities?unitId=${pasted.unitId}&kind=${pasted.kind}`
    },
  })
}

/** The rows as they stand in the text area, each cell with what is wrong in it. */
function CheckedTable({ form, today }: { form: FormView; today: CalendarDate }) {
  const typed = form.values.rows
  const rows = pastedActivities(typeof typed === 'string' ? typed : '', today)
  const wrong = rows.filter(({ activity }) => activity === null).length
  return (
    <>
      <p class="govuk-body">
        {rows.length} dòng, {wrong === 0 ? 'không có lỗi: bấm “Ghi tất cả” để ghi.' : `${wrong} dòng cần sửa.`}
      </p>
      <DataTable
        caption="Các dòng đã dán"
        phone="stack"
        empty="Chưa có dòng nào."
        columns={[
          { key: 'number', title: 'Dòng', width: 'narrow' },
          ...PASTED_COLUMNS.map((title, column) => ({ key: `column${column}`, title, rowHeader: column === 1 })),
        ]}
        rows={rows.map(({ cells, problems }, index) => ({
          number: String(index + 1),
          ...Object.fromEntries(
            cells.map((cell, column) => [
              `column${column}`,
              <>
                {cell} {problems[column] && <Tag colour="red" text={problems[column]} />}
              </>,
            ]),
          ),
        }))}
      />
    </>
  )
}
