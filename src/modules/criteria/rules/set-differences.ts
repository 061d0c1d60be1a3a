import { type CriteriaNode, type CriteriaSet, isCriterion } from './criteria-set.ts'
import { describeMethod, describeNotApplicable, SCORER_WORDS } from './describe-method.ts'
import { codesUnder, findNode } from './edit-set.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** What one set says otherwise than the other, in sentences, in the order of the new one. Nodes are compared by their codes. */
export function setDifferences(before: CriteriaSet, after: CriteriaSet): string[] {
  const year = after.years.at(-1)?.year ?? Number(after.effective.from.slice(0, 4))
  const lines = headDifferences(before, after)
  const codes = after.groups.flatMap(codesUnder)
  for (const code of codes) {
    const [then, now] = [findNode(before, code), findNode(after, code)]
    if (now === undefined) continue
    if (then === undefined) {
      lines.push(`Thêm mục ${code} “${now.node.title}” (${points(now.node.maxPoints)}).`)
      continue
    }
    lines.push(...nodeDifferences(then.node, now.node, [before, after], year).map((words) => `Mục ${code}: ${words}.`))
    if (then.parent !== now.parent)
      lines.push(`Mục ${code}: chuyển sang ${now.parent === null ? 'cấp cao nhất' : `mục ${now.parent}`}.`)
  }
  for (const code of before.groups.flatMap(codesUnder)) {
    const gone = findNode(before, code)
    if (gone && findNode(after, code) === undefined) lines.push(`Bỏ mục ${code} “${gone.node.title}”.`)
  }
  return lines
}

function headDifferences(before: CriteriaSet, after: CriteriaSet): string[] {
  const change = (what: string, then: string, now: string) =>
    then === now ? [] : [`${what}: ${then === '' ? 'không có' : then} → ${now === '' ? 'không có' : now}.`]
  const rules = (set: CriteriaSet) => [
    ...(set.knockOuts ?? []).map((rule) => `${rule.title} → xếp “${rule.rank}”`),
    ...(set.ceilings ?? []).map(
      (rule) =>
        `${rule.title} → ${'notAbove' in rule ? `không trên “${rule.notAbove}”` : 'không trên mức của nơi được nêu'}`,
    ),
    ...(set.notRankedWhen ?? []).map((rule) => `${rule.title} → không xếp loại`),
    ...(set.quotas ?? []).map((rule) => `“${rule.rank}” không quá ${showDecimalText(rule.atMostPercent)}%`),
  ]
  const [then, now] = [rules(before), rules(after)]
  return [
    ...change('Tên', before.title, after.title),
    ...change('Văn bản', before.legalAct.number, after.legalAct.number),
    ...change('Năm áp dụng', years(before), years(after)),
    ...change('Điểm tối đa', showDecimalText(before.scale.baseMaximum), showDecimalText(after.scale.baseMaximum)),
    ...change(
      'Trần của tổng điểm',
      showDecimalText(before.scale.totalMaximum ?? ''),
      showDecimalText(after.scale.totalMaximum ?? ''),
    ),
    ...change('Số chữ số thập phân', String(before.scale.decimals), String(after.scale.decimals)),
    ...change('Mức xếp loại', ranks(before), ranks(after)),
    ...change('Thứ tự khi bằng điểm', (before.tieOrder ?? []).join(', '), (after.tieOrder ?? []).join(', ')),
    ...now.filter((rule) => !then.includes(rule)).map((rule) => `Thêm quy định: ${rule}.`),
    ...then.filter((rule) => !now.includes(rule)).map((rule) => `Bỏ quy định: ${rule}.`),
  ]
}

function nodeDifferences(
  before: CriteriaNode,
  after: CriteriaNode,
  [old, now]: readonly [CriteriaSet, CriteriaSet],
  year: number,
): string[] {
  const lines: string[] = []
  const change = (what: string, then: string, next: string) => {
    if (then !== next) lines.push(`${what} ${then} → ${next}`)
  }
  change('tên', `“${before.title}”`, `“${after.title}”`)
  change('điểm tối đa', points(before.maxPoints), points(after.maxPoints))
  change('điểm thấp nhất', points(before.minPoints ?? '0'), points(after.minPoints ?? '0'))
  change('loại đơn vị', kinds(before), kinds(after))
  if (isCriterion(before) !== isCriterion(after)) {
    lines.push(isCriterion(after) ? 'nay chấm trực tiếp, không còn mục con' : 'nay chấm theo các mục con')
    return lines
  }
  if (!isCriterion(before) || !isCriterion(after)) return lines
  change('người chấm', SCORER_WORDS[before.scorer], SCORER_WORDS[after.scorer])
  const [then, next] = [describeMethod(before, year).join(' '), describeMethod(after, year).join(' ')]
  if (then !== next) lines.push(`cách chấm “${then}” → “${next}”`)
  change('khi không phát sinh', describeNotApplicable(old, before), describeNotApplicable(now, after))
  const evidence = (each: typeof before) => (each.evidence ?? []).map(({ text }) => text).join('; ')
  if (evidence(before) !== evidence(after)) lines.push(`minh chứng “${evidence(before)}” → “${evidence(after)}”`)
  return lines
}

const points = (text: string | null) => (text === null ? 'không giới hạn' : `${showDecimalText(text)} điểm`)
const years = (set: CriteriaSet) => set.years.map((each) => each.year).join(', ')
const ranks = (set: CriteriaSet) => set.ranks.map((rank) => `${rank.title} từ ${showDecimalText(rank.from)}`).join('; ')
const kinds = (node: CriteriaNode) => node.appliesTo?.join(', ') ?? 'tất cả'
