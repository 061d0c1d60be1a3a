import type { ComponentChildren } from 'preact'
import type { Context } from '../../../platform/http/context.ts'
import {
  CheckboxField,
  DateField,
  Form,
  type FormView,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import type { PetitionRecord } from '../queries/petition.ts'
import { PARTIES, type Party } from '../rules/petition-grounds.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import type { PetitionBeforeStep } from './opened-petition.ts'

export const STEP_LABELS = {
  on: 'Ngày thực hiện',
  note: 'Lý do, nội dung',
  documentNumber: 'Số, ký hiệu văn bản',
  documentOn: 'Ngày văn bản',
  decidedByPersonId: 'Người quyết định',
} as const

export type StepFrameProps = {
  context: Context
  petition: PetitionRecord
  /** Why the step is not possible now. */
  obstacle: string | null
  form: FormView
  title: string
  button: string
  multipart?: boolean
  /** Said between heading and form. */
  about?: ComponentChildren
  children: ComponentChildren
}

/** The page on which one step is taken with a petition. */
export function StepFrame({
  context,
  petition,
  obstacle,
  form,
  title,
  button,
  multipart,
  about,
  children,
}: StepFrameProps) {
  const back = `/petitions/${petition.id}`
  return (
    <Layout title={title} context={context.page} form={form} backLink={{ href: back, text: 'Trở lại đơn' }}>
      <PageHeading caption={`Đơn số ${petitionNumber(petition)}: ${petition.title}`}>{title}</PageHeading>
      {obstacle === null ? about : <WarningText>{obstacle}</WarningText>}
      <Form form={form} multipart={multipart}>
        {children}
        <SubmitButtons cancelHref={back}>
          <SubmitButton>{button}</SubmitButton>
        </SubmitButtons>
      </Form>
    </Layout>
  )
}

export function DayOfStep({ form, label = STEP_LABELS.on }: { form: FormView; label?: string }) {
  return <DateField form={form} name="on" label={label} />
}

export function DocumentOfStep({ form }: { form: FormView }) {
  return (
    <TextField
      form={form}
      name="documentNumber"
      label={STEP_LABELS.documentNumber}
      optional
      width={20}
      hint="Ví dụ: 125/UBND-VP"
    />
  )
}

/** The paper of a step, who decided it, and who has been told of those whom the law wants told. */
export function DecisionOfStep({
  form,
  deciders,
  parties,
}: {
  form: FormView
  deciders: PetitionBeforeStep['deciders']
  parties: readonly Party[]
}) {
  return (
    <>
      <DocumentOfStep form={form} />
      <DateField form={form} name="documentOn" label={STEP_LABELS.documentOn} optional />
      <SelectField
        form={form}
        name="decidedByPersonId"
        label={STEP_LABELS.decidedByPersonId}
        optional
        emptyText="Không ghi"
        options={deciders.map((person) => ({
          value: person.id,
          text: `${person.fullName}, ${person.title}`,
          group: person.unitName,
        }))}
      />
      {parties.length > 0 && (
        <CheckboxField
          form={form}
          name="notified"
          label="Đã thông báo, gửi văn bản cho"
          optional
          hint="Những nơi mà pháp luật yêu cầu thông báo. Chỉ đánh dấu nơi đã thông báo."
          options={parties.map((party) => ({ value: party, text: PARTIES[party] }))}
        />
      )}
    </>
  )
}

/** The words of a step. `told`: whoever sent the petition reads them with the code of the receipt. */
export function NoteOfStep({
  form,
  label,
  optional,
  told = false,
  rows = 4,
}: {
  form: FormView
  label: string
  optional?: boolean
  told?: boolean
  rows?: number
}) {
  return (
    <TextArea
      form={form}
      name="note"
      label={label}
      hint={told ? 'Người gửi đọc được nội dung này khi tra cứu đơn.' : undefined}
      optional={optional}
      rows={rows}
    />
  )
}
