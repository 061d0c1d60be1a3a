import { freePort } from '../../scripts/free-port.mjs'
import { connect } from '../client.mjs'
import { copyOf } from '../copies.mjs'
import { median } from '../rounds.mjs'
import { visitor } from '../visitor.mjs'
import { clerksOf, lifeWith } from './petition-life.mjs'

/**
 * The memory of the serving process under a mixed load: people who read lists, records, figures, reports and search; clerks who carry
 * petitions through their life; citizens on the public pages. It runs for `--minutes` (10; an hour is what the bar was set for), and
 * what is said is the last third beside the middle third: the first fills caches.
 *
 * The heap is taken at its lowest in each window, which is what stood after a collection: what is only waiting to be collected is no growth.
 */
const SECONDS_BETWEEN_SAMPLES = 2
const WINDOWS_OF_A_THIRD = 10
/** A person looks at a page before asking for the next; milliseconds. */
const PAUSE = 50

const READERS = [
  ['canbo.xa', ['/', '/petitions', '/petitions?words=boi+thuong', '/activities', '/opinions', '/tasks']],
  ['lanhdao.tinh', ['/', '/petitions', '/petitions?words=giai+phong', '/figures', '/dashboards', '/assessments']],
  ['lanhdao.xa', ['/', '/petitions?kind=proposal', '/reports', '/reception/sessions']],
  [null, ['/public', '/public/petitions', '/public/figures', '/public/results']],
]

export const work = {
  name: 'memory',
  title: 'Memory of the process under a mixed load',
  async measure({ small, minutes, folder }) {
    const copy = await copyOf(await folder(small), 'memory')
    let served
    try {
      const metricsPort = await freePort()
      served = await copy.serve({ METRICS_PORT: String(metricsPort) })
      const until = Date.now() + minutes * 60_000
      const load = carryOn(copy, served.base, until)
      const [asked, samples] = await Promise.all([load, samplesOf(metricsPort, until)])
      const heap = thirds(windows(samples.map(({ used }) => used)).map((window) => Math.min(...window)))
      const resident = thirds(windows(samples.map(({ held }) => held)).map((window) => Math.max(...window)))
      const row = (title, [, middle, last]) => [
        { title: `${title}, middle third`, ...inMegabytes(middle) },
        { title: `${title}, last third`, ...inMegabytes(last) },
      ]
      return {
        rows: [...row('heap after a collection', heap), ...row('memory held from the system', resident)],
        bars: [
          ['heap after a collection', heap],
          ['memory held from the system', resident],
        ].map(([title, [, middle, last]]) => ({
          title: `${title}: last third beside the middle third of ${minutes} minutes, ${asked} requests`,
          value: median(last) / median(middle),
          atMost: 1.05,
        })),
      }
    } finally {
      await served?.stop()
      await copy.drop()
    }
  },
}

const inMegabytes = (window) => ({
  median: median(window) / 2 ** 20,
  percentile95: Math.max(...window) / 2 ** 20,
  unit: 'MB',
  rounds: window.length,
})

/** Everybody goes on until the time is over; answers how many requests were answered. */
async function carryOn(copy, base, until) {
  const clerks = await clerksOf(copy)
  const life = lifeWith(clerks)
  let asked = 0
  const writing = [0, 1].map(async (who) => {
    const client = connect(base)
    for (let i = who; Date.now() < until; i += 2) {
      await life(client, i)
      asked += 5
      await pause()
    }
    client.close()
  })
  const reading = READERS.map(async ([userName, paths]) => {
    const reader = await visitor(base, userName)
    for (let i = 0; Date.now() < until; i++) {
      const html = await reader.page(paths[i % paths.length])
      const record = /href="(\/petitions\/\d+)"/.exec(html)?.[1]
      if (record) await reader.page(record)
      asked += record ? 2 : 1
      await pause()
    }
    reader.close()
  })
  await Promise.all([...writing, ...reading])
  return asked
}

const pause = (milliseconds = PAUSE) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function samplesOf(port, until) {
  const samples = []
  while (Date.now() < until) {
    await pause(SECONDS_BETWEEN_SAMPLES * 1000)
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    const figure = (name) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
    samples.push({ used: figure('nodejs_heap_size_used_bytes'), held: figure('process_resident_memory_bytes') })
  }
  return samples
}

function windows(values) {
  const size = Math.max(1, Math.floor(values.length / (3 * WINDOWS_OF_A_THIRD)))
  const cut = []
  for (let from = 0; from + size <= values.length; from += size) cut.push(values.slice(from, from + size))
  return cut
}

function thirds(values) {
  const size = Math.floor(values.length / 3)
  return [values.slice(0, size), values.slice(size, 2 * size), values.slice(2 * size)]
}
