import { z } from 'zod'
import { day, optionalText, text } from '../../../platform/http/form-fields.ts'
import {
  CellInput,
  CellSelect,
  DataTable,
  DateField,
  Form,
  type FormView,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { SEATS } from '../rules/council-session.ts'

/** What people call the fields of a council's session. */
export const SESSION_LABELS = {
  heldOn: 'Ngày họp',
  place: 'Địa điểm',
  chairedBy: 'Người chủ trì',
  secretary: 'Thư ký',
  conclusion: 'Kết luận',
} as const

const L = SESSION_LABELS

/** Who was there stands in fields with numbered names: `membersTyped` reads them. */
export const SessionFields = z.looseObject({
  heldOn: day(L.heldOn),
  place: text(L.place, { longest: 300 }),
  chairedBy: text(L.chairedBy, { longest: 200 }),
  secretary: text(L.secretary, { longest: 200 }),
  conclusion: optionalText(L.conclusion, { longest: 5000 }),
})

/** The form of a council's session, of whichever council: when and where, who led it, each member with who was away. */
export function SessionForm({
  form,
  units,
  unitColumn,
  cancelHref,
}: {
  form: FormView
  units: readonly { value: string; text: string }[]
  unitColumn: string
  cancelHref: string
}) {
  return (
    <Form form={form}>
      <DateField form={form} name="heldOn" label={L.heldOn} />
      <TextField form={form} name="place" label={L.place} />
      <TextField form={form} name="chairedBy" label={L.chairedBy} hint="Họ tên, chức vụ" />
      <TextField form={form} name="secretary" label={L.secretary} hint="Họ tên, chức vụ" />
      <DataTable
        caption="Thành viên Hội đồng"
        phone="stack"
        empty=""
        columns={[
          { key: 'seat', title: 'Thành viên', rowHeader: true },
          { key: 'name', title: 'Họ và tên', width: 'one-quarter' },
          { key: 'office', title: 'Chức vụ', width: 'one-quarter' },
          { key: 'unit', title: unitColumn, width: 'one-quarter' },
          { key: 'present', title: 'Có mặt' },
        ]}
        rows={Array.from({ length: SEATS }, (_seat, index) => index + 1).map((seat) => ({
          seat: `Thành viên ${seat}`,
          name: <CellInput form={form} name={`name:${seat}`} label={`Họ và tên thành viên ${seat}`} />,
          office: <CellInput form={form} name={`office:${seat}`} label={`Chức vụ thành viên ${seat}`} />,
          unit: (
            <CellSelect
              form={form}
              name={`unit:${seat}`}
              label={`Đơn vị của thành viên ${seat}`}
              emptyText="Không chọn"
              options={units}
            />
          ),
          present: (
            <CellSelect
              form={form}
              name={`present:${seat}`}
              label={`Thành viên ${seat} có mặt`}
              emptyText="Có mặt"
              options={[
                { value: 'yes', text: 'Có mặt' },
                { value: 'no', text: 'Vắng' },
              ]}
            />
          ),
        }))}
      />
      <TextArea form={form} name="conclusion" label={L.conclusion} optional rows={4} />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu phiên họp</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
