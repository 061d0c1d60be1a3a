import fc from 'fast-check'
import { sql } from 'kysely'
import type { Database } from '../../src/platform/database/database.ts'
import { addDays, type CalendarDate } from '../../src/vocabulary/calendar-date.ts'

/** The first day of every story; days are counted from it. */
export const FIRST_DAY = '2020-01-01'
export const LAST_DAY = 1500
export const dayNumbered = (number: number): CalendarDate => addDays(FIRST_DAY, number)

/** What happened to units: which, is chosen by numbers that are taken round the units there are. */
export type Step = {
  kind:
    | 'merge'
    | 'merge-into-new'
    | 'split'
    | 'split-to-heir'
    | 'part'
    | 'rename'
    | 'move'
    | 'dissolve'
    | 'end-district'
    | 'merge-districts'
  first: number
  second: number
  above: number
  daysLater: number
}

export const anyStory = fc.record({
  districts: fc.integer({ min: 1, max: 3 }),
  communes: fc.integer({ min: 2, max: 5 }),
  steps: fc.array(
    fc.record<Step>({
      kind: fc.constantFrom(
        'merge',
        'merge-into-new',
        'split',
        'split-to-heir',
        'part',
        'rename',
        'move',
        'dissolve',
        'end-district',
        'merge-districts',
      ),
      first: fc.nat(20),
      second: fc.nat(20),
      above: fc.nat(20),
      daysLater: fc.integer({ min: 1, max: 250 }),
    }),
    { maxLength: 6 },
  ),
})
export type Story = typeof anyStory extends fc.Arbitrary<infer Value> ? Value : never

type Version = { name: string; parent: number | null; from: number; to: number | null }
export type StoryUnit = { kind: 'province' | 'district' | 'commune'; versions: Version[] }
type Succession = { from: number; to: number | null; kind: string; on: number }

/** The units of a story through time, and who came after whom. Unit 0 is the province, which lives all along. */
export class Units {
  readonly units: StoryUnit[] = []
  readonly successions: Succession[] = []

  constructor({ districts, communes, steps }: Story) {
    this.add('province', null, 0)
    for (let each = 0; each < districts; each++) this.add('district', 0, 0)
    for (let each = 0; each < communes; each++) this.add('commune', 1 + (each % districts), 0)
    let day = 0
    for (const step of steps) {
      day += step.daysLater
      this.take(step, day)
    }
  }

  /** The units of these kinds that live on the day. */
  living(day: number, kinds: readonly StoryUnit['kind'][] = ['province', 'district', 'commune']): number[] {
    return this.units.flatMap((unit, index) => (kinds.includes(unit.kind) && this.versionOn(index, day) ? [index] : []))
  }

  private versionOn(unit: number, day: number): Version | undefined {
    return this.units[unit]?.versions.find(({ from, to }) => from <= day && (to === null || to >= day))
  }

  private take(step: Step, day: number): void {
    const { kind, first, second, above } = step
    const communes = this.living(day, ['commune'])
    const districts = this.living(day, ['district'])
    const one = communes[first % communes.length]
    const other = communes.filter((commune) => commune !== one)[second % Math.max(1, communes.length - 1)]
    const parent = [0, ...districts][above % (districts.length + 1)] ?? 0
    if (kind === 'end-district' || kind === 'merge-districts') this.endDistrict(districts, step, day)
    else if (one === undefined) return
    else if (kind === 'rename')
      this.succeed(one, one, 'renamed', day, () => this.renew(one, this.parentOf(one, day), day))
    else if (kind === 'move') this.renew(one, parent, day)
    else if (kind === 'dissolve') this.succeed(one, null, 'dissolved', day, () => this.end(one, day))
    else if (kind === 'split') this.split(one, [this.add('commune', parent, day), this.add('commune', 0, day)], day)
    else if (other === undefined) return
    else if (kind === 'split-to-heir') this.split(one, [other, this.add('commune', parent, day)], day)
    else if (kind === 'part') this.succeed(one, other, 'part-transferred', day)
    else this.merge(one, other, kind === 'merge' ? other : this.add('commune', parent, day), day)
  }

  private split(ended: number, heirs: readonly number[], day: number): void {
    for (const heir of heirs) this.succeed(ended, heir, 'split', day)
    this.end(ended, day)
  }

  private merge(one: number, other: number, heir: number, day: number): void {
    this.succeed(one, heir, 'merged-into', day, () => this.end(one, day))
    if (heir !== other) this.succeed(other, heir, 'merged-into', day, () => this.end(other, day))
  }

  private endDistrict(
    districts: number[],
    { kind, first, second }: Pick<Step, 'kind' | 'first' | 'second'>,
    day: number,
  ): void {
    const ended = districts[first % Math.max(1, districts.length)]
    if (ended === undefined) return
    const others = districts.filter((district) => district !== ended)
    const heir = kind === 'merge-districts' ? (others[second % Math.max(1, others.length)] ?? null) : null
    for (const below of this.living(day)) if (this.parentOf(below, day) === ended) this.renew(below, heir ?? 0, day)
    this.succeed(ended, heir, heir === null ? 'dissolved' : 'merged-into', day, () => this.end(ended, day))
  }

  private parentOf(unit: number, day: number): number | null {
    return this.versionOn(unit, day)?.parent ?? null
  }

  private add(kind: StoryUnit['kind'], parent: number | null, from: number): number {
    const number = this.units.length
    this.units.push({ kind, versions: [{ name: `Đơn vị ${number}`, parent, from, to: null }] })
    return number
  }

  private end(unit: number, day: number): void {
    const last = this.units[unit]?.versions.at(-1)
    if (last) last.to = day - 1
  }

  private renew(unit: number, parent: number | null, day: number): void {
    this.end(unit, day)
    this.units[unit]?.versions.push({ name: `Đơn vị ${unit} từ ngày ${day}`, parent, from: day, to: null })
  }

  private succeed(from: number, to: number | null, kind: string, on: number, then: () => void = () => undefined): void {
    this.successions.push({ from, to, kind, on })
    then()
  }
}

/** Writes the story into an empty system and answers the ids of its units, in their order. */
export async function writeUnits(database: Database, { units, successions }: Units): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    insert into unit (code) select 'T-' || n from generate_series(0, ${units.length - 1}::int) n order by n returning id::text as id`.execute(
    database,
  )
  const ids = rows.map((row) => row.id)
  const versions = units.flatMap((unit, index) =>
    unit.versions.map((version) => ({ ...version, id: ids[index], kind: unit.kind })),
  )
  await sql`
    insert into unit_version (unit_id, name, short_name, kind_code, parent_unit_id, valid_from, valid_to)
    select * from unnest(${versions.map(({ id }) => id)}::bigint[], ${versions.map(({ name }) => name)}::text[],
      ${versions.map(({ name }) => name)}::text[], ${versions.map(({ kind }) => kind)}::text[],
      ${versions.map(({ parent }) => (parent === null ? null : ids[parent]))}::bigint[],
      ${versions.map(({ from }) => dayNumbered(from))}::date[],
      ${versions.map(({ to }) => (to === null ? null : dayNumbered(to)))}::date[])`.execute(database)
  await sql`
    insert into unit_succession (from_unit_id, to_unit_id, kind, happened_on, legal_act)
    select *, 'Nghị quyết mẫu' from unnest(${successions.map(({ from }) => ids[from])}::bigint[],
      ${successions.map(({ to }) => (to === null ? null : ids[to]))}::bigint[], ${successions.map(({ kind }) => kind)}::text[],
      ${successions.map(({ on }) => dayNumbered(on))}::date[])`.execute(database)
  return ids
}

const UNDONE = new Error('undone')

/** Does it and takes it back, so that the next story begins with the same empty system. */
export async function thenUndone(database: Database, work: (transaction: Database) => Promise<void>): Promise<void> {
  try {
    await database.transaction().execute(async (transaction) => {
      await work(transaction)
      throw UNDONE
    })
  } catch (error) {
    if (error !== UNDONE) throw error
  }
}
