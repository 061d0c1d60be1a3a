import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate, apiRead } from '../../../platform/http/api.ts'
import { Id } from '../../../platform/http/page.tsx'
import { createPlan } from '../actions/create-plan.ts'
import { giveTask } from '../actions/give-task.ts'
import { assignments } from '../queries/assignments.ts'
import { plans } from '../queries/plans.ts'
import { lastGoodDay, progressState } from '../rules/progress.ts'
import { NewPlanFields, TaskFields } from './plan-fields.ts'
import { PlanQuery } from './plan-list-page.tsx'
import { TaskQuery } from './task-list-page.tsx'

const Plan = z.object({
  id: z.string(),
  title: z.string(),
  year: z.number(),
  reference: z.string().nullable(),
  issuedOn: z.string().nullable(),
  unitName: z.string(),
  contentCount: z.number(),
  assignmentCount: z.number(),
  completedCount: z.number(),
  overdueCount: z.number(),
})

const Task = z.object({
  id: z.string(),
  title: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  part: z.string(),
  dueOn: z.string(),
  dueOnExcluded: z.boolean(),
  lastGoodDay: z.string(),
  state: z.string(),
  completedOn: z.string().nullable(),
  planId: z.string(),
})

/** Plans and tasks for programs. */
export function planApi(app: FastifyInstance): void {
  apiRead(app, {
    path: '/plans',
    permission: 'plan.read',
    summary: 'Danh sách kế hoạch trong phạm vi của tài khoản',
    query: PlanQuery,
    answer: z.object({ plans: z.array(Plan), next: z.string().nullable() }),
    read: async ({ database, official, today, query }) => {
      const page = await plans(database, official, query, today)
      return { plans: page.rows, next: page.next }
    },
  })
  apiCreate(app, {
    path: '/plans',
    permission: 'plan.write',
    summary: 'Lập một kế hoạch với các nội dung (mỗi dòng của contents là một nội dung)',
    body: NewPlanFields,
    create: async ({ database, official, today }, body) => ({
      location: `/plans/${await createPlan(database, official, body, today)}`,
    }),
  })
  apiCreate(app, {
    path: '/plans/:planId/tasks',
    permission: 'task.assign',
    summary: 'Giao một nhiệm vụ trong kế hoạch cho các đơn vị',
    params: z.object({ planId: Id }),
    body: TaskFields,
    create: async ({ database, official, today, params }, body) => ({
      location: `/tasks/${await giveTask(database, official, { planId: params.planId, given: body, today })}`,
    }),
  })
  apiRead(app, {
    path: '/tasks',
    permission: 'plan.read',
    summary: 'Nhiệm vụ của các đơn vị, tính đến hết ngày asOf (để trống là hôm nay)',
    query: TaskQuery,
    answer: z.object({ asOf: z.string(), tasks: z.array(Task), next: z.string().nullable() }),
    read: async ({ database, official, today, query }) => {
      const asOf = query.asOf ?? today
      const page = await assignments(database, official, query, { today, asOf })
      const tasks = page.rows.map((row) => ({
        ...row,
        lastGoodDay: lastGoodDay(row),
        state: progressState(row, asOf),
        completedOn: row.completedOn !== null && row.completedOn <= asOf ? row.completedOn : null,
      }))
      return { asOf, tasks, next: page.next }
    },
  })
}
