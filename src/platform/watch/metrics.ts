import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { RequestDone } from '../http/request-log.ts'

/** In seconds; a request that takes longer than the last counts only in `+Inf`. */
const BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** Numbers that are asked for at the moment they are read. */
export type Gauges = {
  connections: { open: number; idle: number; waiting: number }
  /** Jobs of the queue by where they stand; null when the database does not answer. */
  jobs: Readonly<Record<string, number>> | null
}

type Counted = { count: number; seconds: number; buckets: number[] }

/**
 * Counts what this process does, and writes it as Prometheus reads it (text format 0.0.4). Labels are methods, patterns of routes and
 * numbers of answers: as many as there are routes, whatever is asked, and nothing of what was asked.
 */
export function countForPrometheus() {
  const requests = new Map<string, Counted>()
  const statuses = new Map<string, number>()
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const done = ({ method, route, status, milliseconds }: RequestDone): void => {
    const labels = `method="${method}",route="${escaped(route)}"`
    const seconds = milliseconds / 1000
    const counted = requests.get(labels) ?? { count: 0, seconds: 0, buckets: BUCKETS.map(() => 0) }
    counted.count += 1
    counted.seconds += seconds
    counted.buckets = counted.buckets.map((count, at) => count + (seconds <= (BUCKETS[at] ?? 0) ? 1 : 0))
    requests.set(labels, counted)
    const answered = `${labels},status="${status}"`
    statuses.set(answered, (statuses.get(answered) ?? 0) + 1)
  }
  const text = (gauges: Gauges): string => {
    const memory = process.memoryUsage()
    const cpu = process.cpuUsage()
    const lines = [
      ...metric('danvan_http_requests_total', 'counter', 'Requests answered.', pairs(statuses)),
      ...durations(requests),
      ...metric('danvan_database_connections', 'gauge', 'Connections of the pool; waiting: who waits for one.', [
        ...Object.entries(gauges.connections).map(([state, count]) => [`state="${state}"`, count] as const),
      ]),
      ...metric(
        'danvan_jobs',
        'gauge',
        'Jobs of the queue by where they stand.',
        Object.entries(gauges.jobs ?? {}).map(([state, count]) => [`state="${escaped(state)}"`, count] as const),
      ),
      ...metric('danvan_database_up', 'gauge', '1 when the database answered just now.', [['', gauges.jobs ? 1 : 0]]),
      ...metric('danvan_event_loop_delay_seconds', 'gauge', 'Delay of the event loop since it was last read.', [
        ['quantile="0.5"', delay.percentile(50) / 1e9],
        ['quantile="0.99"', delay.percentile(99) / 1e9],
        ['quantile="1"', delay.max / 1e9],
      ]),
      ...metric('process_resident_memory_bytes', 'gauge', 'Memory of the process.', [['', memory.rss]]),
      ...metric('nodejs_heap_size_used_bytes', 'gauge', 'Memory in use by objects.', [['', memory.heapUsed]]),
      ...metric('process_cpu_seconds_total', 'counter', 'Processor time.', [['', (cpu.user + cpu.system) / 1e6]]),
      ...metric('process_start_time_seconds', 'gauge', 'When the process was started.', [
        ['', Math.round(Date.now() / 1000 - process.uptime())],
      ]),
    ]
    delay.reset()
    return `${lines.join('\n')}\n`
  }
  return { done, text, stop: () => delay.disable() }
}

type Value = readonly [labels: string, value: number]

const pairs = (counted: ReadonlyMap<string, number>): Value[] => [...counted]

function metric(name: string, kind: 'counter' | 'gauge', help: string, values: readonly Value[]): string[] {
  return [...described(name, kind, help), ...values.map(([labels, value]) => line(name, labels, value))]
}

const described = (name: string, kind: string, help: string) => [`# HELP ${name} ${help}`, `# TYPE ${name} ${kind}`]

function durations(requests: ReadonlyMap<string, Counted>): string[] {
  const name = 'danvan_http_request_duration_seconds'
  const values = [...requests].flatMap(([labels, { count, seconds, buckets }]) => [
    ...BUCKETS.map((most, at) => line(`${name}_bucket`, `${labels},le="${most}"`, buckets[at] ?? 0)),
    line(`${name}_bucket`, `${labels},le="+Inf"`, count),
    line(`${name}_sum`, labels, seconds),
    line(`${name}_count`, labels, count),
  ])
  return [...described(name, 'histogram', 'How long requests took.'), ...values]
}

const line = (name: string, labels: string, value: number) =>
  `${name}${labels === '' ? '' : `{${labels}}`} ${Number.isFinite(value) ? value : 0}`

const escaped = (text: string) => text.replace(/[\\"\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))
