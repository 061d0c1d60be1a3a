import { type SqlBool, sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { personById, postById, postsOf } from '../queries/people.ts'
import { roles } from '../queries/roles.ts'
import { reaches } from '../queries/unit-record.ts'
import { unitOnDay } from '../queries/units.ts'
import { overlaps, type PostSpan, requireSpan } from '../rules/post.ts'
import '../queries/tables.ts'

/** A post as it is given to a person. Rights follow the role; without one the post gives none. */
export type PostToGive = PostSpan & {
  unitId: string
  title: string
  roleCode: string | null
  /** Where the rights reach when wider than the unit and those below it; else null. */
  reachUnitId: string | null
  /** Place in the unit's list: 1 for the head. */
  position: number
}

/**
 * Adds a person with their first post and answers the person's id.
 * Refuses what `givePost` refuses, and `organisation.same-name` when somebody of that name is in the unit already, unless told that
 * it is another person.
 */
export function addPerson(
  database: Database,
  official: Official,
  { fullName, isAnother, post }: { fullName: string; isAnother: boolean; post: PostToGive },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireYours(transaction, official, post, today)
    if (!isAnother) await refuseSameName(transaction, fullName, post.unitId)
    const person = await transaction
      .insertInto('person')
      .values({ full_name: fullName, illustration: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writePost(transaction, official, { id: person.id, fullName }, post, today)
    return person.id
  })
}

/**
 * Gives a person a post.
 * Refuses `organisation.own-post` (nobody gives themselves rights), `organisation.not-your-unit`, `organisation.no-such-role`,
 * `organisation.unit-not-alive`, `organisation.post-reversed`, `organisation.member-has-no-role` (members of a committee use the
 * system by the post where they work) and `organisation.post-held` when the person has the same post then.
 */
export function givePost(
  database: Database,
  official: Official,
  personId: string,
  post: PostToGive,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const person = await personForUpdate(transaction, official, personId, today)
    if (person.id === official.personId) {
      throw new Refusal(
        'not-allowed',
        'organisation.own-post',
        'Bạn không thể tự giao chức vụ và quyền cho chính mình. Hãy nhờ người quản trị khác làm việc này.',
      )
    }
    await requireYours(transaction, official, post, today)
    await writePost(transaction, official, person, post, today)
  })
}

/**
 * Ends a post after its last day.
 * Refuses `organisation.own-post`, `organisation.post-ended` and `organisation.post-reversed`.
 */
export function endPost(
  database: Database,
  official: Official,
  { postId, lastDay, reason }: { postId: string; lastDay: CalendarDate; reason: string },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await sql`select from post where id = ${postId} for update`.execute(transaction)
    const post = await postById(transaction, official, postId, today)
    if (!post || !(await reaches(transaction, official, 'organisation.manage', post.unitId, today))) throw noSuchPost()
    if (post.personId === official.personId) {
      throw new Refusal(
        'not-allowed',
        'organisation.own-post',
        'Bạn không thể tự kết thúc chức vụ của chính mình. Hãy nhờ người quản trị khác làm việc này.',
      )
    }
    if (post.validTo !== null && post.validTo < today) {
      const message = `Chức vụ này đã kết thúc ngày ${formatCalendarDate(post.validTo)}.`
      throw new Refusal('conflict', 'organisation.post-ended', message, { lastDay: message })
    }
    if (lastDay < post.validFrom) {
      const message = `Ngày cuối (${formatCalendarDate(lastDay)}) trước ngày bắt đầu giữ chức vụ (${formatCalendarDate(post.validFrom)}).`
      throw new Refusal('invalid', 'organisation.post-reversed', message, { lastDay: message })
    }
    await transaction.updateTable('post').set({ valid_to: lastDay }).where('id', '=', postId).execute()
    await recordChange(transaction, {
      official,
      action: 'organisation.post-ended',
      subject: { kind: 'person', id: post.personId },
      unitId: post.unitId,
      summary: `${post.fullName} thôi giữ chức vụ ${post.title}, ${post.unitName} sau ngày ${formatCalendarDate(lastDay)}${reason === '' ? '' : `: ${reason}`}`,
      before: { ...post },
      after: { validTo: lastDay },
    })
    return post.personId
  })
}

/** Mends the name of a person. */
export function renamePerson(
  database: Database,
  official: Official,
  { personId, fullName }: { personId: string; fullName: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const person = await personForUpdate(transaction, official, personId, today)
    if (person.fullName === fullName) return
    const posts = await postsOf(transaction, personId, today)
    const managed = await Promise.all(
      posts.map((post) => reaches(transaction, official, 'organisation.manage', post.unitId, today)),
    )
    if (!managed.includes(true)) throw noSuchPerson()
    await transaction.updateTable('person').set({ full_name: fullName }).where('id', '=', personId).execute()
    await recordChange(transaction, {
      official,
      action: 'organisation.person-renamed',
      subject: { kind: 'person', id: personId },
      unitId: posts[0]?.unitId ?? null,
      summary: `Sửa họ tên ${person.fullName} thành ${fullName}`,
      before: { fullName: person.fullName },
      after: { fullName },
    })
  })
}

/** The person, held for this transaction. */
async function personForUpdate(transaction: Database, official: Official, personId: string, today: CalendarDate) {
  await sql`select from person where id = ${personId} for update`.execute(transaction)
  const person = await personById(transaction, official, personId, today)
  if (!person) throw noSuchPerson()
  return person
}

/** Rights are given only where the giver manages: the unit of the post, and the wider one that its rights reach. */
async function requireYours(
  transaction: Database,
  official: Official,
  post: PostToGive,
  today: CalendarDate,
): Promise<void> {
  const asked = [
    ['unitId', post.unitId],
    ['reachUnitId', post.reachUnitId],
  ] as const
  for (const [field, unitId] of asked) {
    if (unitId === null || (await reaches(transaction, official, 'organisation.manage', unitId, today))) continue
    const message = 'Hãy chọn đơn vị trong phạm vi bạn quản lý.'
    throw new Refusal('invalid', 'organisation.not-your-unit', message, { [field]: message })
  }
  if (post.roleCode === null) return
  const known = (await roles(transaction)).some((role) => role.code === post.roleCode)
  if (known) return
  const message = 'Hãy chọn quyền sử dụng trong danh sách.'
  throw new Refusal('invalid', 'organisation.no-such-role', message, { roleCode: message })
}

async function writePost(
  transaction: Database,
  official: Official,
  person: { id: string; fullName: string },
  post: PostToGive,
  today: CalendarDate,
): Promise<void> {
  requireSpan(post)
  const unit = await unitOnDay(transaction, { id: post.unitId }, post.validFrom)
  if (!unit) {
    const message = `Đơn vị này không hoạt động vào ngày ${formatCalendarDate(post.validFrom)}. Hãy chọn đơn vị khác hoặc ngày khác.`
    throw new Refusal('invalid', 'organisation.unit-not-alive', message, { validFrom: message })
  }
  if (post.roleCode !== null && (await hasMembers(transaction, unit.kindCode))) {
    const message = `${unit.name} chỉ có thành viên: quyền sử dụng hệ thống theo chức vụ ở đơn vị công tác của từng người. Hãy để trống ô này.`
    throw new Refusal('invalid', 'organisation.member-has-no-role', message, { roleCode: message })
  }
  const held = (await postsOf(transaction, person.id, today)).find(
    (each) => each.unitId === post.unitId && each.title === post.title && overlaps(each, post),
  )
  if (held) {
    const message = `${person.fullName} đã giữ chức vụ này từ ngày ${formatCalendarDate(held.validFrom)}${held.validTo ? ` đến ngày ${formatCalendarDate(held.validTo)}` : ''}. Hãy kết thúc chức vụ cũ trước, hoặc chọn ngày từ ${formatCalendarDate(addDays(held.validTo ?? today, 1))}.`
    throw new Refusal('conflict', 'organisation.post-held', message, { title: message })
  }
  await transaction
    .insertInto('post')
    .values({
      person_id: person.id,
      unit_id: post.unitId,
      title: post.title,
      position: post.position,
      role_code: post.roleCode,
      reach_unit_id: post.reachUnitId,
      valid_from: post.validFrom,
      valid_to: post.validTo,
    })
    .execute()
  await recordChange(transaction, {
    official,
    action: 'organisation.post-given',
    subject: { kind: 'person', id: person.id },
    unitId: post.unitId,
    summary: `Giao ${person.fullName} chức vụ ${post.title}, ${unit.name} từ ngày ${formatCalendarDate(post.validFrom)}`,
    after: { ...post },
  })
}

/** True for a kind of unit whose people are members and work elsewhere. */
async function hasMembers(transaction: Database, kindCode: string): Promise<boolean> {
  const kind = await transaction
    .selectFrom('unit_kind')
    .select('has_members')
    .where('code', '=', kindCode)
    .executeTakeFirst()
  return kind?.has_members ?? false
}

async function refuseSameName(transaction: Database, fullName: string, unitId: string): Promise<void> {
  const found = await transaction
    .selectFrom('person')
    .innerJoin('post', 'post.person_id', 'person.id')
    .select('person.full_name as fullName')
    .where('post.unit_id', '=', unitId)
    .where(sql<SqlBool>`searchable(person.full_name) = searchable(${fullName})`)
    .limit(1)
    .executeTakeFirst()
  if (!found) return
  const message = `Đơn vị này đã có ${found.fullName}. Nếu đúng là người ấy, hãy mở trang của người ấy để giao thêm chức vụ; nếu là người khác trùng tên, hãy đánh dấu ô bên dưới rồi lưu lại.`
  throw new Refusal('conflict', 'organisation.same-name', message, { fullName: message })
}

export function noSuchPerson(): Refusal {
  return new Refusal('not-found', 'organisation.no-such-person', 'Không có người này trong phạm vi của bạn.')
}

export function noSuchPost(): Refusal {
  return new Refusal('not-found', 'organisation.no-such-post', 'Không có chức vụ này trong phạm vi của bạn.')
}
