import { Details, type FormView, NumberField, TextArea } from '../../../platform/page/index.ts'
import { inVietnamese, type Spread } from '../rules/marking.ts'
import { JUDGED_LABELS as L } from './judged-fields.ts'

/** Criteria and the rule of what lies far apart. */
export function RuleFields({ form }: { form: FormView }) {
  return (
    <>
      <TextArea
        form={form}
        name="criteria"
        label={L.criteria}
        rows={5}
        hint="Mỗi dòng một tiêu chí, điểm tối đa ở cuối. Ví dụ: Nội dung sát thực tế: 40"
      />
      <Details
        summary="Khi nào điểm bị coi là lệch"
        open={form.errors.criterionPercent !== undefined || form.errors.totalPercent !== undefined}
      >
        <p class="govuk-body">Điểm lệch quá các mức này thì hội đồng phải thảo luận trước khi quyết định.</p>
        <NumberField form={form} name="criterionPercent" label={L.criterionPercent} width={4} suffix="% điểm tối đa" />
        <NumberField form={form} name="totalPercent" label={L.totalPercent} width={4} suffix="% tổng điểm" />
      </Details>
    </>
  )
}

/** Why marks lie far apart, in words. */
export function spreadInWords(spread: Spread, nameOf: (personId: string) => string): string {
  return [
    ...spread.criteria.map(
      ({ title, least, most }) => `${title}: từ ${inVietnamese(least)} đến ${inVietnamese(most)} điểm`,
    ),
    ...spread.personIds.map((personId) => `Tổng điểm của ${nameOf(personId)} lệch xa trung bình`),
  ].join('; ')
}
