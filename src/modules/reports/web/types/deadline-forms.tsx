import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../../platform/http/form.tsx'
import {
  checked,
  choice,
  optionalText,
  optionalWholeNumber,
  text,
  wholeNumber,
} from '../../../../platform/http/form-fields.ts'
import {
  CheckboxField,
  Fieldset,
  Form,
  type FormView,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../../platform/page/index.ts'
import { yearOf } from '../../../../vocabulary/calendar-date.ts'
import type { PeriodKind } from '../../../../vocabulary/reporting-period.ts'
import { addDeadline, changeDeadline, type DeadlineToKeep, removeDeadline } from '../../actions/keep-deadline.ts'
import { deadlineOf, type KeptDeadline } from '../../queries/level-deadlines.ts'
import { type UnitKind, unitKinds } from '../../queries/report-type-drafts.ts'
import { noSuchType, typeVersions } from '../../queries/report-types.ts'
import { DAY_SHIFTS, type DayShift, dayRuleOf, ruleInWords } from '../../rules/level-deadline.ts'
import { PERIOD_KINDS } from '../../rules/period-entered.ts'
import type { ReportType } from '../../rules/report-type.ts'
import { DeadlineParams, TypeParams, typePath } from './type-address.ts'

const L = {
  senderKind: 'Đơn vị gửi',
  periodKind: 'Loại kỳ',
  dayOfMonth: 'Ngày trong tháng',
  monthsAfter: 'Của tháng',
  daysAfter: 'Số ngày sau ngày cuối kỳ',
  excluded: 'Cách tính hạn',
  shift: 'Nếu ngày cuối của hạn là ngày nghỉ',
  fromYear: 'Từ năm',
  toYear: 'Đến năm',
  basis: 'Văn bản quy định',
} as const

const MONTHS = {
  '0': 'Tháng cuối kỳ',
  '1': 'Tháng liền sau kỳ',
  '2': 'Tháng thứ hai sau kỳ',
  '3': 'Tháng thứ ba sau kỳ',
} as const

const DeadlineFields = z.object({
  senderKind: optionalText(L.senderKind, { longest: 60 }),
  periodKind: choice<PeriodKind>(L.periodKind, PERIOD_KINDS),
  dayOfMonth: optionalWholeNumber(L.dayOfMonth, { least: 1, most: 31 }),
  monthsAfter: choice<keyof typeof MONTHS>(L.monthsAfter, MONTHS),
  daysAfter: optionalWholeNumber(L.daysAfter, { least: 1, most: 366 }),
  excluded: checked(),
  shift: choice<DayShift>(L.shift, DAY_SHIFTS),
  fromYear: wholeNumber(L.fromYear, { least: 1990, most: 2199 }),
  toYear: optionalWholeNumber(L.toYear, { least: 1990, most: 2199 }),
  basis: text(L.basis, { longest: 500 }),
})

/** The table of last days by level: a new rule, changing one, taking one away. */
export function deadlineForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/types/:typeCode/deadlines/new',
    permission: 'report.define',
    params: TypeParams,
    fields: DeadlineFields,
    load: async ({ database, params }) => {
      const type = (await typeVersions(database, params.typeCode)).at(-1)
      if (!type) throw noSuchType('not-found')
      return { type, kinds: await unitKinds(database) }
    },
    initial: ({ type }, { today }) => ({
      periodKind: type.periodKinds[0] ?? 'quarter',
      monthsAfter: '0',
      shift: 'previous',
      fromYear: String(yearOf(today)),
    }),
    draw: ({ context, data: { type, kinds }, form }) => (
      <Layout
        title="Thêm hạn gửi"
        context={context.page}
        form={form}
        backLink={{ href: typePath(type.code), text: type.title }}
      >
        <PageHeading caption={type.title}>Thêm hạn gửi theo cấp</PageHeading>
        <DeadlineForm form={form} type={type} kinds={kinds} />
      </Layout>
    ),
    submit: async ({ database, official, params: { typeCode } }, entered) => {
      await addDeadline(database, official, { typeCode, deadline: deadlineEntered(entered) })
      return `${typePath(typeCode)}#deadlines`
    },
  })

  staffForm(app, {
    path: '/reports/types/:typeCode/deadlines/:deadlineId/edit',
    permission: 'report.define',
    params: DeadlineParams,
    fields: DeadlineFields,
    labels: L,
    load: async ({ database, params }) => {
      const type = (await typeVersions(database, params.typeCode)).at(-1)
      if (!type) throw noSuchType('not-found')
      const deadline = await deadlineOf(database, type.code, params.deadlineId)
      return { type, deadline, kinds: await unitKinds(database) }
    },
    initial: ({ deadline }) => ({ ...deadlineFormValues(deadline), _version: String(deadline.version) }),
    draw: ({ context, data: { type, kinds }, form }) => (
      <Layout
        title="Sửa hạn gửi"
        context={context.page}
        form={form}
        backLink={{ href: typePath(type.code), text: type.title }}
      >
        <PageHeading caption={type.title}>Sửa hạn gửi theo cấp</PageHeading>
        <p class="govuk-body">Yêu cầu đã lập giữ hạn của mình. Hạn mới dùng cho yêu cầu lập từ nay.</p>
        <DeadlineForm form={form} type={type} kinds={kinds} />
      </Layout>
    ),
    submit: async ({ database, official, params, version }, entered) => {
      const { typeCode, deadlineId: id } = params
      await changeDeadline(database, official, { typeCode, id, version, deadline: deadlineEntered(entered) })
      return `${typePath(typeCode)}#deadlines`
    },
  })
  removalForm(app)
}

function removalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/types/:typeCode/deadlines/:deadlineId/removal',
    permission: 'report.define',
    params: DeadlineParams,
    fields: z.object({}),
    load: async ({ database, params }) => ({
      typeCode: params.typeCode,
      ...(await deadlineOf(database, params.typeCode, params.deadlineId)),
    }),
    initial: ({ version }) => ({ _version: String(version) }),
    draw: ({ context, data: deadline, form }) => (
      <Layout
        title="Bỏ hạn gửi"
        context={context.page}
        form={form}
        backLink={{ href: typePath(deadline.typeCode), text: 'Loại báo cáo' }}
      >
        <PageHeading caption={deadline.basis}>Bỏ hạn “{ruleInWords(deadline)}”?</PageHeading>
        <p class="govuk-body">
          Yêu cầu đã lập giữ hạn của mình. Nếu văn bản chỉ hết hiệu lực, hãy ghi năm cuối thay vì bỏ.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={typePath(deadline.typeCode)}>
            <SubmitButton variant="warning">Bỏ hạn gửi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params, version }) => {
      const { typeCode, deadlineId: id } = params
      await removeDeadline(database, official, { typeCode, id, version })
      return `${typePath(typeCode)}#deadlines`
    },
  })
}

function deadlineEntered(entered: z.output<typeof DeadlineFields>): DeadlineToKeep {
  const { senderKind, dayOfMonth, monthsAfter, daysAfter, ...said } = entered
  const rule = dayRuleOf({ dayOfMonth, daysAfter, monthsAfter: Number(monthsAfter) })
  return { ...said, senderKind: senderKind === '' ? null : senderKind, rule }
}

function deadlineFormValues(deadline: KeptDeadline) {
  const { rule } = deadline
  return {
    senderKind: deadline.senderKind ?? '',
    periodKind: deadline.periodKind,
    dayOfMonth: rule.dayOfMonth === null ? '' : String(rule.dayOfMonth),
    monthsAfter: String(rule.monthsAfter ?? 0),
    daysAfter: rule.daysAfter === null ? '' : String(rule.daysAfter),
    excluded: deadline.excluded ? 'yes' : '',
    shift: deadline.shift,
    fromYear: String(deadline.fromYear),
    toYear: deadline.toYear === null ? '' : String(deadline.toYear),
    basis: deadline.basis,
  }
}

type FormProps = { form: FormView; type: ReportType; kinds: readonly UnitKind[] }

function DeadlineForm({ form, type, kinds }: FormProps) {
  const senders = kinds.filter(({ code }) => type.senderKinds.includes(code) || code === form.values.senderKind)
  const periods = Object.entries(PERIOD_KINDS).filter(
    ([code]) => type.periodKinds.some((kind) => kind === code) || code === form.values.periodKind,
  )
  return (
    <Form form={form}>
      <SelectField
        form={form}
        name="senderKind"
        label={L.senderKind}
        emptyText="Mọi loại đơn vị chưa có hạn riêng"
        optional
        options={senders.map(({ code, title }) => ({ value: code, text: title }))}
      />
      <SelectField
        form={form}
        name="periodKind"
        label={L.periodKind}
        options={periods.map(([value, words]) => ({ value, text: words }))}
      />
      <Fieldset legend="Hạn" hint="Ngày trong một tháng, hoặc số ngày sau khi hết kỳ; chỉ nhập một trong hai">
        <NumberField form={form} name="dayOfMonth" label={L.dayOfMonth} width={2} optional hint="Từ 1 đến 31" />
        <SelectField form={form} name="monthsAfter" label={L.monthsAfter} options={optionsOf(MONTHS)} />
        <NumberField form={form} name="daysAfter" label={L.daysAfter} width={3} optional suffix="ngày" />
      </Fieldset>
      <CheckboxField
        form={form}
        name="excluded"
        label={L.excluded}
        optional
        options={[
          {
            value: 'yes',
            text: 'Trước ngày này',
            hint: 'Văn bản ghi “trước ngày …”: ngày cuối còn đúng hạn là ngày liền trước.',
          },
        ]}
      />
      <RadioField form={form} name="shift" label={L.shift} options={optionsOf(DAY_SHIFTS)} />
      <Fieldset legend="Áp dụng cho kỳ kết thúc trong các năm">
        <NumberField form={form} name="fromYear" label={L.fromYear} width={4} />
        <NumberField form={form} name="toYear" label={L.toYear} width={4} optional hint="Để trống khi còn hiệu lực" />
      </Fieldset>
      <TextField
        form={form}
        name="basis"
        label={L.basis}
        hint="Ví dụ: Điều 13 Nghị định 09/2019/NĐ-CP; quyết định của UBND tỉnh"
      />
      <SubmitButtons cancelHref={typePath(type.code)}>
        <SubmitButton>Lưu</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
