import { optionalDecimal, optionalWholeNumber } from '../../../platform/http/form-fields.ts'
import { Details, type FormView, NumberField } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { RECOMMENDED_ITEMS, type Recommended, type RecommendedItem, recommendedItems } from '../rules/recommended.ts'

const MOST_MONEY_IN_DONG = 1_000_000_000_000_000

function fieldOf(item: RecommendedItem) {
  const { title, measure } = RECOMMENDED_ITEMS[item]
  if (measure === 'm²') return optionalDecimal(title)
  return optionalWholeNumber(title, { most: measure === 'đồng' ? MOST_MONEY_IN_DONG : 1_000_000 })
}

/** What a decision recommends, by item; each may be left empty. */
export const RecommendedFields = {
  'state-money': fieldOf('state-money'),
  'state-land': fieldOf('state-land'),
  'organisation-money': fieldOf('organisation-money'),
  'organisation-land': fieldOf('organisation-land'),
  'person-money': fieldOf('person-money'),
  'person-land': fieldOf('person-land'),
  'organisations-restored': fieldOf('organisations-restored'),
  'persons-restored': fieldOf('persons-restored'),
  'persons-sanctioned': fieldOf('persons-sanctioned'),
  'officials-sanctioned': fieldOf('officials-sanctioned'),
  'cases-investigated': fieldOf('cases-investigated'),
  'persons-investigated': fieldOf('persons-investigated'),
  'officials-investigated': fieldOf('officials-investigated'),
} satisfies Record<RecommendedItem, unknown>

/** Folded: most decisions recommend nothing of the kind. */
export function RecommendedInputs({ form, code }: { form: FormView; code: '01/KQGQ' | '03/KQGQ' }) {
  const isTold = recommendedItems.some((item) => form.values[item] || form.errors[item])
  return (
    <Details summary="Kiến nghị thu hồi, trả lại, xử lý người vi phạm, chuyển điều tra" open={isTold}>
      <p class="govuk-body">Ghi một lần ở đây, Biểu {code} tự cộng. Không có thì để trống.</p>
      {recommendedItems.map((item) => {
        const { title, measure } = RECOMMENDED_ITEMS[item]
        return (
          <NumberField
            key={item}
            form={form}
            name={item}
            label={`${title} (${measure})`}
            optional
            decimal={measure === 'm²'}
            width={measure === 'đồng' ? 20 : 10}
          />
        )
      })}
    </Details>
  )
}

/** `Thu hồi cho Nhà nước: tiền 125.400.000 đồng`, an item a line. */
export function recommendedLines(recommended: Recommended): string[] {
  return recommendedItems.flatMap((item) => {
    const amount = recommended[item]
    if (amount === undefined) return []
    const { title, measure } = RECOMMENDED_ITEMS[item]
    return [`${title}${title.includes(':') ? ' ' : ': '}${formatNumber(amount)} ${measure}`]
  })
}
