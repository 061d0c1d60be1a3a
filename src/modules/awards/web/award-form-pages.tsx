import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { checked, choice, optionalDay, optionalWholeNumber, text } from '../../../platform/http/form-fields.ts'
import {
  CheckboxField,
  type FormView,
  NumberField,
  optionsOf,
  RadioField,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { provinceListPages } from '../../organisation/index.ts'
import { type AwardFormToKeep, addAwardForm, changeAwardForm, noSuchForm } from '../actions/keep-award-form.ts'
import { awardForms } from '../queries/award-forms.ts'
import { RECIPIENT_KINDS } from '../rules/award.ts'
import { DECIDING_KINDS, decidersInWords, isDecidingKind, recipientsOf, SHARES_OF } from '../rules/award-form.ts'
import { awardFormValues } from '../rules/award-form-values.ts'
import { shareInWords } from '../rules/share.ts'

const L = {
  title: 'Tên hình thức',
  decidingKinds: 'Người quyết định tặng',
  recipients: 'Tặng cho',
  legalSource: 'Căn cứ pháp lý',
  requiredPercent: 'Tỷ lệ phiếu tán thành tối thiểu (%)',
  shareOf: 'Tỷ lệ tính trên',
  shareSource: 'Căn cứ của tỷ lệ phiếu',
  shareIsChecked: 'Đối chiếu',
  endedOn: 'Dùng đến hết ngày',
} as const

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()))

const Fields = z.object({
  title: text(L.title, { longest: 150 }),
  decidingKinds: several.refine(
    (kinds) => kinds.length > 0 && kinds.every(isDecidingKind),
    'Hãy chọn ít nhất một người quyết định.',
  ),
  recipients: several.refine(
    (kinds) => kinds.length > 0 && kinds.every((kind) => Object.hasOwn(RECIPIENT_KINDS, kind)),
    'Hãy chọn tặng cho tập thể, cá nhân hay cả hai.',
  ),
  legalSource: text(L.legalSource, { longest: 500 }),
  requiredPercent: optionalWholeNumber(L.requiredPercent, { least: 1, most: 100 }),
  shareOf: choice(L.shareOf, SHARES_OF),
  shareSource: text(L.shareSource, { longest: 500 }),
  shareIsChecked: checked(),
})

/** The list of forms of award with who decides, kept by who administers the whole province. */
export function awardFormPages(app: FastifyInstance): void {
  provinceListPages(app, {
    path: '/awards/forms',
    permission: 'award-form.manage',
    codeName: 'awardFormCode',
    recordKind: 'award-form',
    wide: true,
    words: {
      title: 'Hình thức khen thưởng',
      heading: 'Hình thức khen thưởng',
      introduction: 'Khi đề nghị, cán bộ chọn trong danh mục này. Hình thức thôi dùng vẫn giữ với khen thưởng đã có.',
      caption: 'Các hình thức khen thưởng',
      empty: 'Chưa có hình thức nào.',
      add: 'Thêm hình thức',
      addHeading: 'Thêm hình thức khen thưởng',
      change: 'Lưu hình thức',
      changeHeading: 'Sửa hình thức khen thưởng',
      ending: 'Sau ngày này không đề nghị hình thức này nữa; để trống là còn dùng.',
    },
    items: awardForms,
    columns: [
      { key: 'title', title: 'Hình thức', rowHeader: true },
      { key: 'deciders', title: L.decidingKinds, width: 'one-quarter' },
      { key: 'recipients', title: L.recipients },
      { key: 'share', title: 'Phiếu tán thành' },
      { key: 'source', title: L.legalSource, width: 'one-quarter' },
      { key: 'count', title: 'Số lượt đề nghị', numeric: true },
    ],
    cells: (form) => ({
      deciders: decidersInWords(form),
      recipients: recipientsOf(form),
      share: `${shareInWords(form)}${form.shareIsChecked ? '' : ' (cần đối chiếu)'}`,
      source: form.legalSource,
      count: formatNumber(form.awardCount),
    }),
    addFields: Fields,
    changeFields: Fields.extend({ endedOn: optionalDay(L.endedOn) }),
    labels: L,
    choices: () => ({ decidingKinds: DECIDING_KINDS, recipients: RECIPIENT_KINDS, shareOf: SHARES_OF }),
    initial: { shareOf: 'members' },
    valuesOf: awardFormValues,
    draw: ({ form }) => <FormFields form={form} />,
    add: ({ database, official, today }, entered) =>
      addAwardForm(database, official, { given: toKeep({ ...entered, endedOn: null }), today }),
    change: ({ database, official, today }, of, entered) =>
      changeAwardForm(database, official, { ...of, given: toKeep(entered), today }),
    noSuch: noSuchForm,
  })
}

function FormFields({ form }: { form: FormView }) {
  return (
    <>
      <TextField form={form} name="title" label={L.title} hint="Ví dụ: Bằng khen" />
      <CheckboxField form={form} name="decidingKinds" label={L.decidingKinds} options={optionsOf(DECIDING_KINDS)} />
      <CheckboxField form={form} name="recipients" label={L.recipients} options={optionsOf(RECIPIENT_KINDS)} />
      <TextField
        form={form}
        name="legalSource"
        label={L.legalSource}
        hint="Ví dụ: Luật Thi đua, khen thưởng 06/2022/QH15, Điều 74"
      />
      <NumberField
        form={form}
        name="requiredPercent"
        label={L.requiredPercent}
        hint="Để trống là quá nửa."
        width={4}
        optional
      />
      <RadioField form={form} name="shareOf" label={L.shareOf} options={optionsOf(SHARES_OF)} />
      <TextArea form={form} name="shareSource" label={L.shareSource} rows={2} />
      <CheckboxField
        form={form}
        name="shareIsChecked"
        label={L.shareIsChecked}
        optional
        options={[{ value: 'yes', text: 'Tỷ lệ đã được đối chiếu với văn bản nêu trên' }]}
      />
    </>
  )
}

function toKeep({
  recipients,
  ...entered
}: z.output<typeof Fields> & { endedOn: CalendarDate | null }): AwardFormToKeep {
  return {
    ...entered,
    forCollectives: recipients.includes('collective'),
    forIndividuals: recipients.includes('individual'),
  }
}
