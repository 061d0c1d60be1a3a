import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { WORD_MEDIA_TYPE, writeWord } from '../../documents/index.ts'
import { unitOnPaper } from '../../organisation/index.ts'
import { noSuchPreparation } from '../actions/prepare-activity.ts'
import { noSuchActivity } from '../actions/publish-result.ts'
import { activityById, opinionsOf } from '../queries/activities.ts'
import { agendaOf, invitationsOf, plannedActivityById, preparationOf } from '../queries/planned-activities.ts'
import { recommendationsOf } from '../queries/recommendations.ts'
import { invitationPaper, minutesPaper } from './activity-papers.ts'

/** The invitation to what is planned and the minutes of what was held, as Word files to be numbered and signed. */
export function paperDownloads(app: FastifyInstance): void {
  app.get(
    '/activities/planned/:plannedActivityId/invitation.docx',
    allow('activity.record'),
    async (request, reply) => {
      const { database, official, today, page } = signedInContext(request)
      const { plannedActivityId } = readAddress(z.object({ plannedActivityId: Id }), request.params)
      const planned = await plannedActivityById(database, official, plannedActivityId, today)
      const invitations = planned?.isTheirs ? await invitationsOf(database, planned.id) : []
      if (!planned || planned.cancelledOn !== null || invitations.length === 0) throw noSuchPreparation()
      const [issuer, agenda] = await Promise.all([
        unitOnPaper(database, planned.unitId, today),
        agendaOf(database, planned.id),
      ])
      const { demonstration } = page
      const file = await writeWord(invitationPaper({ planned, invitations, agenda, issuer, demonstration }))
      const name = `giay-moi-${planned.plannedOn}.docx`
      return asDownload(reply, { name, mediaType: WORD_MEDIA_TYPE }).send(file)
    },
  )

  app.get('/activities/:activityId/minutes.docx', allow('activity.read'), async (request, reply) => {
    const { database, official, today, page } = signedInContext(request)
    const { activityId } = readAddress(z.object({ activityId: Id }), request.params)
    const activity = await activityById(database, official, activityId, today)
    if (!activity || activity.withdrawnOn !== null) throw noSuchActivity()
    const [issuer, planned, opinions, followed] = await Promise.all([
      unitOnPaper(database, activity.unitId, activity.heldOn),
      preparationOf(database, activity.id),
      opinionsOf(database, activity.id),
      recommendationsOf(database, activity.id),
    ])
    const preparation = planned
      ? {
          startsAt: planned.startsAt,
          agenda: await agendaOf(database, planned.id),
          invitations: await invitationsOf(database, planned.id),
        }
      : null
    const { demonstration } = page
    const file = await writeWord(minutesPaper({ activity, preparation, opinions, followed, issuer, demonstration }))
    return asDownload(reply, { name: `bien-ban-${activity.heldOn}.docx`, mediaType: WORD_MEDIA_TYPE }).send(file)
  })
}
