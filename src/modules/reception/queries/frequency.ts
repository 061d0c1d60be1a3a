import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { timeLimits } from '../../calendar/index.ts'
import type { Frequency } from '../rules/schedule.ts'

/** The rule of the head's reception days, by kind of unit. Kinds that are not named have none that was found. */
const RULE_OF_KIND: Readonly<Record<string, string>> = {
  'peoples-committee': 'rec-province',
  district: 'rec-district',
  commune: 'rec-commune',
  department: 'rec-head',
  'central-agency': 'rec-head',
  'public-service-unit': 'rec-unit',
  'party-committee': 'rec-party-p',
}

/** How often the head of a unit of the kind must receive citizens, by the law of the day; null where no rule is known. */
export function frequencyOn(kindCode: string, day: CalendarDate): Frequency | null {
  const rule = timeLimits.find(({ id }) => id === RULE_OF_KIND[kindCode])
  if (!rule || rule.limit === null || (rule.unit !== 'per-month' && rule.unit !== 'per-week')) return null
  if ((rule.validFrom ?? '') > day || (rule.validTo !== undefined && rule.validTo < day)) return null
  const per = rule.unit === 'per-week' ? 'week' : 'month'
  return { times: rule.limit, per, title: rule.title, source: rule.source, note: rule.note ?? null }
}
