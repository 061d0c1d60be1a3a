import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, recordId, wholeNumber } from '../../../platform/http/form-fields.ts'
import {
  DataTable,
  Form,
  HiddenField,
  Layout,
  NumberField,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { dateInVietnam, formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { decideNumbering } from '../actions/decide-numbering.ts'
import { decidedSchemes } from '../queries/number-scheme.ts'
import { NUMBER_SCHEMES } from '../rules/number-scheme.ts'

const HINTS: Readonly<Record<keyof typeof NUMBER_SCHEMES, string>> = {
  'by-type': 'Ví dụ 01/QĐ-UBND, 01/KH-UBND, 01/UBND-VX.',
  'one-series': 'Ví dụ 01/QĐ-UBND, 02/KH-UBND, 03/UBND-VX.',
}

/** How the head has the outgoing documents of the unit numbered: `/documents/numbering`. */
export function numberingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/documents/numbering',
    permission: 'document.manage',
    fields: z.object({
      unitId: recordId('Sổ văn bản của'),
      year: wholeNumber('Từ năm', { least: 2000, most: 2200 }),
      scheme: choice('Cách đánh số', NUMBER_SCHEMES),
    }),
    load,
    initial: ({ units }, { today }) => ({ unitId: units[0]?.id ?? '', year: String(yearOf(today) + 1), scheme: '' }),
    draw: ({ context, data: { units, decided }, form }) => (
      <Layout
        title="Cách đánh số văn bản đi"
        context={context.page}
        form={form}
        backLink={{ href: '/documents', text: 'Trở lại sổ văn bản' }}
      >
        <PageHeading>Cách đánh số văn bản đi</PageHeading>
        <p class="govuk-body">
          Số bắt đầu từ 01 ngày 01 tháng 01 và kết thúc ngày 31 tháng 12. Người đứng đầu quyết định cách đánh số, trước
          khi năm đó có số đầu tiên; cách đã chọn giữ cho các năm sau. Văn bản quy phạm pháp luật và văn bản mật luôn có
          hệ thống số riêng (Điều 15 Nghị định 30/2020/NĐ-CP).
        </p>
        <DataTable
          caption="Đã quyết định"
          phone="stack"
          empty="Chưa quyết định: mỗi loại văn bản một hệ thống số."
          columns={[
            { key: 'unit', title: 'Sổ văn bản của', rowHeader: true },
            { key: 'year', title: 'Từ năm' },
            { key: 'scheme', title: 'Cách đánh số' },
            { key: 'by', title: 'Người quyết định' },
          ]}
          rows={decided.map(({ unitName, year, scheme, decidedBy, decidedAt }) => ({
            unit: unitName,
            year: String(year),
            scheme: NUMBER_SCHEMES[scheme],
            by: `${decidedBy ?? 'Hệ thống'}, ${formatCalendarDate(dateInVietnam(decidedAt))}`,
          }))}
        />
        <Form form={form}>
          {units.length === 1 ? (
            <HiddenField form={form} name="unitId" value={units[0]?.id} />
          ) : (
            <SelectField
              form={form}
              name="unitId"
              label="Sổ văn bản của"
              options={units.map(({ id, name }) => ({ value: id, text: name }))}
            />
          )}
          <NumberField form={form} name="year" label="Từ năm" width={4} />
          <RadioField
            form={form}
            name="scheme"
            label="Cách đánh số"
            options={Object.entries(NUMBER_SCHEMES).map(([value, text]) => ({
              ...{ value, text },
              hint: HINTS[value as keyof typeof NUMBER_SCHEMES],
            }))}
          />
          <SubmitButtons cancelHref="/documents">
            <SubmitButton>Lưu quyết định</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { unitId, year, scheme }) => {
      await decideNumbering(database, official, { unitId, year, scheme, today })
      return '/documents/numbering'
    },
  })
}

/** The units whose registers the official keeps: those of the posts themselves, not what lies below. */
async function load({ database, official, today }: Context) {
  const ids = official.posts.filter((post) => post.permissions.includes('document.manage')).map((post) => post.unitId)
  const units = await unitsOnDay(database, { today, ids })
  if (units.length === 0)
    throw new Refusal('not-found', 'documents.not-keeper', 'Không có sổ văn bản nào trong phạm vi bạn quản lý.')
  const decided = await Promise.all(
    units.map(async ({ id, name }) =>
      (await decidedSchemes(database, id)).map((each) => ({ ...each, unitName: name })),
    ),
  )
  return { units, decided: decided.flat() }
}
