import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiRead } from '../../../platform/http/api.ts'
import { optionalDay } from '../../../platform/http/form-fields.ts'
import { findUnits } from '../queries/find-units.ts'

const Unit = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.string(),
  kindTitle: z.string(),
  level: z.string(),
  parentId: z.string().nullable(),
  parentName: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})

/** Units for programs. */
export function unitApi(app: FastifyInstance): void {
  apiRead(app, {
    path: '/units',
    permission: 'organisation.read',
    summary: 'Danh sách đơn vị như tại một ngày',
    query: z.object({
      on: optionalDay('Ngày'),
      under: z
        .string()
        .regex(/^\d{1,18}$/, 'Mã số đơn vị gồm toàn chữ số.')
        .optional(),
      words: z.string().max(100).optional(),
      after: z.string().max(60).optional(),
    }),
    answer: z.object({ on: z.string(), units: z.array(Unit), next: z.string().nullable() }),
    read: async ({ database, today, query }) => {
      const on = query.on ?? today
      const page = await findUnits(database, { ...query, on })
      return { on, units: page.rows, next: page.next }
    },
  })
}
