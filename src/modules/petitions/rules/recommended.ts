import { Refusal } from '../../../vocabulary/refusal.ts'

/** What an amount is counted in. Land may have two decimals; everything else is whole. */
type Measure = 'đồng' | 'm²' | 'tổ chức' | 'người' | 'vụ'

/**
 * What a decision on a complaint or the conclusion on a denunciation recommends, in the order of the forms 01/KQGQ and 03/KQGQ
 * (Circular 02/2021/TT-TTCP, kept by Circular 01/2024/TT-TTCP; the columns were read in a reprint).
 */
export const RECOMMENDED_ITEMS = {
  'state-money': { title: 'Thu hồi cho Nhà nước: tiền', measure: 'đồng' },
  'state-land': { title: 'Thu hồi cho Nhà nước: đất', measure: 'm²' },
  'organisation-money': { title: 'Trả lại cho tổ chức: tiền', measure: 'đồng' },
  'organisation-land': { title: 'Trả lại cho tổ chức: đất', measure: 'm²' },
  'person-money': { title: 'Trả lại cho cá nhân: tiền', measure: 'đồng' },
  'person-land': { title: 'Trả lại cho cá nhân: đất', measure: 'm²' },
  'organisations-restored': { title: 'Số tổ chức được trả lại quyền lợi', measure: 'tổ chức' },
  'persons-restored': { title: 'Số cá nhân được trả lại quyền lợi', measure: 'người' },
  'persons-sanctioned': { title: 'Kiến nghị xử lý hành chính', measure: 'người' },
  'officials-sanctioned': { title: 'Trong đó cán bộ, công chức, viên chức bị kiến nghị xử lý', measure: 'người' },
  'cases-investigated': { title: 'Chuyển cơ quan điều tra: số vụ', measure: 'vụ' },
  'persons-investigated': { title: 'Chuyển cơ quan điều tra: số đối tượng', measure: 'người' },
  'officials-investigated': {
    title: 'Trong đó cán bộ, công chức, viên chức bị chuyển cơ quan điều tra',
    measure: 'người',
  },
} as const satisfies Readonly<Record<string, { title: string; measure: Measure }>>

export type RecommendedItem = keyof typeof RECOMMENDED_ITEMS

/** Only what is above nought; money in đồng, land in m². */
export type Recommended = Readonly<Partial<Record<RecommendedItem, number>>>

export const recommendedItems = Object.keys(RECOMMENDED_ITEMS) as RecommendedItem[]

/** The amounts above nought, in the order of the forms; null when there are none. */
export function recommendedIn(given: Readonly<Partial<Record<RecommendedItem, number | null>>>): Recommended | null {
  const amounts = recommendedItems.flatMap((item) => {
    const amount = given[item] ?? 0
    return amount > 0 ? [[item, amount] as const] : []
  })
  return amounts.length === 0 ? null : Object.fromEntries(amounts)
}

/** Parts that are among another number. */
const PARTS: readonly (readonly [RecommendedItem, RecommendedItem])[] = [
  ['officials-sanctioned', 'persons-sanctioned'],
  ['officials-investigated', 'persons-investigated'],
]

/** Why the amounts don't fit together; null when they do. A refusal names the fields of the form, which are the items. */
export function whyNotRecommended(recommended: Recommended): Refusal | null {
  for (const [part, whole] of PARTS) {
    if ((recommended[part] ?? 0) <= (recommended[whole] ?? 0)) continue
    const message = `“${RECOMMENDED_ITEMS[part].title}” không thể nhiều hơn “${RECOMMENDED_ITEMS[whole].title}”.`
    return new Refusal('invalid', 'petition.part-above-whole', message, { [part]: message })
  }
  if ((recommended['persons-investigated'] ?? 0) > 0 && !recommended['cases-investigated']) {
    const message = 'Có đối tượng chuyển cơ quan điều tra thì phải ghi số vụ chuyển.'
    return new Refusal('invalid', 'petition.no-case-investigated', message, { 'cases-investigated': message })
  }
  return null
}
