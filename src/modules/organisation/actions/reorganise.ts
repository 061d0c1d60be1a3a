import { type RawBuilder, sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { UnitMove } from '../../../platform/database/unit-move.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { planOf, type Reorganisation, reorganisationById } from '../queries/reorganisations.ts'
import { candidates, type Heir, OWN_MOVES, whatMoves } from '../queries/what-moves.ts'
import { lastDayBefore, type MovedKind, type ReorganisationPlan, type UnitToBegin } from '../rules/reorganisation.ts'
import { requireDraft } from './draft-reorganisation.ts'
import '../queries/tables.ts'

/** What a draft would do, or why it cannot be done yet. */
export type ReorganisationPreview = { plan: ReorganisationPlan; moved: MovedKind[] }

/** What a draft comes to against the system as it is now. Writes nothing. */
export async function previewReorganisation(
  database: Database,
  official: Official,
  { draft, moves, today }: { draft: Reorganisation; moves: readonly UnitMove[]; today: CalendarDate },
): Promise<ReorganisationPreview> {
  const { rows, effectiveOn } = draft
  const plan = await planOf(database, official, { rows, effectiveOn, today })
  if (effectiveOn > today) {
    plan.faults.push({
      number: 0,
      message: `Ngày hiệu lực ${formatCalendarDate(effectiveOn)} chưa đến. Có thể soạn và xem trước; việc sắp xếp chỉ thực hiện từ ngày đó.`,
    })
  }
  const heirs = await heirsOf(database, plan)
  const names = new Map([
    ...plan.ends.map((unit) => [unit.id, unit.name] as const),
    ...plan.begins.map((unit) => [unit.code, unit.name] as const),
    ...(await namesOf(database, heirs, effectiveOn)),
  ])
  const moved: MovedKind[] = []
  for (const move of [...OWN_MOVES, ...moves]) {
    moved.push(
      await whatMoves(database, move, { heirs, effectiveOn, nameOf: (idOrCode) => names.get(idOrCode) ?? idOrCode }),
    )
  }
  // A place in a block ends with its unit: where the heir has one already, nothing is left behind.
  const told = moved.map((kind, index) =>
    OWN_MOVES[index]?.table === 'block_membership' ? { ...kind, stayed: [] } : kind,
  )
  return { plan, moved: told.filter((kind) => kind.moved > 0 || kind.stayed.length > 0) }
}

/**
 * Carries out a draft: units end and begin, what is open follows into the heirs, and every row that is touched is written down as it
 * was and as it is. All of it or nothing.
 * Refuses `organisation.not-a-draft`, `organisation.reorganisation-has-faults` and `organisation.nothing-to-reorganise`.
 */
export function reorganise(
  database: Database,
  official: Official,
  { id, moves, today }: { id: string; moves: readonly UnitMove[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await transaction.selectFrom('reorganisation').select('id').where('id', '=', id).forUpdate().execute()
    const draft = await reorganisationById(transaction, official, id, today)
    requireDraft(draft.state)
    // Whoever changes a unit locks it first (keep-unit.ts): from here on the plan stays true.
    const codes = draft.rows.flatMap((row) => [row.fromCode, row.toCode])
    await sql`select from unit where code = any(${codes}::text[]) order by id for update`.execute(transaction)
    const { plan, moved } = await previewReorganisation(transaction, official, { draft, moves, today })
    refuseFaults(plan)
    const steps = new Steps(transaction, id)
    const { legalAct, effectiveOn } = draft
    const idOf = await beginUnits(steps, plan)
    await writeVersions(steps, plan, { idOf, legalAct, effectiveOn })
    await writeSuccessions(steps, plan, { idOf, legalAct, effectiveOn })
    const heirs = await heirsOf(transaction, plan)
    await movePosts(steps, heirs, effectiveOn)
    await moveBlockMemberships(steps, heirs, effectiveOn)
    for (const move of moves) if (move.stays === undefined) await moveRows(steps, move, heirs, effectiveOn)
    await steps.finish()
    await transaction
      .updateTable('reorganisation')
      .set({
        state: 'done',
        done_at: sql`now()`,
        done_by_account_id: official.accountId,
        summary: JSON.stringify(moved),
      })
      .where('id', '=', id)
      .execute()
    await tell(transaction, official, { id, plan, idOf, legalAct, effectiveOn, moved })
  })
}

function refuseFaults(plan: ReorganisationPlan): void {
  if (plan.faults.length > 0) {
    throw new Refusal(
      'conflict',
      'organisation.reorganisation-has-faults',
      `Còn ${plan.faults.length} điểm cần sửa nên chưa thực hiện, chưa có gì thay đổi. Hãy xem danh sách ở trang xem trước.`,
    )
  }
  if (plan.edges.length + plan.begins.length === 0) {
    throw new Refusal(
      'invalid',
      'organisation.nothing-to-reorganise',
      'Chưa có dòng nào nên chưa có gì để thực hiện. Hãy thêm đơn vị cần sắp xếp.',
    )
  }
}

/** One step after another, each one statement whose rows are written down before and after, so that undoing can go backwards. */
class Steps {
  readonly transaction: Database
  readonly reorganisationId: string
  #position = 0

  constructor(transaction: Database, reorganisationId: string) {
    this.transaction = transaction
    this.reorganisationId = reorganisationId
  }

  /**
   * Runs `with {parts} … ` where the last part is called `touched` and has `id`, `before` and `after`: JSON objects with the columns
   * that changed; `before` null for a row that was added.
   */
  async run(table: string, parts: RawBuilder<unknown>): Promise<void> {
    this.#position += 1
    await sql`with ${parts}
      insert into reorganisation_change (reorganisation_id, position, table_name, row_id, before, after)
      select ${this.reorganisationId}::bigint, ${this.#position}, ${table}, touched.id, touched.before, touched.after
      from touched`.execute(this.transaction)
  }

  /** Keeps the digest of every row as it was left, all steps done. */
  async finish(): Promise<void> {
    for (const table of await touchedTables(this.transaction, this.reorganisationId)) {
      await sql`update reorganisation_change change set row_digest = md5(to_jsonb(record)::text)
        from ${sql.table(table)} record
        where change.reorganisation_id = ${this.reorganisationId} and change.table_name = ${table}
          and record.id = change.row_id`.execute(this.transaction)
    }
  }
}

/** The tables in which a reorganisation touched rows. */
export async function touchedTables(database: Database, reorganisationId: string): Promise<string[]> {
  const rows = await database
    .selectFrom('reorganisation_change')
    .select('table_name')
    .distinct()
    .where('reorganisation_id', '=', reorganisationId)
    .orderBy('table_name')
    .execute()
  return rows.map((row) => row.table_name)
}

type IdOf = ReadonlyMap<string, string>

/** The units that begin, as bare identities; answers the ids of all units of the plan by code. */
async function beginUnits(steps: Steps, plan: ReorganisationPlan): Promise<IdOf> {
  const codes = plan.begins.map((unit) => unit.code)
  if (codes.length > 0) {
    await steps.run(
      'unit',
      sql`added as (insert into unit (code) select code from unnest(${codes}::text[]) as code returning *),
        touched as (select added.id, null::jsonb as before, to_jsonb(added) as after from added)`,
    )
  }
  const named = [
    ...codes,
    ...plan.edges.flatMap((edge) => edge.toCode ?? []),
    ...plan.placedAnew.map((each) => each.heirCode),
  ]
  const found = await steps.transaction
    .selectFrom('unit')
    .select(['id', 'code'])
    .where('code', '=', sql<string>`any(${named}::text[])`)
    .execute()
  return new Map([
    ...found.map((unit) => [unit.code, unit.id] as const),
    ...plan.ends.map((unit) => [unit.code, unit.id] as const),
  ])
}

type Act = { idOf: IdOf; legalAct: string; effectiveOn: CalendarDate }

async function writeVersions(
  steps: Steps,
  plan: ReorganisationPlan,
  { idOf, legalAct, effectiveOn }: Act,
): Promise<void> {
  const lastDay = lastDayBefore(effectiveOn)
  const placedOnTheDay = plan.placedAnew.filter(({ unit }) => unit.latestFrom === effectiveOn)
  const placedAnew = plan.placedAnew.filter(({ unit }) => unit.latestFrom < effectiveOn)
  const closing = [...plan.ends, ...plan.renames.map(({ unit }) => unit), ...placedAnew.map(({ unit }) => unit)]
  await steps.run(
    'unit_version',
    sql`chosen as (
        select version.id, jsonb_build_object('valid_to', version.valid_to) as before from unit_version version
        where version.unit_id = any(${closing.map((unit) => unit.id)}::bigint[]) and version.is_last),
      changed as (update unit_version version set valid_to = ${lastDay}::date from chosen where version.id = chosen.id returning version.id),
      touched as (select chosen.id, chosen.before, jsonb_build_object('valid_to', ${lastDay}::date) as after
        from chosen join changed on changed.id = chosen.id)`,
  )
  if (placedOnTheDay.length > 0) {
    await steps.run(
      'unit_version',
      sql`heir as (${pairs(placedOnTheDay.map(({ unit, heirCode }) => [unit.id, idOf.get(heirCode) ?? '0']))}),
        chosen as (select version.id, version.parent_unit_id as was, heir.to_id from unit_version version
          join heir on heir.from_id = version.unit_id where version.is_last),
        changed as (update unit_version version set parent_unit_id = chosen.to_id from chosen where version.id = chosen.id returning version.id),
        touched as (select chosen.id, jsonb_build_object('parent_unit_id', chosen.was) as before,
          jsonb_build_object('parent_unit_id', chosen.to_id) as after from chosen join changed on changed.id = chosen.id)`,
    )
  }
  if (placedAnew.length > 0) {
    // All other columns go on as they are, whatever they will be one day.
    await steps.run(
      'unit_version',
      sql`heir as (${pairs(placedAnew.map(({ unit, heirCode }) => [unit.id, idOf.get(heirCode) ?? '0']))}),
        added as (
          insert into unit_version overriding system value
          select (jsonb_populate_record(null::unit_version, to_jsonb(version) || jsonb_build_object(
            'id', nextval(pg_get_serial_sequence('unit_version', 'id')), 'parent_unit_id', heir.to_id,
            'valid_from', ${effectiveOn}::date, 'valid_to', null, 'legal_act', ${legalAct}::text))).*
          from unit_version version join heir on heir.from_id = version.unit_id where version.is_last
          returning *),
        touched as (select added.id, null::jsonb as before, to_jsonb(added) as after from added)`,
    )
  }
  const described = [
    ...plan.begins.map((unit) => asDescribed(unit, idOf.get(unit.code), parentId(unit, idOf))),
    ...plan.renames.map(({ unit, to }) => asDescribed(to, unit.id, parentId(to, idOf))),
  ]
  if (described.length === 0) return
  await steps.run(
    'unit_version',
    sql`added as (
        insert into unit_version (unit_id, name, short_name, kind_code, parent_unit_id, place_name, issuer_code, valid_from, legal_act)
        select given."unitId", given.name, given."shortName", given."kindCode", given."parentId", nullif(given."placeName", ''),
          nullif(given."issuerCode", ''), ${effectiveOn}::date, ${legalAct}
        from jsonb_to_recordset(${JSON.stringify(described)}::jsonb) as given ("unitId" bigint, name text, "shortName" text,
          "kindCode" text, "parentId" bigint, "placeName" text, "issuerCode" text)
        returning *),
      touched as (select added.id, null::jsonb as before, to_jsonb(added) as after from added)`,
  )
}

function asDescribed(unit: UnitToBegin, unitId: string | undefined, parentUnitId: string | null) {
  const { name, shortName, kindCode, placeName, issuerCode } = unit
  return { unitId, name, shortName, kindCode, parentId: parentUnitId, placeName, issuerCode }
}

function parentId(unit: UnitToBegin, idOf: IdOf): string | null {
  return unit.parentUnitId ?? (unit.parentCode === null ? null : (idOf.get(unit.parentCode) ?? null))
}

async function writeSuccessions(
  steps: Steps,
  plan: ReorganisationPlan,
  { idOf, legalAct, effectiveOn }: Act,
): Promise<void> {
  if (plan.edges.length === 0) return
  const edges = plan.edges.map((edge) => ({ ...edge, toUnitId: edge.toCode === null ? null : idOf.get(edge.toCode) }))
  await steps.run(
    'unit_succession',
    sql`added as (
        insert into unit_succession (from_unit_id, to_unit_id, kind, happened_on, legal_act, reorganisation_id, share, parts, is_main_heir)
        select edge."fromUnitId", edge."toUnitId", edge.kind, ${effectiveOn}::date, ${legalAct}, ${steps.reorganisationId}::bigint,
          edge.share, edge.parts, edge."isMainHeir"
        from jsonb_to_recordset(${JSON.stringify(edges)}::jsonb) as edge ("fromUnitId" bigint, "toUnitId" bigint, kind text,
          share text, parts text, "isMainHeir" boolean)
        returning *),
      touched as (select added.id, null::jsonb as before, to_jsonb(added) as after from added)`,
  )
}

/**
 * A post ends on the last day and goes on in the heir. The row that goes on is the same one, so that what hangs on it (a delegation)
 * goes on too; the past is the row that is added. Where only the reach of a post has ended, the reach follows in the same way.
 */
async function movePosts(steps: Steps, heirs: readonly Heir[], effectiveOn: CalendarDate): Promise<void> {
  const heir = pairs(withIds(heirs))
  const lastDay = lastDayBefore(effectiveOn)
  const follows = sql`coalesce(post.valid_to, 'infinity') >= ${effectiveOn}::date
    and (post.unit_id in (select from_id from heir) or post.reach_unit_id in (select from_id from heir))`
  await steps.run(
    'post',
    sql`heir as (${heir}),
      added as (
        insert into post overriding system value
        select (jsonb_populate_record(null::post, to_jsonb(post) || jsonb_build_object(
          'id', nextval(pg_get_serial_sequence('post', 'id')), 'valid_to', ${lastDay}::date))).*
        from post where ${follows} and post.valid_from < ${effectiveOn}::date
        returning *),
      touched as (select added.id, null::jsonb as before, to_jsonb(added) as after from added)`,
  )
  await steps.run(
    'post',
    sql`heir as (${heir}),
      chosen as (
        select post.id, post.unit_id, post.reach_unit_id, post.valid_from,
          coalesce(own.to_id, post.unit_id) as new_unit_id, coalesce(wide.to_id, post.reach_unit_id) as new_reach_unit_id,
          greatest(post.valid_from, ${effectiveOn}::date) as new_valid_from
        from post left join heir own on own.from_id = post.unit_id left join heir wide on wide.from_id = post.reach_unit_id
        where ${follows}),
      changed as (
        update post set unit_id = chosen.new_unit_id, reach_unit_id = chosen.new_reach_unit_id, valid_from = chosen.new_valid_from
        from chosen where post.id = chosen.id returning post.id),
      touched as (
        select chosen.id,
          jsonb_build_object('unit_id', chosen.unit_id, 'reach_unit_id', chosen.reach_unit_id, 'valid_from', chosen.valid_from) as before,
          jsonb_build_object('unit_id', chosen.new_unit_id, 'reach_unit_id', chosen.new_reach_unit_id, 'valid_from', chosen.new_valid_from) as after
        from chosen join changed on changed.id = chosen.id)`,
  )
}

/** A unit's place in a block ends with it; the heir takes the place unless it has one in a block of the same province. */
async function moveBlockMemberships(steps: Steps, heirs: readonly Heir[], effectiveOn: CalendarDate): Promise<void> {
  const ends = heirs.map((heir) => heir.fromId)
  const ended = sql`member.valid_from < ${effectiveOn}::date and coalesce(member.valid_to, 'infinity') >= ${effectiveOn}::date
    and member.unit_id = any(${ends}::bigint[])`
  await steps.run(
    'block_membership',
    sql`heir as (${pairs(withIds(heirs))}),
      place as (
        select distinct on (heir.to_id, block.root_unit_id) heir.to_id, block.id as block_id
        from block_membership member join heir on heir.from_id = member.unit_id join block on block.id = member.block_id
        where ${ended} and not exists (
          select from block_membership other join block other_block on other_block.id = other.block_id
          where other.unit_id = heir.to_id and other_block.root_unit_id = block.root_unit_id
            and coalesce(other.valid_to, 'infinity') >= ${effectiveOn}::date)
        order by heir.to_id, block.root_unit_id, member.id),
      added as (
        insert into block_membership (block_id, unit_id, valid_from)
        select place.block_id, place.to_id, ${effectiveOn}::date from place returning *),
      touched as (select added.id, null::jsonb as before, to_jsonb(added) as after from added)`,
  )
  const lastDay = lastDayBefore(effectiveOn)
  await steps.run(
    'block_membership',
    sql`chosen as (select member.id, member.valid_to from block_membership member where ${ended}),
      changed as (update block_membership member set valid_to = ${lastDay}::date from chosen where member.id = chosen.id returning member.id),
      touched as (select chosen.id, jsonb_build_object('valid_to', chosen.valid_to) as before,
        jsonb_build_object('valid_to', ${lastDay}::date) as after from chosen join changed on changed.id = chosen.id)`,
  )
}

/** All rows of one kind that follow their units, in one statement. */
async function moveRows(
  steps: Steps,
  move: UnitMove,
  heirs: readonly Heir[],
  effectiveOn: CalendarDate,
): Promise<void> {
  const column = sql.ref(move.unitColumn)
  const name = move.unitColumn
  const version = move.hasVersion ? sql`, version = record.version + 1` : sql``
  const [was, is] = move.hasVersion
    ? [sql`, 'version', changed.version - 1`, sql`, 'version', changed.version`]
    : [sql``, sql``]
  await steps.run(
    move.table,
    sql`${candidates(move, heirs, effectiveOn)},
      changed as (
        update ${sql.table(move.table)} record set ${column} = candidate.to_id${version} from candidate
        where record.id = candidate.id and candidate.standing = 'moves'
        returning record.id, candidate.from_id, candidate.to_id${move.hasVersion ? sql`, record.version` : sql``}),
      touched as (
        select changed.id, jsonb_build_object(${name}::text, changed.from_id${was}) as before,
          jsonb_build_object(${name}::text, changed.to_id${is}) as after
        from changed)`,
  )
}

/** The heirs with the ids of those that are there already. */
async function heirsOf(database: Database, plan: ReorganisationPlan): Promise<Heir[]> {
  const codes = [...plan.heirs.values()].flatMap((code) => code ?? [])
  const found = await database
    .selectFrom('unit')
    .select(['id', 'code'])
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute()
  const idOf = new Map(found.map((unit) => [unit.code, unit.id]))
  return [...plan.heirs].map(([fromId, toCode]) => ({
    fromId,
    toCode,
    toId: toCode === null ? null : (idOf.get(toCode) ?? null),
  }))
}

async function namesOf(
  database: Database,
  heirs: readonly Heir[],
  day: CalendarDate,
): Promise<(readonly [string, string])[]> {
  const codes = heirs.flatMap((heir) => heir.toCode ?? [])
  const { rows } = await sql<{ code: string; name: string | null }>`
    select unit.code, unit_name_on(unit.id, ${day}::date) as name from unit where unit.code = any(${codes}::text[])`.execute(
    database,
  )
  return rows.map((row) => [row.code, row.name ?? row.code] as const)
}

const withIds = (heirs: readonly Heir[]): [string, string][] =>
  heirs.flatMap((heir) => (heir.toId === null ? [] : [[heir.fromId, heir.toId] as [string, string]]))

/** `from_id, to_id` as a select. */
function pairs(given: readonly (readonly [string, string])[]): RawBuilder<unknown> {
  return sql`select * from unnest(${given.map(([from]) => from)}::bigint[], ${given.map(([, to]) => to)}::bigint[]) as pair (from_id, to_id)`
}

/** The trail: one entry for the whole, and one on each unit that ended or began. */
async function tell(
  transaction: Database,
  official: Official,
  {
    id,
    plan,
    idOf,
    legalAct,
    effectiveOn,
    moved,
  }: { id: string; plan: ReorganisationPlan; moved: readonly MovedKind[] } & Act,
): Promise<void> {
  const day = formatCalendarDate(effectiveOn)
  await recordChange(transaction, {
    official,
    action: 'organisation.reorganised',
    subject: { kind: 'reorganisation', id },
    unitId: null,
    summary: `Thực hiện sắp xếp đơn vị từ ngày ${day} theo ${legalAct}: ${plan.ends.length} đơn vị kết thúc, ${plan.begins.length} đơn vị bắt đầu`,
    after: { moved: moved.map(({ title, moved: count }) => ({ title, count })) },
  })
  const nameOf = new Map(plan.begins.map((unit) => [unit.code, unit.name]))
  for (const unit of plan.ends) {
    const heir = plan.heirs.get(unit.id)
    await recordChange(transaction, {
      official,
      action: 'organisation.unit-ended',
      subject: { kind: 'unit', id: unit.id },
      unitId: unit.id,
      summary: `Kết thúc hoạt động từ ngày ${day} theo ${legalAct}${heir ? `; việc đang làm chuyển sang ${nameOf.get(heir) ?? heir}` : ''}`,
      after: { reorganisationId: id },
    })
  }
  const changed = [
    ...plan.renames.map(({ unit, to }) => ({
      unit,
      summary: `Đổi thành “${to.name}” từ ngày ${day} theo ${legalAct}`,
    })),
    ...plan.placedAnew.map(({ unit, heirCode }) => ({
      unit,
      summary: `Chuyển về trực thuộc ${nameOf.get(heirCode) ?? heirCode} từ ngày ${day} theo ${legalAct}`,
    })),
  ]
  for (const { unit, summary } of changed) {
    await recordChange(transaction, {
      official,
      action: 'organisation.unit-changed',
      subject: { kind: 'unit', id: unit.id },
      unitId: unit.id,
      summary,
      after: { reorganisationId: id },
    })
  }
  for (const unit of plan.begins) {
    const unitId = idOf.get(unit.code) ?? ''
    await recordChange(transaction, {
      official,
      action: 'organisation.unit-began',
      subject: { kind: 'unit', id: unitId },
      unitId,
      summary: `Thành lập ${unit.name} từ ngày ${day} theo ${legalAct}`,
      after: { reorganisationId: id },
    })
  }
}
