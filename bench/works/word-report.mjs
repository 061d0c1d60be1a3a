import { inTurns, median, percentile95 } from '../rounds.mjs'

/**
 * The province's report of a year as a Word file: its figures counted from the records, its text, its tables, laid out as Nghị định
 * 30/2020 says. Beside it the file alone is written, from figures that were counted before: what is left is counting.
 */
const TYPE = 'mobilisation'
const PERIOD = '2025'

export const work = {
  name: 'word-report',
  title: 'The province’s report of a year as a Word file',
  async measure({ small, large, rounds, open }) {
    const { modules } = await import('../../dist/application.js')
    const { reportContent, reportOrPlan, writeReport } = await import('../../dist/modules/reports/index.js')
    const facts = modules().flatMap((module) => module.facts ?? [])
    const provinces = []
    try {
      const contestants = []
      for (const petitions of [small, large]) {
        const province = await open(petitions)
        provinces.push(province)
        const { database } = province
        const today = '2026-01-05'
        const { rows } = await province.pool.query(
          `select unit.code from unit join unit_version version on version.unit_id = unit.id
           where version.parent_unit_id is null and version.valid_to is null order by unit.id limit 1`,
        )
        const asked = { typeCode: TYPE, unitCode: rows[0].code, periodCode: PERIOD }
        const content = async () => reportContent(database, facts, await reportOrPlan(database, asked, today), today)
        const write = (known) => writeReport(database, known, { demonstration: false, format: 'docx' })
        const counted = await content()
        const file = await write(counted)
        if (file.subarray(0, 2).toString() !== 'PK') throw new Error('No Word file came.')
        contestants.push(
          { name: `counted and written, ${petitions}`, run: async () => write(await content()) },
          { name: `written only, ${petitions}`, run: () => write(counted) },
        )
      }
      const times = await inTurns(contestants, rounds)
      return {
        rows: contestants.map(({ name }) => ({
          title: name,
          median: median(times.get(name)),
          percentile95: percentile95(times.get(name)),
          unit: 'ms',
          rounds,
        })),
        bars: [],
      }
    } finally {
      for (const province of provinces) await province.close()
    }
  },
}
