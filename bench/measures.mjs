import { mkdir, writeFile } from 'node:fs/promises'
import { arch, cpus, platform, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { inProject, Problem } from '../scripts/project.mjs'
import { holds, tableOfBars, tableOfRows, verdict } from './bars.mjs'
import { loadedProvince, openProvince } from './provinces.mjs'
import { work as firstVisit } from './works/first-visit.mjs'
import { work as importing } from './works/import.mjs'
import { work as listAndRecord } from './works/list-and-record.mjs'
import { work as memory } from './works/memory.mjs'
import { work as petitionLife } from './works/petition-life.mjs'
import { work as provinceTable } from './works/province-table.mjs'
import { work as scoring } from './works/scoring.mjs'
import { work as search } from './works/search.mjs'
import { work as wordReport } from './works/word-report.mjs'

const WORKS = [petitionLife, listAndRecord, search, provinceTable, wordReport, importing, scoring, firstVisit, memory]

/** Does what the command line asks for: measures, prints, and keeps what was measured. */
export async function measure() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      rounds: { type: 'string', default: '9' },
      small: { type: 'string', default: '100000' },
      large: { type: 'string', default: '1000000' },
      minutes: { type: 'string', default: '10' },
    },
  })
  const chosen = values.only === undefined ? WORKS : values.only.split(',').map(workNamed)
  const asked = {
    ...{ rounds: Number(values.rounds), small: Number(values.small), large: Number(values.large) },
    minutes: Number(values.minutes),
  }
  const results = []
  for (const work of chosen) {
    process.stdout.write(`\n## ${work.title}\n\n`)
    const result = await work.measure({
      ...asked,
      open: async (petitions) => openProvince(await loadedProvince(petitions)),
      folder: loadedProvince,
    })
    results.push({ name: work.name, title: work.title, ...result })
    process.stdout.write(`${tableOfRows(result.rows)}\n`)
    if (result.bars.length > 0) process.stdout.write(`\n${tableOfBars(result.bars)}\n`)
  }
  const bars = results.flatMap(({ bars: ofWork }) => ofWork)
  process.stdout.write(`\n${bars.filter(holds).length} hold, ${bars.filter((bar) => !holds(bar)).length} fall short\n`)
  await keep({ ...asked, results })
}

function workNamed(name) {
  const found = WORKS.find((work) => work.name === name)
  if (!found) throw new Problem(`Không có phép đo “${name}”. Có: ${WORKS.map((work) => work.name).join(', ')}.`, 2)
  return found
}

async function keep({ results, ...asked }) {
  const folder = inProject('bench', 'results')
  await mkdir(folder, { recursive: true })
  const measuredAt = new Date()
  const [processor] = cpus()
  const content = {
    measuredAt: measuredAt.toISOString(),
    machine: {
      processor: processor?.model ?? 'unknown',
      cores: cpus().length,
      memoryInGigabytes: Math.round(totalmem() / 2 ** 30),
      platform: `${platform()} ${arch()}`,
      node: process.version,
    },
    ...asked,
    results: results.map((result) => ({
      ...result,
      bars: result.bars.map((bar) => ({ ...bar, verdict: verdict(bar) })),
    })),
  }
  const name = `${measuredAt.toISOString().slice(0, 10)}.json`
  await writeFile(`${folder}/${name}`, `${JSON.stringify(content, null, 2)}\n`)
  console.error(`Đã ghi bench/results/${name}`)
}
