import { CAPS, SET } from './one-set.mjs'

function method({ no, type, steps, each }) {
  const of = (letter, title) => ({ figure: `${letter}${no}`, title })
  const ratio = { numerator: of('a', 'việc xong'), denominator: of('b', 'việc được giao') }
  if (type === 'yesno') return { kind: 'yes-no' }
  if (type === 'ratio') return { kind: 'ratio', ...ratio }
  if (type === 'deduct') {
    return { kind: 'deduction', takenFrom: 'criterion', occurrences: [{ of: of('n', 'lần'), points: String(each) }] }
  }
  const list = steps.map(([from, points], index) => ({
    ...(from === 0 ? {} : { from: String(Math.round(from * 100)) }),
    ...(index === 0 ? {} : { below: String(Math.round(steps[index - 1][0] * 100)) }),
    points: String(points),
  }))
  return { kind: 'steps', of: ratio, steps: list }
}
/** The set as the product keeps it. */
export const PRODUCT_SET = {
  id: 'bench',
  title: '100 criteria',
  legalAct: { number: '1', date: '2026-01-01', issuer: 'bench' },
  effective: { from: '2026-01-01' },
  years: [{ year: 2026, from: '2026-01-01', to: '2026-12-31' }],
  unitKinds: [{ code: 'xa', title: 'Xã' }],
  scale: {
    baseMaximum: String(Math.round(CAPS.reduce((sum, cap) => sum + cap, 0) * 100) / 100),
    decimals: 2,
    rounding: 'half-up',
  },
  notApplicable: 'full',
  groups: CAPS.map((cap, group) => ({
    code: `N${group + 1}`,
    title: `Nhóm ${group + 1}`,
    maxPoints: String(cap),
    capped: true,
    children: SET.filter((criterion) => criterion.group === group).map((criterion) => ({
      code: String(criterion.no),
      title: `Tiêu chí ${criterion.no}`,
      maxPoints: String(criterion.max),
      scorer: 'unit',
      method: method(criterion),
    })),
  })),
  ranks: [
    { title: 'Tốt', from: '150' },
    { title: 'Đạt', from: '100' },
    { title: 'Chưa đạt', from: '0' },
  ],
}

/** The facts as the product is given them. */
export const inputsOf = (facts) =>
  facts.map((ofUnit) => ({
    unit: { kind: 'xa' },
    year: 2026,
    figures: Object.fromEntries(
      ofUnit.flatMap((fact, index) => {
        const no = index + 1
        if ('yes' in fact) return [[String(no), fact.yes]]
        return 'n' in fact
          ? [[`n${no}`, fact.n]]
          : [
              [`a${no}`, fact.a],
              [`b${no}`, fact.b],
            ]
      }),
    ),
  }))
