import {
  DateField,
  Details,
  Fieldset,
  FileField,
  type FormView,
  HiddenField,
  NumberField,
  optionsOf,
  SelectField,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import type { UnitOnDay } from '../../organisation/index.ts'
import { PETITION_CHANNELS } from '../rules/petition-kind.ts'
import { PETITION_LABELS as L } from './petition-fields.ts'

/** Who sent it: no more than is needed to answer. */
export function SenderFields({ form }: { form: FormView }) {
  return (
    <Fieldset legend="Người gửi" size="s">
      <PersonFields form={form} labels={L} nameHint="Để trống nếu đơn không ghi tên." />
    </Fieldset>
  )
}

/** Name, address and phone of whoever sent something; the browser keeps none of it for the next sender. */
export function PersonFields({ form, labels, nameHint }: PersonFieldsProps) {
  const { senderName, senderAddress, senderPhone } = labels
  return (
    <>
      <TextField form={form} name="senderName" label={senderName} optional autocomplete="off" hint={nameHint} />
      <TextField form={form} name="senderAddress" label={senderAddress} optional autocomplete="off" />
      <TextField
        form={form}
        name="senderPhone"
        label={senderPhone}
        optional
        width={20}
        inputMode="tel"
        autocomplete="off"
      />
    </>
  )
}

type PersonFieldsProps = {
  form: FormView
  labels: Readonly<Record<'senderName' | 'senderAddress' | 'senderPhone', string>>
  nameHint: string
}

/** What it says. */
export function ContentFields({ form, hint }: { form: FormView; hint?: string }) {
  return (
    <>
      <TextField
        form={form}
        name="title"
        label={L.title}
        hint={hint ?? 'Ví dụ: Đề nghị xem lại mức bồi thường khi làm đường ấp 3'}
      />
      <TextArea form={form} name="content" label={L.content} optional rows={4} />
    </>
  )
}

export type ReceiptFieldsProps = {
  form: FormView
  /** Bodies on whose behalf it may have been received. */
  bodies: readonly UnitOnDay[]
  /** True in an office that receives for others every day. */
  forOthers: boolean
  files?: boolean
}

/** When and how it came in. What few petitions have stands folded. */
export function ReceiptFields({ form, bodies, forOthers, files }: ReceiptFieldsProps) {
  const { values, errors } = form
  const told =
    Boolean(values.forwardedBy || values.behalfUnitId || errors.signatoryCount) || Number(values.signatoryCount) > 1
  return (
    <Fieldset legend="Tiếp nhận" size="s">
      <DateField form={form} name="receivedOn" label={L.receivedOn} />
      <SelectField form={form} name="channel" label={L.channel} options={optionsOf(PETITION_CHANNELS)} />
      <Details summary="Nhiều người ký, đơn do nơi khác chuyển, tiếp nhận thay cơ quan khác" open={forOthers || told}>
        <NumberField form={form} name="signatoryCount" label={L.signatoryCount} width={4} />
        <TextField form={form} name="forwardedBy" label={L.forwardedBy} optional />
        {bodies.length > 0 && (
          <SelectField
            form={form}
            name="behalfUnitId"
            label={L.behalfUnitId}
            optional
            emptyText="Tiếp nhận cho chính đơn vị"
            options={bodies.map((unit) => ({ value: unit.id, text: unit.name }))}
          />
        )}
      </Details>
      {files && (
        <FileField
          form={form}
          name="files"
          label={L.files}
          optional
          multiple
          hint="Bản chụp đơn, tài liệu kèm theo. Tệp được đặt tên theo số đơn."
        />
      )}
    </Fieldset>
  )
}

/** Whose register it goes into; not asked of those who keep only one. */
export function UnitField({ form, units }: { form: FormView; units: readonly UnitOnDay[] }) {
  const [only, ...others] = units
  if (only && others.length === 0) return <HiddenField form={form} name="unitId" value={only.id} />
  return (
    <SelectField
      form={form}
      name="unitId"
      label={L.unitId}
      options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
    />
  )
}
