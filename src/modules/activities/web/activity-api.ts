import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate, apiRead } from '../../../platform/http/api.ts'
import { recordActivity } from '../actions/record-activity.ts'
import { activities } from '../queries/activities.ts'
import { ActivityFields } from './activity-fields.ts'
import { ActivityQuery } from './activity-pages.tsx'

const Activity = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  heldOn: z.string(),
  place: z.string(),
  unitName: z.string(),
  participantCount: z.number(),
  opinionCount: z.number(),
})

/** Activities for programs. */
export function activityApi(app: FastifyInstance): void {
  apiRead(app, {
    path: '/activities',
    permission: 'activity.read',
    summary: 'Danh sách hoạt động trong phạm vi của tài khoản',
    query: ActivityQuery,
    answer: z.object({ activities: z.array(Activity), next: z.string().nullable() }),
    read: async ({ database, official, today, query }) => {
      const page = await activities(database, official, query, today)
      return { activities: page.rows, next: page.next }
    },
  })
  apiCreate(app, {
    path: '/activities',
    permission: 'activity.record',
    summary: 'Ghi một hoạt động',
    body: ActivityFields,
    create: async ({ database, official, today }, body) => {
      return { location: `/activities/${await recordActivity(database, official, body, today)}` }
    },
  })
}
