import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate, apiRead } from '../../../platform/http/api.ts'
import { proposeAward } from '../actions/propose-award.ts'
import { awards } from '../queries/awards.ts'
import { ProposalFields } from './award-fields.ts'
import { AwardQuery } from './award-query.ts'

const Award = z.object({
  id: z.string(),
  form: z.string(),
  formTitle: z.string(),
  forYear: z.number(),
  recipientKind: z.string(),
  unitName: z.string(),
  personName: z.string().nullable(),
  personPost: z.string().nullable(),
  achievement: z.string(),
  proposedOn: z.string(),
  state: z.string(),
  decisionNumber: z.string().nullable(),
  awardedOn: z.string().nullable(),
  rankTitle: z.string().nullable(),
})

/** Awards for programs. */
export function awardApi(app: FastifyInstance): void {
  apiRead(app, {
    path: '/awards',
    permission: 'award.read',
    summary: 'Danh sách đề nghị và khen thưởng trong phạm vi của tài khoản',
    query: AwardQuery,
    answer: z.object({ awards: z.array(Award), next: z.string().nullable() }),
    read: async ({ database, official, today, query }) => {
      const page = await awards(database, official, query, today)
      return { awards: page.rows, next: page.next }
    },
  })
  apiCreate(app, {
    path: '/awards',
    permission: 'award.propose',
    summary: 'Đề nghị khen thưởng một tập thể hoặc cá nhân',
    body: ProposalFields,
    create: async ({ database, official, today }, { awardForm, ...body }) => ({
      location: `/awards/${await proposeAward(database, official, { form: awardForm, ...body }, today)}`,
    }),
  })
}
