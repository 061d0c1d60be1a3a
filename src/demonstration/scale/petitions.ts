import { sql } from 'kysely'
import { nationalCalendar } from '../../modules/calendar/index.ts'
import { writeSearchWhere } from '../../modules/petitions/actions/write-petition.ts'
import { columnsOf } from '../../modules/petitions/queries/petition-log.ts'
import { legalBasis } from '../../modules/petitions/rules/legal-basis.ts'
import type { PetitionEvent } from '../../modules/petitions/rules/petition-event.ts'
import type { Loading, RowToCopy } from '../../platform/database/loading.ts'
import { addDays, type CalendarDate, yearOf } from '../../vocabulary/calendar-date.ts'
import { type Chance, chance } from '../chance.ts'
import { inventedName } from '../names.ts'
import { LAST_DAY, type Life, livedThrough, workedDays } from './lives.ts'
import type { ScaleProvince, UnitAtWork } from './province.ts'
import { ABOVE, HANDLER, lifeTemplates } from './templates.ts'
import { wordsOfAnswer, wordsOfPetition } from './words.ts'

const ROWS_AT_ONCE = 4000
const ILLUSTRATION = 'Đơn được sinh ra để thử tải; người gửi, nội dung và các bước xử lý được đặt ra.'

/** That share of what was answered is public, and of what is open its title. */
const PUBLISHED = 0.04
const LISTED = 0.1

/** A petition with all that stands beside it. */
type Generated = { petition: RowToCopy; events: RowToCopy[]; publication: RowToCopy | null }

/** Loads that many petitions over the ten years, in the order of their registering, with their logs and what of them is public. */
export async function loadPetitions(
  loading: Loading,
  province: ScaleProvince,
  count: number,
): Promise<{ events: number }> {
  const lives = livesOfTheYears(count)
  const numbers = new Map<string, number>()
  const handlersAbove = province.committee.handlerIds
  let events = 0
  for (let first = 1; first <= count; first += ROWS_AT_ONCE) {
    const generated: Generated[] = []
    for (let id = first; id < first + ROWS_AT_ONCE && id <= count; id += 1) {
      const random = chance(Math.imul(id, 0x9e3779b1))
      const life = lives(id, random)
      const unit = unitFor(province, random)
      const handlerId = random.pick(unit.handlerIds)
      const year = yearOf(life.row.registered_on)
      const number = (numbers.get(`${unit.id} ${year}`) ?? 0) + 1
      numbers.set(`${unit.id} ${year}`, number)
      const place = { unit, handlerId, handlerAboveId: random.pick(handlersAbove), number, year }
      generated.push(generatedPetition(id, life, place, random))
    }
    const logs = generated.flatMap((each) => each.events)
    events += logs.length
    await loading.copy(
      'petition',
      generated.map(({ petition }) => petition),
    )
    await loading.copy('petition_event', logs)
    await loading.copy(
      'publication',
      generated.flatMap(({ publication }) => (publication === null ? [] : [publication])),
    )
  }
  await loading.copy(
    'petition_numbering',
    [...numbers].map(([key, last_number]) => ({
      unit_id: key.split(' ')[0] ?? '',
      year: key.split(' ')[1] ?? '',
      last_number,
    })),
  )
  await sql`select setval(pg_get_serial_sequence('petition', 'id'), ${count})`.execute(loading.transaction)
  return { events }
}

/** What the petitions are searched by, made as for one that is registered. */
export function loadSearch({ transaction }: Loading): Promise<void> {
  return writeSearchWhere(transaction, sql`true`)
}

/** Lives by the number of the petition: spread evenly over the worked days; those of one day and template are lived through once. */
function livesOfTheYears(count: number): (id: number, random: Chance) => Life {
  const calendar = nationalCalendar
  const days = workedDays(calendar)
  const templates = lifeTemplates()
  let today = -1
  const livedToday = new Map<number, Life>()
  return (id, random) => {
    const registered = Math.floor(((id - 1) * days.length) / count)
    if (registered !== today) livedToday.clear()
    today = registered
    const which = random.between(0, templates.length - 1)
    const before = livedToday.get(which)
    if (before) return before
    const template = templates[which]
    if (!template) throw new Error(`No template ${which}.`)
    const life = livedThrough(template, registered, { days, calendar })
    livedToday.set(which, life)
    return life
  }
}

/** Some units receive several times as many petitions as others. */
function unitFor({ units }: ScaleProvince, random: Chance): UnitAtWork {
  const unit = units[Math.floor(units.length * random.next() ** 1.4)]
  if (!unit) throw new Error('No unit.')
  return unit
}

type Place = { unit: UnitAtWork; handlerId: string; handlerAboveId: string; number: number; year: number }

function generatedPetition(id: number, { log, row }: Life, place: Place, random: Chance): Generated {
  const { unit, number, year } = place
  const kind = row.kind_code
  const isDenunciation = kind === 'denunciation'
  const { title, content } = wordsOfPetition(kind, random)
  const recorded = { recorded_by_account_id: unit.clerkAccountId }
  const petition: RowToCopy = {
    id,
    unit_id: unit.id,
    number,
    year,
    ...row,
    handling_unit_id: row.handling_unit_id === ABOVE ? unit.aboveId : unit.id,
    handler_person_id: personIn(row.handler_person_id, place),
    forwarded_by: row.channel_code === 'forwarded' ? 'Đoàn đại biểu Quốc hội tỉnh' : '',
    title,
    content,
    sender_name: isDenunciation ? '' : inventedName(random),
    sender_address: isDenunciation ? '' : `Ấp ${random.between(1, 14)}`,
    signatory_count: random.next() < 0.06 ? random.between(2, 40) : 1,
    illustration: ILLUSTRATION,
    version: log.length - 2,
    created_by_account_id: unit.clerkAccountId,
    created_at: morningOf(row.registered_on),
    changed_by_account_id: unit.clerkAccountId,
    changed_at: morningOf(log.at(-1)?.on ?? row.registered_on),
  }
  const events = log.map((event, index): RowToCopy => {
    const columns = columnsOf(inPlace(event, place))
    return {
      petition_id: id,
      position: index + 1,
      kind: event.kind,
      happened_on: event.on,
      kind_code: columns.kind_code ?? null,
      channel_code: columns.channel_code ?? null,
      unit_id: columns.unit_id ?? null,
      person_id: columns.person_id ?? null,
      number: columns.number ?? null,
      details: columns.details,
      note: event.kind === 'answered' ? wordsOfAnswer(random) : '',
      document_number: event.kind === 'decided' ? `${number}/QĐ-${year}` : '',
      document_on: event.kind === 'decided' ? event.on : null,
      decided_by_person_id: event.kind === 'decided' && row.handling_unit_id !== ABOVE ? unit.headId : null,
      legal_basis: legalBasis(event.kind, kind, event.on),
      recorded_at: morningOf(event.on),
      ...recorded,
    }
  })
  return {
    petition,
    events,
    publication: isDenunciation ? null : publicationOf(id, { row, title, content, unit }, random),
  }
}

/** The event with the ids of this petition in place of those of the template. */
function inPlace(event: PetitionEvent, place: Place): PetitionEvent {
  switch (event.kind) {
    case 'received':
      return { ...event, unitId: place.unit.id }
    case 'registered':
      return { ...event, number: place.number }
    case 'assigned':
      return { ...event, personId: personIn(event.personId, place) ?? '' }
    case 'transferred':
      return event.toUnitId === null ? event : { ...event, toUnitId: place.unit.aboveId }
    default:
      return event
  }
}

function personIn(person: string | null, { handlerId, handlerAboveId }: Place): string | null {
  if (person === null) return null
  return person === HANDLER ? handlerId : handlerAboveId
}

type ToPublish = { row: Life['row']; title: string; content: string; unit: UnitAtWork }

function publicationOf(id: number, { row, title, content, unit }: ToPublish, random: Chance): RowToCopy | null {
  const isAnswered = row.answered_on !== null
  if (random.next() >= (isAnswered ? PUBLISHED : LISTED) || (row.closed_on !== null && !isAnswered)) return null
  const writtenOn = row.answered_on ?? row.registered_on
  const seenOn = addDays(writtenOn, random.between(0, 5))
  const isPublished = isAnswered && seenOn <= LAST_DAY
  return {
    petition_id: id,
    kind_code: row.kind_code,
    title,
    listed_title: title,
    words: isPublished ? content : '',
    answer: isPublished ? wordsOfAnswer(random) : '',
    state: isPublished ? 'published' : 'listed',
    written_by_account_id: unit.clerkAccountId,
    written_on: writtenOn,
    decided_by_account_id: isPublished ? unit.headAccountId : null,
    decided_on: isPublished ? seenOn : null,
  }
}

const morningOf = (day: CalendarDate) => `${day} 08:00:00+07`
