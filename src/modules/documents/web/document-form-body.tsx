import {
  DateField,
  Details,
  FileField,
  Form,
  type FormView,
  HiddenField,
  NumberField,
  optionsOf,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import type { UnitOnDay } from '../../organisation/index.ts'
import type { DocumentLike } from '../queries/possible-duplicates.ts'
import { SECRECY } from '../rules/document-limits.ts'
import { type Direction, DOCUMENT_TYPE_CHOICES } from '../rules/register-entry.ts'
import { REGISTRATION_RULE } from '../rules/registration-day.ts'
import { DOCUMENT_LABELS as L } from './document-fields.ts'
import { DuplicateQuestion } from './duplicate-question.tsx'

export type DocumentChoices = {
  units: readonly UnitOnDay[]
  issuers: readonly UnitOnDay[]
  /** Next numbers of the series in use: `33/KH-UBND`. */
  nextNumbers: readonly string[]
}

type BodyProps = {
  form: FormView
  choices: DocumentChoices
  direction: Direction
  cancelHref: string
  /** Documents that may be the same one. */
  found?: readonly DocumentLike[]
}

const options = (units: readonly UnitOnDay[]) => units.map((unit) => ({ value: unit.id, text: unit.name }))

const TYPES = optionsOf(DOCUMENT_TYPE_CHOICES)

/** The fields of a document, those needed every time first. */
export function DocumentFormBody({ form, choices, direction, cancelHref, found = [] }: BodyProps) {
  return (
    <Form form={form} multipart>
      <HiddenField form={form} name="direction" value={direction} />
      {direction === 'outgoing' ? <OutgoingBody form={form} choices={choices} /> : <IncomingBody form={form} />}
      {choices.units.length === 1 ? (
        <HiddenField form={form} name="unitId" value={choices.units[0]?.id} />
      ) : (
        <SelectField form={form} name="unitId" label={L.unitId} options={options(choices.units)} />
      )}
      <DateField
        form={form}
        name="dueOn"
        label={L.dueOn}
        optional
        hint="Chỉ ghi khi văn bản yêu cầu làm hoặc trả lời. Hệ thống sẽ nhắc việc."
      />
      <FileField
        form={form}
        name="files"
        label={L.files}
        optional
        multiple
        hint="PDF, Word, Excel hoặc ảnh; mỗi tệp không quá 20 MB."
      />
      <Details summary="Liên kết với văn bản khác" open={isTouched(form, ['basedOn', 'carriesOut', 'replaces'])}>
        <p class="govuk-hint">
          Mỗi dòng một văn bản, ví dụ: 625/QĐ-UBND ngày 30/03/2021. Văn bản đã vào sổ sẽ được nối với nhau; văn bản chưa
          có trong hệ thống được giữ đúng như bạn ghi.
        </p>
        <TextArea form={form} name="basedOn" label={L.basedOn} optional rows={2} />
        <TextArea form={form} name="carriesOut" label={L.carriesOut} optional rows={2} />
        <TextArea form={form} name="replaces" label={L.replaces} optional rows={2} />
      </Details>
      <Details summary="Độ mật" open={isTouched(form, ['secrecy'])}>
        <SelectField
          form={form}
          name="secrecy"
          label={L.secrecy}
          optional
          emptyText="Không có dấu độ mật"
          hint="Văn bản mật chỉ vào sổ số, ký hiệu, ngày và hạn chế người đọc; không ghi nội dung mật vào trích yếu, không gửi tệp."
          options={optionsOf(SECRECY)}
        />
      </Details>
      <DuplicateQuestion form={form} found={found} />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>{direction === 'outgoing' ? 'Lưu văn bản đi' : 'Lưu văn bản đến'}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

function OutgoingBody({ form, choices }: { form: FormView; choices: DocumentChoices }) {
  const next = choices.nextNumbers.length > 0 ? ` Số tiếp theo: ${choices.nextNumbers.join('; ')}.` : ''
  return (
    <>
      <SelectField form={form} name="type" label={L.type} emptyText="Chọn loại văn bản" options={TYPES} />
      <TextArea
        form={form}
        name="summary"
        label={L.summary}
        rows={2}
        hint="Ví dụ: Thực hiện công tác dân vận chính quyền năm 2026"
      />
      <DateField form={form} name="issuedOn" label={L.issuedOn} hint={REGISTRATION_RULE} />
      <NumberField
        form={form}
        name="number"
        label={L.number}
        optional
        width={5}
        hint={`Để trống để hệ thống cấp số tiếp theo.${next}`}
      />
      <Details
        summary="Ký hiệu, cơ quan ban hành, đơn vị soạn thảo"
        open={isTouched(form, ['symbol', 'issuingUnitId', 'draftingUnitId'])}
      >
        <TextField
          form={form}
          name="symbol"
          label={L.symbol}
          optional
          width={20}
          spellcheck={false}
          hint="Để trống để lấy theo loại và cơ quan, ví dụ KH-UBND. Công văn: UBND-VX. Nghị quyết quy phạm: 2026/NQ-HĐND. Văn bản của Đảng: KH/BDVTU."
        />
        <SelectField
          form={form}
          name="issuingUnitId"
          label={L.issuingUnitId}
          optional
          hint="Văn bản mang số của cơ quan nào."
          emptyText="Chính đơn vị giữ sổ"
          options={options(choices.issuers)}
        />
        <SelectField
          form={form}
          name="draftingUnitId"
          label={L.draftingUnitId}
          optional
          hint="Ai tham mưu, soạn thảo; văn bản được tính vào kết quả của đơn vị này."
          emptyText="Chính đơn vị giữ sổ"
          options={options(choices.issuers)}
        />
      </Details>
    </>
  )
}

function IncomingBody({ form }: { form: FormView }) {
  return (
    <>
      <TextField
        form={form}
        name="reference"
        label={L.reference}
        width={20}
        spellcheck={false}
        hint="Đúng như trên văn bản, ví dụ 32/KH-UBND"
      />
      <SelectField form={form} name="type" label={L.type} emptyText="Chọn loại văn bản" options={TYPES} />
      <TextField form={form} name="issuingBody" label={L.issuingBody} hint="Ví dụ: Ủy ban nhân dân tỉnh" />
      <DateField form={form} name="issuedOn" label={L.issuedOn} />
      <TextArea form={form} name="summary" label={L.summary} rows={2} />
      <DateField form={form} name="arrivedOn" label={L.arrivedOn} />
      <NumberField
        form={form}
        name="arrivalNumber"
        label={L.arrivalNumber}
        optional
        width={5}
        hint="Để trống để hệ thống cấp số đến tiếp theo."
      />
      <Details summary="Văn bản điện tử" open={isTouched(form, ['identifier'])}>
        <TextField
          form={form}
          name="identifier"
          label={L.identifier}
          optional
          spellcheck={false}
          hint="Mã mà hệ thống của bên gửi đặt cho văn bản; dùng để nhận ra văn bản đã vào sổ."
        />
      </Details>
    </>
  )
}

/** Folded fields stand open when something is in them or wrong with them. */
function isTouched(form: FormView, names: readonly string[]): boolean {
  return names.some((name) => form.errors[name] !== undefined || (form.values[name] ?? '') !== '')
}
