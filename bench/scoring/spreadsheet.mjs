import { CAPS, SET, words } from './one-set.mjs'

function column(number) {
  let letters = ''
  for (let rest = number + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
const spelled = (cell) => `SUBSTITUTE(${cell}&"",".",",")`
function formulas() {
  const points = []
  const why = []
  for (const criterion of SET) {
    const { no, max, each, steps } = criterion
    const [a, b, p] = [`${column((no - 1) * 2)}1`, `${column((no - 1) * 2 + 1)}1`, `${column(199 + no)}1`]
    const nested = (value) =>
      steps.reduceRight(
        (rest, step) => (rest === null ? String(value(step)) : `IF(${a}/${b}>=${step[0]},${value(step)},${rest})`),
        null,
      )
    if (criterion.type === 'yesno') {
      points.push(`=IF(${a},${max},0)`)
      why.push(`=IF(${a},"${no}. Có: "&${spelled(p)}&" điểm","${no}. Không: 0 điểm")`)
    } else if (criterion.type === 'steps') {
      points.push(`=${nested((step) => step[1])}`)
      why.push(
        `="${no}. "&${a}&"/"&${b}&" = "&${spelled(`ROUND(${a}/${b}*100,2)`)}&"%, mức từ "&${spelled(nested((step) => step[0] * 100))}&"%: "&${spelled(p)}&" điểm"`,
      )
    } else if (criterion.type === 'ratio') {
      points.push(`=ROUND(${max}*MIN(1,${a}/${b}),2)`)
      why.push(`="${no}. "&${a}&"/"&${b}&" × ${words(max)} = "&${spelled(p)}&" điểm"`)
    } else {
      points.push(`=MAX(0,${max}-${each}*${a})`)
      why.push(`="${no}. ${words(max)} - "&${a}&" × ${words(each)} = "&${spelled(p)}&" điểm"`)
    }
  }
  const groups = CAPS.map(
    (cap, group) => `=MIN(${cap},ROUND(SUM(${column(200 + group * 10)}1:${column(209 + group * 10)}1),2))`,
  )
  return [...points, ...why, ...groups, `=ROUND(SUM(${column(400)}1:${column(409)}1),2)`]
}
const flat = (facts) =>
  facts.flatMap((fact) => ('yes' in fact ? [fact.yes, null] : 'n' in fact ? [fact.n, null] : [fact.a, fact.b]))

/**
 * HyperFormula: one sheet, in which the facts are replaced unit by unit. Facts 0–199, points 200–299, reasons 300–399, groups 400–409,
 * total 410.
 */
export function spreadsheet({ HyperFormula }, first) {
  const sheet = HyperFormula.buildFromArray([[...flat(first), ...formulas()]], {
    licenseKey: 'gpl-v3',
    maxColumns: 500,
    maxRows: 10,
  })
  return (facts) =>
    facts.map((ofUnit) => {
      sheet.batch(() => sheet.setCellContents({ sheet: 0, row: 0, col: 0 }, [flat(ofUnit)]))
      const row = sheet.getSheetValues(0)[0]
      return { total: row[410], why: row.slice(300, 400) }
    })
}
