import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate, apiRead } from '../../../platform/http/api.ts'
import { Id } from '../../../platform/http/page.tsx'
import { registerPetition } from '../actions/register-petition.ts'
import { petitionById } from '../queries/petition.ts'
import { logOf } from '../queries/petition-log.ts'
import { petitions } from '../queries/petitions.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { standingFrom } from '../rules/petition-standing.ts'
import { AnyPetitionFields, petitionToRegister } from './petition-fields.ts'
import { PetitionQuery } from './petition-list.tsx'
import { STEP_PATHS } from './step-paths.ts'
import { whatMayBeDone } from './what-may-be-done.ts'

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

const OnePetition = Petition.extend({
  registeredOn: z.string().nullable(),
  channel: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  handlingUnitId: z.string(),
  /** Null for a denunciation. */
  content: z.string().nullable(),
  /** As `ETag` tells it: with it as `If-Match` a step is taken only when nobody changed the petition since. */
  version: z.number(),
  /** Operations below this one that the law allows now and the account may ask for. */
  steps: z.array(z.string()),
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
  apiRead(app, {
    path: '/petitions/:petitionId',
    permission: 'petition.read',
    summary: 'Một đơn, phiên bản của nó (ETag) và các bước làm được ngay',
    params: z.object({ petitionId: Id }),
    answer: OnePetition,
    version: ({ version }) => version,
    read: async (context) => {
      const { database, official, today, params } = context
      const petition = await petitionById(database, official, params.petitionId, today)
      if (!petition) throw noSuchPetition()
      const done = petition.opened
        ? await whatMayBeDone(context, petition, standingFrom(await logOf(database, petition.id)))
        : null
      const isOpen = petition.kind !== 'denunciation'
      return {
        ...petition,
        title: isOpen ? petition.title : null,
        content: isOpen ? petition.content : null,
        steps: (done?.steps ?? []).map((step) => STEP_PATHS[step]),
      }
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
