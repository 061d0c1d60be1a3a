import { Refusal } from '../../../vocabulary/refusal.ts'
import { RECIPIENT_KINDS, type RecipientKind } from './award.ts'

/** How many at most a round gives of a form to collectives or individuals: in all, or in one block. */
export type Quota = {
  readonly form: string
  readonly recipientKind: RecipientKind
  /** Null: the round as a whole. */
  readonly blockId: string | null
  readonly most: number
}

/** What a quota counts: a proposal or an award with the block in which its unit is. */
export type Counted = {
  readonly form: string
  readonly recipientKind: RecipientKind
  readonly blockId: string | null
}

/** True when the award is one of those that the quota counts. */
export function counts(quota: Quota, award: Counted): boolean {
  return (
    quota.form === award.form &&
    quota.recipientKind === award.recipientKind &&
    (quota.blockId === null || quota.blockId === award.blockId)
  )
}

/** Each quota with how many of the awards it counts, and how many of them are too many. */
export function quotaUse<Kind extends Quota>(
  quotas: readonly Kind[],
  awards: readonly Counted[],
): { quota: Kind; used: number; over: number }[] {
  return quotas.map((quota) => {
    const used = awards.filter((award) => counts(quota, award)).length
    return { quota, used, over: Math.max(0, used - quota.most) }
  })
}

/** “Bằng khen, tập thể (Khối xã): nhiều nhất 10”. */
export function quotaInWords(quota: Quota & { formTitle: string; blockTitle: string | null }): string {
  const block = quota.blockTitle === null ? '' : ` (${quota.blockTitle})`
  return `${quota.formTitle}, ${RECIPIENT_KINDS[quota.recipientKind].toLowerCase()}${block}: nhiều nhất ${quota.most}`
}

/**
 * Refuses `award.quota-exceeded`: with the awards to be given now, one of the quotas would be passed. `standing` are those already given
 * in the round. A quota is a rule of the round; who wants more changes it first, and the trail tells who did.
 */
export function refuseOverQuota(
  quotas: readonly (Quota & { formTitle: string; blockTitle: string | null })[],
  { standing, given }: { standing: readonly Counted[]; given: readonly Counted[] },
): void {
  const over = quotaUse(quotas, [...standing, ...given]).filter(
    (use) => use.over > 0 && given.some((award) => counts(use.quota, award)),
  )
  if (over.length === 0) return
  const told = over.map(({ quota, used }) => `${quotaInWords(quota)}, sẽ thành ${used}`).join('; ')
  const message = `Vượt hạn mức của đợt: ${told}. Hãy bỏ bớt đề nghị được chọn, hoặc sửa hạn mức của đợt. Chưa có gì được lưu.`
  throw new Refusal('conflict', 'award.quota-exceeded', message, { awardIds: message })
}

/** Refuses `award.quota-twice`: two lines for the same form, recipients and block. The second of them has the place `line`, counted from 1. */
export function refuseTwoQuotas(quotas: readonly (Quota & { line: number })[]): void {
  const seen = new Set<string>()
  for (const { form, recipientKind, blockId, line } of quotas) {
    const key = [form, recipientKind, blockId ?? ''].join(' ')
    if (seen.has(key)) {
      const message = `Dòng ${line} trùng hình thức, đối tượng và khối với một dòng trên. Hãy giữ một dòng.`
      throw new Refusal('invalid', 'award.quota-twice', message, { [`quotaForm:${line}`]: message })
    }
    seen.add(key)
  }
}
