import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { byRaising, opinionLikeness } from '../rules/opinion-raised-again.ts'
import { readableOpinions } from './opinions.ts'

/** Opinions further apart than a term of the council are hardly one matter. */
const DAYS_APART = 5 * 366
/** So many of the latest of each unit are compared: some years of a commune. */
const MOST_COMPARED = 3000
const MOST_SHOWN = 5

type Asked = {
  id: string
  content: string
  heldOn: CalendarDate
  firstRaisedId: string | null
  activityUnitId: string
  responsibleUnitId: string | null
}

/** The other opinions about the same matter that the official may read, in the order in which they were raised. */
export async function sameMatter(database: Database, official: Official, asked: Asked, today: CalendarDate) {
  const headId = asked.firstRaisedId ?? asked.id
  const rows = await readableOpinions(database, official, today)
    .where('opinion.id', '<>', asked.id)
    .where((opinion) =>
      opinion.or([opinion('opinion.id', '=', headId), opinion('opinion.first_raised_id', '=', headId)]),
    )
    .execute()
  return rows.sort(byRaising)
}

/** The latest that the same unit heard, or was given to answer: what is asked of others is another matter. */
function ofTheSameUnits({ activityUnitId, responsibleUnitId }: Asked): RawBuilder<SqlBool> {
  return sql<SqlBool>`opinion.id in (
    (select given.id from opinion given where given.responsible_unit_id = ${responsibleUnitId ?? activityUnitId}
      order by given.id desc limit ${MOST_COMPARED})
    union all
    (select raised.id from activity own join opinion raised on raised.activity_id = own.id where own.unit_id = ${activityUnitId}
      order by own.held_on desc, raised.id desc limit ${MOST_COMPARED}))`
}

/** Opinions that may be about the same matter, most alike first; at most 5, none that are linked already. */
export async function possiblySameMatter(database: Database, official: Official, asked: Asked, today: CalendarDate) {
  const headId = asked.firstRaisedId ?? asked.id
  // Only what is compared: the rest is read of the few that are shown.
  const compared = await readableOpinions(database, official, today)
    .clearSelect()
    .select(['opinion.id', 'opinion.content', 'activity.held_on as heldOn'])
    .where(ofTheSameUnits(asked))
    .where('opinion.id', '<>', headId)
    .where(sql<SqlBool>`coalesce(opinion.first_raised_id, 0) <> ${headId}`)
    .where('opinion.id', '<>', asked.id)
    .where('activity.held_on', '>=', addDays(asked.heldOn, -DAYS_APART))
    .where('activity.held_on', '<=', addDays(asked.heldOn, DAYS_APART))
    .execute()
  const alike = compared
    .flatMap((other) => {
      const likeness = opinionLikeness(asked.content, other.content)
      return likeness === null ? [] : [{ ...other, likeness }]
    })
    .sort((one, other) => other.likeness - one.likeness || byRaising(other, one))
    .slice(0, MOST_SHOWN)
  if (alike.length === 0) return []
  const ids = alike.map(({ id }) => id)
  const rows = await readableOpinions(database, official, today).where('opinion.id', 'in', ids).execute()
  return alike.flatMap(({ id, likeness }) => {
    const row = rows.find((each) => each.id === id)
    return row ? [{ ...row, likeness }] : []
  })
}
