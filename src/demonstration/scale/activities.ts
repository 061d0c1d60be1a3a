import { sql } from 'kysely'
import { writeSearchWhere } from '../../modules/activities/actions/record-activity.ts'
import type { ActivityKind } from '../../modules/activities/rules/activity.ts'
import { nationalCalendar } from '../../modules/calendar/index.ts'
import type { Loading, RowToCopy } from '../../platform/database/loading.ts'
import { addDays, type CalendarDate } from '../../vocabulary/calendar-date.ts'
import { type Chance, chance } from '../chance.ts'
import { inventedName } from '../names.ts'
import { LAST_DAY, workedDays } from './lives.ts'
import type { ScaleProvince, UnitAtWork } from './province.ts'
import { somePlace, wordsOfAnswer, wordsOfOpinion } from './words.ts'

const ROWS_AT_ONCE = 2000
const ILLUSTRATION = 'Hoạt động được sinh ra để thử tải; mọi chi tiết được đặt ra.'
/** On average; they are said at the kinds of activity where people speak. */
const OPINIONS_PER_ACTIVITY = 10
/** That share of the opinions has been answered. */
const ANSWERED = 0.9

const KINDS: readonly { kind: ActivityKind; title: string; isHeard: boolean }[] = [
  { kind: 'dialogue', title: 'Đối thoại với Nhân dân', isHeard: true },
  { kind: 'voter-contact', title: 'Tiếp xúc cử tri', isHeard: true },
  { kind: 'conference', title: 'Hội nghị đại biểu Nhân dân', isHeard: true },
  { kind: 'training', title: 'Bồi dưỡng kỹ năng dân vận khéo', isHeard: false },
  { kind: 'dissemination', title: 'Tuyên truyền chủ trương, chính sách mới', isHeard: false },
  { kind: 'supervision', title: 'Giám sát việc thực hiện dân chủ ở cơ sở', isHeard: false },
]

/** Loads that many activities over the ten years, with ten times as many opinions. */
export async function loadActivities(
  loading: Loading,
  province: ScaleProvince,
  count: number,
): Promise<{ opinions: number }> {
  const days = workedDays(nationalCalendar)
  let opinions = 0
  let owed = 0
  for (let first = 1; first <= count; first += ROWS_AT_ONCE) {
    const activities: RowToCopy[] = []
    const said: RowToCopy[] = []
    for (let id = first; id < first + ROWS_AT_ONCE && id <= count; id += 1) {
      const random = chance(Math.imul(id, 0x85ebca6b))
      const heldOn = days[Math.floor(((id - 1) * days.length) / count)] ?? LAST_DAY
      const unit = random.pick(province.units)
      // The last one takes what is left, so that the sum is exact.
      const { kind, title, isHeard } = id === count ? heard : random.pick(KINDS)
      owed += OPINIONS_PER_ACTIVITY
      const opinionCount = isHeard ? owed : 0
      owed -= opinionCount
      activities.push({
        id,
        kind_code: kind,
        title: `${title} tại ${somePlace(random)}`,
        held_on: heldOn,
        place: 'Nhà văn hóa ấp',
        unit_id: unit.id,
        chaired_by: inventedName(random),
        participant_count: opinionCount + random.between(20, 180),
        opinion_count: opinionCount,
        content: 'Thành phần, nội dung theo kế hoạch năm của đơn vị.',
        illustration: ILLUSTRATION,
        created_by_account_id: unit.clerkAccountId,
        created_at: `${heldOn} 16:00:00+07`,
        changed_at: `${heldOn} 16:00:00+07`,
        changed_by_account_id: unit.clerkAccountId,
      })
      for (let position = 1; position <= opinionCount; position += 1)
        said.push(opinion({ activityId: id, position, heldOn, unit }, random))
    }
    opinions += said.length
    await loading.copy('activity', activities)
    await loading.copy('opinion', said)
  }
  await sql`select setval(pg_get_serial_sequence('activity', 'id'), ${count})`.execute(loading.transaction)
  return { opinions }
}

const heard = { kind: 'dialogue', title: 'Đối thoại với Nhân dân', isHeard: true } as const

/** What the activities are searched by, made as for one that is recorded. */
export function loadActivitySearch({ transaction }: Loading): Promise<void> {
  return writeSearchWhere(transaction, sql`true`)
}

type Said = { activityId: number; position: number; heldOn: CalendarDate; unit: UnitAtWork }

function opinion({ activityId, position, heldOn, unit }: Said, random: Chance): RowToCopy {
  const dueOn = addDays(heldOn, 30)
  const answeredOn = addDays(heldOn, random.between(3, 45))
  const isAnswered = answeredOn <= LAST_DAY && random.next() < ANSWERED
  return {
    activity_id: activityId,
    position,
    content: wordsOfOpinion(random),
    responsible_unit_id: unit.id,
    due_on: random.next() < 0.5 ? dueOn : null,
    answer: isAnswered ? wordsOfAnswer(random) : null,
    answered_on: isAnswered ? answeredOn : null,
    answered_by_account_id: isAnswered ? unit.clerkAccountId : null,
  }
}
