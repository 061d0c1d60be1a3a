import type { Module } from '../../../platform/http/module.ts'
import { contextFor } from '../../../platform/http/request.ts'
import type { Job, JobServices } from '../../../platform/jobs/job.ts'
import { problemInWords } from '../../../platform/jobs/problem-in-words.ts'
import { dateInVietnam } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { calendarInForce, isWorkingDay } from '../../calendar/index.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { look } from '../actions/look.ts'
import { FIRST_HOUR, LAST_HOUR } from '../rules/digest.ts'
import { standingDuties, titlesOf } from './standing-duties.ts'

const HOURS_AHEAD = 7

/** Every hour of the working day: limits in the morning, when the day is new; what is given or urged within the hour. */
export function lookJob(modules: readonly Module[]): Job {
  return {
    name: 'notices.look',
    title: 'Xem việc mới, đến hạn; làm thông báo và thư tổng hợp',
    schedule: { everyMinutes: 60 },
    run: (_payload, services) => lookAtEverybody(modules, services),
  }
}

async function lookAtEverybody(modules: readonly Module[], services: JobServices): Promise<void> {
  const { database, mail, publicUrl } = services
  const now = services.now()
  const today = dateInVietnam(now)
  const hour = (now.getUTCHours() + HOURS_AHEAD) % 24
  if (hour < FIRST_HOUR || hour > LAST_HOUR) return
  if (!isWorkingDay(today, await calendarInForce(database))) return
  const taken = { now, today, hour, publicUrl, sendsMail: mail !== null, titles: titlesOf(modules) }
  const accounts = await database
    .selectFrom('account')
    .select('id')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute()
  const problems: string[] = []
  for (const { id } of accounts) {
    // What goes wrong with one person must not keep the others from their notices.
    try {
      const official = await officialOfAccount(database, id, today)
      if (!official || official.posts.length === 0) continue
      await look(database, official, await standingDuties(modules, contextFor(services, official)), taken)
    } catch (error) {
      problems.push(problemInWords(error))
    }
  }
  if (problems.length > 0)
    throw new Refusal(
      'conflict',
      'notices.some-not-looked-at',
      `Chưa xem được việc của ${problems.length} trong ${accounts.length} tài khoản; những người khác đã xong. Nguyên nhân đầu tiên: ${problems[0]}`,
    )
}
