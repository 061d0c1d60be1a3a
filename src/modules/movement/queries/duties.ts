import { sql } from 'kysely'
import type { Context } from '../../../platform/http/context.ts'
import type { Duty } from '../../../platform/http/module.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { countLackingProof } from './model-life.ts'
import './tables.ts'

type Found = { id: string; contestId: string | null; title: string; what: 'mark' | 'admit'; count: number }

/** What waits for this official in contests and panels: marks to give, works to admit. */
export async function markingDuties({ database, official, today }: Context): Promise<Duty[]> {
  const { rows } = await sql<Found>`
    select 'mark' as what, board.id::text, board.contest_id::text as "contestId",
      coalesce(contest.title || ' – ' || stage.title, 'Bình xét mô hình “Dân vận khéo”') as title,
      (select count(*)::int from board_subject subject where subject.board_id = board.id
        and not board_keeps_from(subject.id, member.person_id, ${today}::date)
        and not exists (select from board_sheet sheet where sheet.subject_id = subject.id
          and sheet.person_id = member.person_id)) as count
    from board_member member join movement_board board on board.id = member.board_id
    left join contest on contest.id = board.contest_id left join contest_stage stage on stage.board_id = board.id
    where member.person_id = ${official.personId} and member.closed_at is null and board.opened_on is not null
      and board.decided_on is null
    union all
    select 'admit', contest.id::text, contest.id::text, contest.title, count(*)::int
    from contest_member member join contest on contest.id = member.contest_id
    join contest_entry entry on entry.contest_id = contest.id and entry.state = 'received'
    where member.person_id = ${official.personId} and member.part = 'secretary'
    group by contest.id, contest.title
    order by 2 limit 50`.execute(database)
  const duties = rows.map(({ what, id, title, count }): Duty => {
    const words =
      what === 'admit'
        ? `Xét điều kiện ${count} bài dự thi`
        : count > 0
          ? `Còn ${count} chưa chấm`
          : 'Chốt điểm đã chấm'
    return {
      state: 'waiting',
      title: `${words}: ${title}`,
      href: what === 'admit' ? `/movement/contests/${id}` : `/movement/marking/${id}`,
      dueOn: null,
      note: what === 'admit' ? 'Thư ký cuộc thi' : 'Phần chấm của tôi',
    }
  })
  const own = official.posts.filter((post) => post.permissions.includes('movement.write')).map((post) => post.unitId)
  const lacking = own.length === 0 ? 0 : await countLackingProof(database, own, today)
  if (lacking === 0) return duties
  const title = `${lacking} mô hình “Dân vận khéo” chưa có bằng chứng còn hoạt động năm ${yearOf(today)}`
  return [
    ...duties,
    {
      state: 'waiting',
      title,
      href: '/movement?proof=lacking',
      dueOn: null,
      note: 'Ghi kiểm tra hoặc ghi không còn duy trì',
    },
  ]
}
