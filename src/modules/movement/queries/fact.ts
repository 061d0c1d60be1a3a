import { type SqlBool, sql } from 'kysely'
import type { Fact } from '../../../platform/database/fact.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { MODEL_REGISTRATIONS, MODEL_STATES } from '../rules/model.ts'

/** Models of “Dân vận khéo”, on the day of registration. */
export const modelFact: Fact = {
  code: 'model',
  title: 'Mô hình “Dân vận khéo”',
  time: 'event',
  source: sql`
    select model.id::text as record_id, model.name as title, model.unit_id, null::bigint as behalf_unit_id,
      model.registered_on as from_date, model.registered_on as to_date,
      model.registration, model.field_code as field, model.state
    from movement_model model`,
  dimensions: {
    registration: { title: 'Hình thức đăng ký', values: MODEL_REGISTRATIONS },
    field: { title: 'Lĩnh vực' },
    state: { title: 'Kết quả bình xét', values: MODEL_STATES },
  },
  measures: {},
  // Recognised models are there to be spread: whoever reads models reads those of all units.
  reading: {
    permission: 'movement.read',
    allows: (official, today) => sql<SqlBool>`((fact.state = 'recognised' and ${may(official, 'movement.read')})
      or fact.unit_id in ${unitsUnder(unitsFor(official, 'movement.read'), today)})`,
  },
  recordPath: (id) => `/movement/models/${id}`,
}

/** Authors awarded in contests, on the day of the award, for the unit that held the contest. One record is one awarded work. */
export const contestAwardFact: Fact = {
  code: 'contest-award',
  title: 'Tác giả được trao giải',
  time: 'event',
  source: sql`
    select entry.id::text as record_id, entry.author_name || ' – ' || entry.work_title as title, contest.unit_id,
      null::bigint as behalf_unit_id, award.awarded_on as from_date, award.awarded_on as to_date, stage.position::text as stage
    from contest_award award
    join contest_entry entry on entry.id = award.entry_id
    join contest_stage stage on stage.id = entry.stage_id
    join contest on contest.id = entry.contest_id`,
  dimensions: { stage: { title: 'Chặng' } },
  measures: {},
  reading: {
    permission: 'movement.read',
    allows: (official, today) =>
      sql<SqlBool>`fact.unit_id in ${unitsUnder(unitsFor(official, 'movement.read'), today)}`,
  },
  recordPath: (id) => `/movement/entries/${id}`,
}
