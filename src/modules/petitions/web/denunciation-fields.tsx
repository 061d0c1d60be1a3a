import {
  Details,
  Fieldset,
  FileField,
  type FormView,
  InsetText,
  SelectField,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import type { UnitOnDay } from '../../organisation/index.ts'
import { PersonFields } from './petition-field-groups.tsx'
import { DENUNCIATION_LABELS as D } from './petition-fields.ts'

/** Who denounces: everything here goes to the protected store and nowhere else, and says so. */
export function DenouncerFields({ form }: { form: FormView }) {
  return (
    <Fieldset legend="Người tố cáo (ghi vào kho bảo vệ)" size="s">
      <InsetText>
        Các ô và tệp trong phần này được mã hóa, tách khỏi đơn. Ở mọi nơi khác chỉ hiện “Người tố cáo số …”. Chỉ người
        được lãnh đạo cấp quyền trong đơn này mới xem được, mỗi lần phải nêu lý do và được ghi lại.
      </InsetText>
      <PersonFields form={form} labels={D} nameHint="Để trống nếu người tố cáo không cho biết tên." />
      <TextField
        form={form}
        name="senderContact"
        label={D.senderContact}
        optional
        autocomplete="off"
        hint="Ví dụ: chỉ gọi sau 18 giờ, không gửi thư về nhà."
      />
      <TextArea form={form} name="originalWords" label={D.originalWords} optional rows={3} />
      <FileField
        form={form}
        name="files"
        label={D.files}
        optional
        multiple
        hint="Bản chụp đơn, ảnh, tài liệu. Được mã hóa ngay khi nhận, giữ nguyên như bản gốc."
      />
    </Fieldset>
  )
}

/** Who is denounced: they and their unit won't find the case. */
export function DenouncedFields({ form, units }: { form: FormView; units: readonly UnitOnDay[] }) {
  const options = units.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))
  return (
    <Fieldset
      legend="Bị tố cáo"
      size="s"
      hint="Người bị tố cáo và người của đơn vị này không tìm thấy, không mở được đơn."
    >
      <TextField form={form} name="denouncedName" label={D.denouncedName} optional autocomplete="off" />
      <SelectField
        form={form}
        name="denouncedUnitId"
        label={D.denouncedUnitId}
        optional
        emptyText="Không có trong danh sách"
        options={options}
      />
      <Details summary="Chính đơn vị đang xử lý bị tố cáo" open={Boolean(form.values.toUnitId || form.errors.toUnitId)}>
        <SelectField
          form={form}
          name="toUnitId"
          label={D.toUnitId}
          optional
          hint="Đơn chuyển lên ngay khi lưu, đơn vị bạn không xem được nữa."
          emptyText="Không chuyển"
          options={options}
        />
      </Details>
    </Fieldset>
  )
}
