import {
  DateField,
  Details,
  Form,
  type FormView,
  HiddenField,
  NumberField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { UnitOnDay } from '../../organisation/index.ts'
import { PLAN_LABELS as L } from './plan-fields.ts'

export type PlanChoices = {
  units: readonly UnitOnDay[]
  followers: readonly UnitOnDay[]
  documents: readonly { id: string; reference: string; issuedOn: CalendarDate; summary: string }[]
  upperPlans: readonly { id: string; title: string; reference: string | null }[]
}

type BodyProps = { form: FormView; choices: PlanChoices; withContents: boolean; cancelHref: string }

/** The fields of a plan; with its contents when it is made. */
export function PlanFormBody({ form, choices, withContents, cancelHref }: BodyProps) {
  const { units, followers, documents, upperPlans } = choices
  return (
    <Form form={form}>
      <TextField
        form={form}
        name="title"
        label={L.title}
        hint="Ví dụ: Thực hiện công tác dân vận chính quyền năm 2026"
      />
      <NumberField form={form} name="year" label={L.year} width={4} />
      {units.length === 1 ? (
        <HiddenField form={form} name="unitId" value={units[0]?.id} />
      ) : (
        <SelectField form={form} name="unitId" label={L.unitId} options={optionsOf(units)} />
      )}
      {withContents && (
        <TextArea
          form={form}
          name="contents"
          label={L.contents}
          rows={8}
          hint="Mỗi dòng một nội dung; có thể dán từ văn bản, số thứ tự đầu dòng sẽ được bỏ."
        />
      )}
      <SelectField
        form={form}
        name="documentId"
        label={L.documentId}
        optional
        hint="Số và ngày ban hành lấy từ sổ văn bản. Chưa có trong danh sách thì vào sổ văn bản đi trước, hoặc gắn sau."
        emptyText="Chưa gắn văn bản"
        options={documents.map((document) => ({
          value: document.id,
          text: `${document.reference} ngày ${formatCalendarDate(document.issuedOn)}: ${document.summary}`,
        }))}
      />
      <Details
        summary="Thêm ngày ban hành, kế hoạch cấp trên, đơn vị theo dõi"
        open={['issuedOn', 'basedOnPlanId', 'followingUnitId'].some((name) => form.values[name] || form.errors[name])}
      >
        <DateField
          form={form}
          name="issuedOn"
          label={L.issuedOn}
          optional
          hint="Chỉ ghi khi không gắn văn bản trong sổ."
        />
        <SelectField
          form={form}
          name="basedOnPlanId"
          label={L.basedOnPlanId}
          optional
          emptyText="Không theo kế hoạch nào"
          options={upperPlans.map((plan) => ({
            value: plan.id,
            text: [plan.reference, plan.title].filter(Boolean).join(': '),
          }))}
        />
        {followers.length > 1 && (
          <SelectField
            form={form}
            name="followingUnitId"
            label={L.followingUnitId}
            optional
            hint="Đơn vị này được nhắc khi có nhiệm vụ quá hạn hoặc có đơn vị xin trả lại nhiệm vụ."
            emptyText="Chính đơn vị ban hành"
            options={optionsOf(followers)}
          />
        )}
      </Details>
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu kế hoạch</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

const optionsOf = (units: readonly UnitOnDay[]) => units.map((unit) => ({ value: unit.id, text: unit.name }))
