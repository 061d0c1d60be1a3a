import {
  DateField,
  Details,
  Fieldset,
  Form,
  type FormView,
  HiddenField,
  NumberField,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import type { UnitOnDay } from '../../organisation/index.ts'
import { DUE_READINGS, LITERAL_REASON } from '../rules/deadline-reading.ts'
import { COUNTED_RECORDS } from '../rules/task-details.ts'
import { TASK_LABELS as L } from './plan-fields.ts'
import { UnitPicker } from './unit-picker.tsx'

type Content = { id: string; position: number; title: string }

type BodyProps = {
  form: FormView
  contents: readonly Content[]
  /** The contents of the plan above; none when there is no such plan. */
  upperContents: readonly Content[]
  units: readonly UnitOnDay[]
  cancelHref: string
  isNew: boolean
}

/** The fields of a task. */
export function TaskFormBody({ form, contents, upperContents, units, cancelHref, isNew }: BodyProps) {
  const coordinating = form.values.coordinatingUnitIds ?? ''
  return (
    <Form form={form}>
      {isNew && <HiddenField form={form} name="reviewMeetingId" />}
      <SelectField
        form={form}
        name="contentId"
        label={L.contentId}
        emptyText="Chọn nội dung"
        options={optionsOf(contents)}
      />
      <TextField
        form={form}
        name="title"
        label={L.title}
        hint="Ví dụ: Tổ chức đối thoại với Nhân dân ít nhất một lần trong năm"
      />
      <TextField form={form} name="product" label={L.product} optional hint="Ví dụ: Biên bản, báo cáo kết quả" />
      <Deadline form={form} />
      <MoreDetails form={form} upperContents={upperContents} />
      <UnitPicker form={form} name="leadUnitIds" kindName="leadKinds" label={L.leadUnitIds} units={units} />
      {units.length > 1 && (
        <Details
          summary="Thêm đơn vị phối hợp"
          open={coordinating.length > 0 || form.errors.coordinatingUnitIds !== undefined}
        >
          <UnitPicker form={form} name="coordinatingUnitIds" label={L.coordinatingUnitIds} units={units} />
        </Details>
      )}
      {isNew && (
        <DateField
          form={form}
          name="assignedOn"
          label={L.assignedOn}
          hint="Nhiệm vụ trong kế hoạch được giao từ ngày ban hành kế hoạch."
        />
      )}
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>{isNew ? 'Giao nhiệm vụ' : 'Lưu nhiệm vụ'}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

function Deadline({ form }: { form: FormView }) {
  const touched = ['dueReadingReason', 'dueTime'].some((name) => form.values[name] || form.errors[name])
  return (
    <>
      <DateField form={form} name="dueOn" label={L.dueOn} />
      <RadioField
        form={form}
        name="dueReading"
        label={L.dueReading}
        options={Object.entries(DUE_READINGS).map(([value, text]) => ({ value, text }))}
      />
      <Details summary="Thêm giờ, hoặc căn cứ của cách tính hạn" open={touched}>
        <TextField
          form={form}
          name="dueTime"
          label={L.dueTime}
          optional
          width={5}
          hint="Ví dụ: 16:30. Giờ ghi để đơn vị biết; đúng hạn hay không vẫn tính theo ngày."
        />
        <TextField
          form={form}
          name="dueReadingReason"
          label={L.dueReadingReason}
          optional
          hint={`Bắt buộc khi tính cả chính ngày “trước ngày”. Để trống thì ghi: ${LITERAL_REASON}`}
        />
      </Details>
    </>
  )
}

const MORE = ['targetAmount', 'targetMeasure', 'targetCounts', 'periodFrom', 'periodTo', 'milestones']

function MoreDetails({ form, upperContents }: { form: FormView; upperContents: readonly Content[] }) {
  return (
    <>
      {upperContents.length > 0 && (
        <SelectField
          form={form}
          name="carriesOutContentId"
          label={L.carriesOutContentId}
          optional
          hint="Bỏ trống thì theo nội dung mà nhiệm vụ thuộc về."
          emptyText="Theo nội dung của kế hoạch"
          options={optionsOf(upperContents)}
        />
      )}
      <Details
        summary="Thêm chỉ tiêu, thời gian thực hiện, các mốc"
        open={MORE.some((name) => form.values[name] || form.errors[name])}
      >
        <Fieldset legend="Chỉ tiêu">
          <NumberField form={form} name="targetAmount" label="Số lượng" optional width={5} />
          <TextField
            form={form}
            name="targetMeasure"
            label="Đơn vị tính"
            optional
            hint="Ví dụ: cuộc đối thoại, mô hình, % hồ sơ"
          />
          <SelectField
            form={form}
            name="targetCounts"
            label={L.targetCounts}
            optional
            emptyText="Không tính tự động"
            hint="Chọn một loại thì tiến độ được đếm từ các bản ghi đã gắn với nhiệm vụ."
            options={Object.entries(COUNTED_RECORDS).map(([value, text]) => ({ value, text }))}
          />
        </Fieldset>
        <Fieldset legend="Thời gian thực hiện">
          <DateField form={form} name="periodFrom" label="Từ ngày" optional />
          <DateField form={form} name="periodTo" label="Đến ngày" optional />
        </Fieldset>
        <TextArea
          form={form}
          name="milestones"
          label={L.milestones}
          optional
          rows={4}
          hint="Mỗi dòng một mốc: ngày, dấu hai chấm, việc phải xong. Ví dụ 30/06/2026: Ban hành kế hoạch"
        />
      </Details>
    </>
  )
}

const optionsOf = (contents: readonly Content[]) =>
  contents.map(({ id, position, title }) => ({ value: id, text: `${position}. ${title}` }))
