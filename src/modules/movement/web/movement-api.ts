import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate, apiRead } from '../../../platform/http/api.ts'
import { registerModel } from '../actions/register-model.ts'
import { models } from '../queries/models.ts'
import { ModelFields } from './model-fields.ts'
import { ModelQuery } from './model-pages.tsx'

const Model = z.object({
  id: z.string(),
  name: z.string(),
  registration: z.string(),
  field: z.string(),
  ownerName: z.string(),
  year: z.number(),
  registeredOn: z.string(),
  state: z.string(),
  unitName: z.string(),
})

/** Models for programs. */
export function movementApi(app: FastifyInstance): void {
  apiRead(app, {
    path: '/models',
    permission: 'movement.read',
    summary: 'Danh sách mô hình “Dân vận khéo” trong phạm vi của tài khoản',
    query: ModelQuery,
    answer: z.object({ models: z.array(Model), next: z.string().nullable() }),
    read: async ({ database, official, today, query }) => {
      const page = await models(
        database,
        official,
        { ...query, year: query.year ? Number(query.year) : undefined },
        today,
      )
      return { models: page.rows, next: page.next }
    },
  })
  apiCreate(app, {
    path: '/models',
    permission: 'movement.write',
    summary: 'Đăng ký một mô hình “Dân vận khéo”',
    body: ModelFields,
    create: async ({ database, official, today }, body) => ({
      location: `/movement/models/${await registerModel(database, official, body, today)}`,
    }),
  })
}
