import type { Context } from '../../../platform/http/context.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'

/** Whose registers the official keeps, and the bodies on whose behalf something may be received. */
export async function choices({ database, official, today }: Context) {
  const [units, bodies] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'petition.register') }),
    unitsOnDay(database, {
      today,
      kinds: ['council-standing-body', 'council', 'council-committee', 'national-assembly-delegation'],
    }),
  ])
  return { units, bodies, forOthers: units.some((unit) => unit.kindCode === 'council-office') }
}

/** What stands in the form of something that came in today over the counter. */
export function blank(data: Awaited<ReturnType<typeof choices>>, { official, today }: Context) {
  return {
    receivedOn: formatCalendarDate(today),
    channel: 'counter',
    signatoryCount: '1',
    unitId: data.units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? data.units[0]?.id ?? '',
  }
}
