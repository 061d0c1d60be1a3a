import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { LimitRecount } from '../../../platform/database/limit-recount.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked, optionalDay, text } from '../../../platform/http/form-fields.ts'
import {
  CellInput,
  CellSelect,
  CheckboxField,
  DataTable,
  Form,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { requireWholeProvince } from '../../organisation/index.ts'
import { enterYear } from '../actions/enter-year.ts'
import { calendarInForce, enteredYear } from '../queries/calendar-in-force.ts'
import { proposedYear } from '../rules/proposed-year.ts'
import { daysOfYear, type SpecialDayKind } from '../rules/working-days.ts'
import { ROWS, yearFormValues } from '../rules/year-form-values.ts'
import { DAY_KINDS } from './calendar-words.ts'

const L = { decision: 'Văn bản quyết định', settled: 'Tình trạng' } as const

/** How long the words of a year may be. */
export const DECISION = { longest: 300 }
export const NAME = { longest: 100 }

const NAMES = Array.from({ length: ROWS }, (_, index) => ({
  date: `date${index}`,
  kind: `kind${index}`,
  name: `name${index}`,
}))

const RowFields = z.object(
  Object.fromEntries(
    NAMES.flatMap(({ date, kind, name }, index): [string, z.ZodType<string | null | undefined>][] => [
      [date, optionalDay(`Ngày ở dòng ${index + 1}`)],
      [kind, z.string().max(40).optional()],
      [name, z.string().trim().max(NAME.longest).optional()],
    ]),
  ),
)

/** A row is a day with its kind and name, or nothing at all. */
const YearFields = z
  .intersection(z.object({ decision: text(L.decision, DECISION), settled: checked() }), RowFields)
  .transform(({ decision, settled, ...given }, context) => {
    const days = NAMES.flatMap((names, index) => {
      const date = given[names.date] ?? null
      const kind = given[names.kind]
      const name = given[names.name]
      if (typeof date !== 'string') {
        // A row without a day is a row taken away; words alone are more likely a day forgotten.
        if (typeof name === 'string' && name !== '' && typeof kind === 'string' && kind !== '') {
          context.addIssue({ code: 'custom', path: [names.date], message: `Hãy nhập ngày ở dòng ${index + 1}.` })
        }
        return []
      }
      if (typeof kind !== 'string' || !isKind(kind)) {
        context.addIssue({ code: 'custom', path: [names.kind], message: `Hãy chọn loại ngày ở dòng ${index + 1}.` })
        return []
      }
      if (typeof name !== 'string' || name === '') {
        context.addIssue({ code: 'custom', path: [names.name], message: `Hãy nhập nội dung ở dòng ${index + 1}.` })
        return []
      }
      return [{ date, kind, name }]
    })
    return { decision, settled, days }
  })

const isKind = (kind: string): kind is SpecialDayKind => Object.hasOwn(DAY_KINDS, kind)

/** Entering the days of a year with the document that decides them: `/calendar/2027/edit`. */
export function yearForm(app: FastifyInstance, recounts: readonly LimitRecount[]): void {
  staffForm(app, {
    path: '/calendar/:year/edit',
    permission: 'calendar.manage',
    params: z.object({
      year: z
        .string()
        .regex(/^20\d{2}$/)
        .transform(Number),
    }),
    fields: YearFields,
    labels: L,
    load: async ({ database, official, today, params }) => {
      await requireWholeProvince(database, official, 'calendar.manage', today)
      const [calendar, entered] = await Promise.all([calendarInForce(database), enteredYear(database, params.year)])
      const known = calendar.knownYears
      const isKnown = !known || (known.first <= params.year && params.year <= known.last)
      const days = isKnown ? daysOfYear(calendar, params.year) : proposedYear(params.year)
      return { year: params.year, entered, isKnown, days }
    },
    initial: ({ entered, days }) => ({
      ...yearFormValues({ decision: entered?.decision ?? '', settled: entered?.settled ?? false, days }),
      _version: String(entered?.version ?? 0),
    }),
    draw: ({ context, data: { year, isKnown }, form }) => (
      <Layout
        title={`Ghi lịch nghỉ năm ${year}`}
        context={context.page}
        form={form}
        backLink={{ href: `/calendar?year=${year}`, text: `Lịch nghỉ năm ${year}` }}
        wide
      >
        <PageHeading caption="Ngày làm việc dùng để tính thời hạn">Ghi lịch nghỉ năm {year}</PageHeading>
        <InsetText>
          {isKnown
            ? 'Sửa các dòng theo văn bản; xóa trắng một dòng để ngày ấy trở lại theo lịch tuần.'
            : 'Các dòng dưới đây chỉ là gợi ý theo luật và âm lịch (giờ Việt Nam). Ngày nghỉ Tết, ngày liền kề Quốc khánh và ngày hoán đổi do Thủ tướng quyết định từng năm: hãy sửa theo văn bản.'}{' '}
          Khi lưu, hạn của đơn thư và yêu cầu đang mở được tính lại ngay và ghi vào nhật ký; hạn của việc đã xong giữ
          nguyên.
        </InsetText>
        <Form form={form}>
          <TextField
            form={form}
            name="decision"
            label={L.decision}
            hint="Ví dụ: Văn bản 12729/VPCP-KGVX về nghỉ lễ, Tết năm 2026"
          />
          <CheckboxField
            form={form}
            name="settled"
            label={L.settled}
            optional
            options={[
              {
                value: 'yes',
                text: 'Mọi ngày nghỉ trong năm đã được quyết định',
                hint: 'Thời hạn không còn là tạm tính',
              },
            ]}
          />
          <DataTable
            caption="Các ngày không theo lịch tuần"
            phone="stack"
            empty=""
            columns={[
              { key: 'number', title: 'Dòng', rowHeader: true },
              { key: 'date', title: 'Ngày' },
              { key: 'kind', title: 'Loại' },
              { key: 'name', title: 'Nội dung', width: 'one-half' },
            ]}
            rows={NAMES.map((names, index) => ({
              number: String(index + 1),
              date: <CellInput form={form} name={names.date} label={`Ngày ở dòng ${index + 1}`} width={10} />,
              kind: (
                <CellSelect
                  form={form}
                  name={names.kind}
                  label={`Loại ngày ở dòng ${index + 1}`}
                  options={optionsOf(DAY_KINDS)}
                />
              ),
              name: <CellInput form={form} name={names.name} label={`Nội dung ở dòng ${index + 1}`} />,
            }))}
          />
          <SubmitButtons cancelHref={`/calendar?year=${year}`}>
            <SubmitButton>Lưu lịch nghỉ</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, given) => {
      await enterYear(database, official, { version, given: { year: params.year, ...given }, recounts, today })
      return `/calendar?year=${params.year}`
    },
  })
}
