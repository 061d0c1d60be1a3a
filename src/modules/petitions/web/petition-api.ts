import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate, apiRead } from '../../../platform/http/api.ts'
import { registerPetition } from '../actions/register-petition.ts'
import { petitions } from '../queries/petitions.ts'
import { AnyPetitionFields, petitionToRegister } from './petition-fields.ts'
import { PetitionQuery } from './petition-list.tsx'

const Petition = z.object({
  id: z.string(),
  number: z.number(),
  year: z.number(),
  kind: z.string(),
  state: z.string(),
  receivedOn: z.string(),
  dueOn: z.string().nullable(),
  endedOn: z.string().nullable(),
  /** Null for a denunciation. */
  title: z.string().nullable(),
  handlingUnitName: z.string(),
})

/** Petitions for programs: no sender, and nothing of a denunciation but that it is there. */
export function petitionApi(app: FastifyInstance): void {
  const { protectedKeys: keys, files } = app.services
  apiRead(app, {
    path: '/petitions',
    permission: 'petition.read',
    summary: 'Danh sách đơn thư trong phạm vi của tài khoản',
    query: PetitionQuery,
    answer: z.object({ petitions: z.array(Petition), next: z.string().nullable() }),
    read: async ({ database, official, today, query }) => {
      const page = await petitions(database, official, query, today)
      return { petitions: page.rows, next: page.next }
    },
  })
  apiCreate(app, {
    path: '/petitions',
    permission: 'petition.register',
    summary: 'Vào sổ một đơn; thông tin người tố cáo chỉ vào kho bảo vệ',
    body: AnyPetitionFields,
    create: async ({ database, official, today }, body) => {
      const given = petitionToRegister(body)
      return { location: `/petitions/${await registerPetition(database, official, given, today, { keys, files })}` }
    },
  })
}
