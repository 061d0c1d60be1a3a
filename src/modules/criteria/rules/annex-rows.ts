import { type CriteriaNode, type CriteriaSet, type Criterion, isCriterion } from './criteria-set.ts'
import { describeMethod } from './describe-method.ts'
import { isRatio } from './input.ts'
import { writeAward, writeInput, writeItemLine, writeStepLine } from './method-lines.ts'
import { showDecimalText } from './vietnamese-number.ts'

/** The columns in which annexes are printed. */
export const ANNEX_COLUMNS = ['TT', 'Nội dung tiêu chí', 'Điểm tối đa', 'Cách chấm', 'Tài liệu kiểm chứng'] as const

/** The set as the rows of a printed annex, which `readAnnex` reads again. */
export function annexRows(set: CriteriaSet): string[][] {
  const rows = set.groups.flatMap((group) => nodeRows(group, set))
  const total = ['', 'Tổng cộng', showDecimalText(set.scale.baseMaximum), '', '']
  return [
    ...rows,
    total,
    ...set.ranks.map((rank) => ['', `${rank.title}: từ ${showDecimalText(rank.from)} điểm`, '', '', '']),
  ]
}

function nodeRows(node: CriteriaNode, set: CriteriaSet): string[][] {
  const role = node.role === 'bonus' ? ['Điểm thưởng'] : node.role === 'deduction' ? ['Điểm trừ'] : []
  if (isCriterion(node)) {
    const points = node.maxPoints === '0' && node.minPoints ? node.minPoints : node.maxPoints
    const evidence = (node.evidence ?? []).map((each) => (each.required ? each.text : `${each.text} (nếu có)`))
    const how = [...role, ...methodLines(node, set)].join('\n')
    return [[node.code, node.title, points === null ? '' : showDecimalText(points), how, evidence.join('\n')]]
  }
  const how = [...role, ...(node.capped ? ['Cộng quá thì cắt ở điểm tối đa'] : [])].join('\n')
  const own = [node.code, node.title, node.maxPoints === null ? '' : showDecimalText(node.maxPoints), how, '']
  return [own, ...node.children.flatMap((child) => nodeRows(child, set))]
}

/** How a criterion is scored, in lines that can be read again where the printed shape allows it. */
function methodLines(criterion: Criterion, set: CriteriaSet): string[] {
  const { method } = criterion
  const most = (atMost: string | undefined) =>
    atMost === undefined ? '' : `, tối đa ${writeAward({ points: atMost })}`
  switch (method.kind) {
    case 'yes-no':
      if (method.when !== undefined) break
      return [`Có: ${writeAward({ points: criterion.maxPoints ?? '0' })}`, 'Không: 0 điểm']
    case 'levels':
      return method.levels.map(({ code, title, ...award }) => `${code} – ${title}: ${writeAward(award)}`)
    case 'steps': {
      const of = isRatio(method.of)
        ? `${writeInput(method.of.numerator)} / ${writeInput(method.of.denominator)}`
        : writeInput(method.of)
      return [`Theo: ${of}`, ...method.steps.map((step) => writeStepLine(step, isRatio(method.of) ? '%' : ''))]
    }
    case 'ratio':
      return [
        `Tỷ lệ: ${writeInput(method.numerator)} / ${writeInput(method.denominator)} × điểm tối đa`,
        ...(method.noneBelow === undefined ? [] : [`Dưới ${showDecimalText(method.noneBelow)}% thì không có điểm`]),
        ...(method.fullFrom === undefined ? [] : [`Từ ${showDecimalText(method.fullFrom)}% thì đủ điểm`]),
      ]
    case 'per-item':
      return method.items.map((item) => `Mỗi ${writeItemLine(item.of, { points: item.each }, item.atMost)}`)
    case 'deduction':
      if (method.before !== undefined || method.takenFrom === 'total') break
      return method.occurrences.map((each) => `Mỗi ${writeInput(each.of)} trừ ${writeAward(each)}${most(each.atMost)}`)
    case 'bonus':
      if (method.combine === 'highest') break
      return method.awards.map((each) => `Thưởng ${writeItemLine(each.of, { points: each.points }, each.atMost)}`)
    case 'imported':
      return [
        `Lấy từ: ${writeInput(method.of)}${method.outOf === undefined ? '' : `, thang ${showDecimalText(method.outOf)}`}`,
      ]
    case 'free':
      return ['Người chấm cho điểm trong khoảng']
    case 'date':
      break
  }
  return describeMethod(criterion, set.years.at(-1)?.year ?? Number(set.effective.from.slice(0, 4)))
}
