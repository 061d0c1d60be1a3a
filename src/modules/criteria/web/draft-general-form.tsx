import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, day, optionalDay, optionalText, text, wholeNumber } from '../../../platform/http/form-fields.ts'
import {
  DateField,
  Fieldset,
  Form,
  type FormView,
  Layout,
  NumberField,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { changeDraft } from '../actions/draft-criteria-set.ts'
import { criteriaSets } from '../queries/criteria-sets.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import {
  idAfter,
  readCodes,
  readRanks,
  readTitles,
  readTransitions,
  readYears,
  writeRanks,
  writeTitles,
  writeTransitions,
  writeYears,
} from '../rules/general-fields.ts'
import { readDecimal } from '../rules/method-lines.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { DraftAddress, draftInWork, draftPath } from './draft-parts.tsx'

const L = {
  title: 'Tên bộ tiêu chí',
  replaces: 'Thay thế bộ',
  transitions: 'Điều khoản chuyển tiếp',
  actNumber: 'Số, ký hiệu văn bản',
  actDate: 'Ngày văn bản',
  actIssuer: 'Cơ quan ban hành',
  effectiveFrom: 'Có hiệu lực từ ngày',
  effectiveTo: 'Hết hiệu lực ngày',
  years: 'Các năm được chấm',
  unitKinds: 'Loại đơn vị',
  blocks: 'Khối',
  baseMaximum: 'Điểm tối đa, chưa kể điểm thưởng',
  totalMaximum: 'Tổng điểm không quá',
  decimals: 'Số chữ số thập phân',
  rounding: 'Làm tròn',
  notApplicable: 'Khi trong năm không phát sinh việc',
  note: 'Ghi chú nếu điểm là minh họa',
} as const

const ROUNDINGS = {
  'half-up': 'Làm tròn thông thường',
  'half-even': 'Nửa thì về số chẵn',
  down: 'Bỏ phần thừa',
  up: 'Làm tròn lên',
} as const

const MODES = {
  full: 'Tính đủ điểm',
  rescale: 'Bỏ ra và quy đổi các tiêu chí còn lại',
  nothing: 'Không tính điểm',
} as const

const decimal = (label: string) =>
  text(label, { longest: 20 }).transform((typed, context) => {
    const number = readDecimal(typed)
    if (number !== null) return number
    context.addIssue({ code: 'custom', message: `${label} phải là một con số, ví dụ 100. Bạn đã nhập “${typed}”.` })
    return z.NEVER
  })

const GeneralFields = z.object({
  title: text(L.title, { longest: 500 }),
  replaces: optionalText(L.replaces, { longest: 80 }),
  transitions: optionalText(L.transitions, { longest: 4000 }),
  actNumber: text(L.actNumber, { longest: 100 }),
  actDate: day(L.actDate),
  actIssuer: text(L.actIssuer, { longest: 200 }),
  effectiveFrom: day(L.effectiveFrom),
  effectiveTo: optionalDay(L.effectiveTo),
  years: text(L.years, { longest: 2000 }),
  unitKinds: text(L.unitKinds, { longest: 4000 }),
  blocks: optionalText(L.blocks, { longest: 4000 }),
  baseMaximum: decimal(L.baseMaximum),
  totalMaximum: optionalText(L.totalMaximum, { longest: 20 }),
  decimals: wholeNumber(L.decimals, { most: 4 }),
  rounding: choice(L.rounding, ROUNDINGS),
  notApplicable: choice(L.notApplicable, MODES),
  note: optionalText(L.note, { longest: 500 }),
})

/** What stands at the head of a set; and, on a page of its own, the ranks. */
export function draftGeneralForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/general',
    permission: 'criteria.manage',
    params: DraftAddress,
    fields: GeneralFields,
    labels: L,
    load: async (context) => ({
      ...(await draftInWork(context, context.params.draftId)),
      sets: await criteriaSets(context.database),
    }),
    initial: ({ draft }) => ({ ...generalFields(draft.content), _version: String(draft.version) }),
    draw: ({ context, data: { draft, sets }, form }) => (
      <Layout
        title="Thông tin chung"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.content.title}>Thông tin chung</PageHeading>
        <Form form={form}>
          <HeadFields form={form} sets={setsToReplace(draft.content, sets)} />
          <ScaleFields form={form} />
          <SubmitButtons cancelHref={draftPath(draft.id)}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params, version }, entered, { sets }) => {
      const known = sets.map((each) => each.code)
      await changeDraft(database, official, {
        draftId: params.draftId,
        version,
        summary: 'Sửa thông tin chung của bộ tiêu chí',
        valuesNow: (draft) => generalFields(draft.content),
        content: (set) => withGeneral(set, entered, known),
      })
      return draftPath(params.draftId)
    },
  })

  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/ranks',
    permission: 'criteria.manage',
    params: DraftAddress,
    fields: z.object({
      ranks: text('Các mức xếp loại', { longest: 4000 }),
      tieOrder: optionalText('Thứ tự khi bằng điểm', { longest: 500 }),
    }),
    load: (context) => draftInWork(context, context.params.draftId),
    initial: ({ draft }) => ({ ...rankFields(draft.content), _version: String(draft.version) }),
    draw: ({ context, data: { draft }, form }) => (
      <Layout
        title="Mức xếp loại"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.content.title}>Mức xếp loại</PageHeading>
        <Form form={form}>
          <TextArea
            form={form}
            name="ranks"
            label="Các mức xếp loại"
            rows={6}
            hint="Mỗi dòng một mức, từ cao xuống thấp. Ví dụ: Hoàn thành tốt: từ 80 điểm"
          />
          <TextField
            form={form}
            name="tieOrder"
            label="Thứ tự khi bằng điểm"
            optional
            hint="Mã các mục được xét lần lượt, ví dụ: 4, 9.2, 1"
          />
          <SubmitButtons cancelHref={draftPath(draft.id)}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params, version }, entered) => {
      await changeDraft(database, official, {
        draftId: params.draftId,
        version,
        summary: 'Sửa mức xếp loại',
        valuesNow: (draft) => rankFields(draft.content),
        content: ({ tieOrder: _before, ...set }) => {
          const tieOrder = readCodes(entered.tieOrder)
          const ranks = readRanks(entered.ranks, 'ranks')
          return { ...set, ranks, ...(tieOrder.length === 0 ? {} : { tieOrder }) }
        },
      })
      return draftPath(params.draftId)
    },
  })
}

function HeadFields({ form, sets }: { form: FormView; sets: readonly { value: string; text: string }[] }) {
  return (
    <>
      <TextArea form={form} name="title" label={L.title} rows={2} />
      <SelectField
        form={form}
        name="replaces"
        label={L.replaces}
        optional
        emptyText="Không thay bộ nào"
        options={sets}
      />
      <TextArea
        form={form}
        name="transitions"
        label={L.transitions}
        optional
        rows={3}
        hint="Mỗi dòng: năm | tên loại đơn vị (nhiều loại cách nhau dấu chấm phẩy), hoặc “tất cả” | bộ mới, bộ cũ, hoặc “từ 07/08/2025: 40%” | điều khoản. Để trống: năm có ghi ở dưới theo bộ này."
      />
      <Fieldset legend="Văn bản ban hành">
        <TextField form={form} name="actNumber" label={L.actNumber} width={20} />
        <DateField form={form} name="actDate" label={L.actDate} />
        <TextField form={form} name="actIssuer" label={L.actIssuer} width={30} />
        <DateField form={form} name="effectiveFrom" label={L.effectiveFrom} />
        <DateField form={form} name="effectiveTo" label={L.effectiveTo} optional />
      </Fieldset>
      <Fieldset legend="Áp dụng">
        <TextArea
          form={form}
          name="years"
          label={L.years}
          rows={3}
          hint="Mỗi dòng một năm. Ví dụ: 2025, hoặc 2025: 01/12/2024 – 30/11/2025 nếu không trùng năm dương lịch"
        />
        <TextArea
          form={form}
          name="unitKinds"
          label={L.unitKinds}
          rows={4}
          hint="Mỗi dòng một loại. Ví dụ: Xã, phường"
        />
        <TextArea
          form={form}
          name="blocks"
          label={L.blocks}
          optional
          rows={3}
          hint="Để trống nếu bộ không quy định khối."
        />
      </Fieldset>
    </>
  )
}

function ScaleFields({ form }: { form: FormView }) {
  return (
    <Fieldset legend="Thang điểm">
      <TextField form={form} name="baseMaximum" label={L.baseMaximum} width={10} suffix="điểm" />
      <TextField
        form={form}
        name="totalMaximum"
        label={L.totalMaximum}
        optional
        width={10}
        suffix="điểm"
        hint="Để trống nếu điểm thưởng có thể đưa tổng điểm vượt điểm tối đa."
      />
      <NumberField form={form} name="decimals" label={L.decimals} width={2} />
      <SelectField
        form={form}
        name="rounding"
        label={L.rounding}
        options={Object.entries(ROUNDINGS).map(([value, words]) => ({ value, text: words }))}
      />
      <RadioField
        form={form}
        name="notApplicable"
        label={L.notApplicable}
        options={Object.entries(MODES).map(([value, words]) => ({ value, text: words }))}
      />
      <TextField
        form={form}
        name="note"
        label={L.note}
        optional
        hint="Hiện ở mọi nơi nêu điểm. Bộ thật thì để trống."
      />
    </Fieldset>
  )
}

function generalFields(set: CriteriaSet): Record<string, string> {
  const date = (day_: string | undefined) => (day_ === undefined ? '' : formatCalendarDate(day_))
  return {
    title: set.title,
    replaces: set.replaces ?? '',
    transitions: writeTransitions(set.transitions ?? [], set.unitKinds),
    actNumber: set.legalAct.number,
    actDate: date(set.legalAct.date),
    actIssuer: set.legalAct.issuer,
    effectiveFrom: date(set.effective.from),
    effectiveTo: date(set.effective.to),
    years: writeYears(set.years),
    unitKinds: writeTitles(set.unitKinds),
    blocks: writeTitles(set.blocks ?? []),
    baseMaximum: showDecimalText(set.scale.baseMaximum),
    totalMaximum: showDecimalText(set.scale.totalMaximum ?? ''),
    decimals: String(set.scale.decimals),
    rounding: set.scale.rounding,
    notApplicable: set.notApplicable,
    note: set.demonstration?.note ?? '',
  }
}

const rankFields = (set: CriteriaSet) => ({
  ranks: writeRanks(set.ranks),
  tieOrder: (set.tieOrder ?? []).join(', '),
})

type KeptSets = Awaited<ReturnType<typeof criteriaSets>>

/** The sets that this one may replace, by title; a set that is named but not kept here stays as it was named. */
function setsToReplace(set: CriteriaSet, sets: KeptSets): { value: string; text: string }[] {
  const others = [...new Map(sets.toReversed().map((each) => [each.code, each])).values()].filter(
    (each) => each.code !== set.id,
  )
  const options = others.map((each) => ({ value: each.code, text: `${each.title} (${each.legalActNumber})` }))
  const named = set.replaces
  return named === undefined || options.some((option) => option.value === named)
    ? options
    : [...options, { value: named, text: 'Bộ chưa có trong hệ thống (giữ như trong tệp)' }]
}

function withGeneral(set: CriteriaSet, entered: z.output<typeof GeneralFields>, known: readonly string[]): CriteriaSet {
  const {
    replaces: _replaces,
    transitions: _transitions,
    blocks: _blocks,
    demonstration: _demonstration,
    ...rest
  } = set
  const blocks = readTitles(entered.blocks, set.blocks ?? [])
  const unitKinds = readTitles(entered.unitKinds, set.unitKinds)
  const totalMaximum = readDecimal(entered.totalMaximum)
  const transitions = readTransitions(entered.transitions, 'transitions', unitKinds)
  return {
    ...rest,
    id: idAfter(set, entered.title, known),
    title: entered.title,
    ...(entered.replaces === '' ? {} : { replaces: entered.replaces }),
    ...(transitions.length === 0 ? {} : { transitions }),
    legalAct: { number: entered.actNumber, date: entered.actDate, issuer: entered.actIssuer },
    effective: {
      from: entered.effectiveFrom,
      ...(entered.effectiveTo === null ? {} : { to: entered.effectiveTo }),
    },
    years: readYears(entered.years, 'years'),
    unitKinds,
    ...(blocks.length === 0 ? {} : { blocks }),
    scale: {
      baseMaximum: entered.baseMaximum,
      decimals: entered.decimals,
      rounding: entered.rounding,
      ...(totalMaximum === null ? {} : { totalMaximum }),
    },
    notApplicable: entered.notApplicable,
    ...(entered.note === '' ? {} : { demonstration: { note: entered.note } }),
  }
}
