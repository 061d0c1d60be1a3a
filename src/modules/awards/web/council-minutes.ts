import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { WORD_MEDIA_TYPE, writeWord } from '../../documents/index.ts'
import { unitOnPaper } from '../../organisation/index.ts'
import { noSession } from '../actions/council.ts'
import { awardCouncilMinutes } from '../actions/council-minutes.ts'
import { checkedProposals } from '../queries/checked-proposals.ts'
import { sessionOf, votedProposals, votesOfRound } from '../queries/council.ts'
import { requireManagedRound } from './round-form.tsx'

const Address = z.object({ awardRoundId: Id })

/** The minutes of the council's session on a round, for who runs it. */
export function councilMinutes(app: FastifyInstance): void {
  app.get('/awards/rounds/:awardRoundId/council/minutes.docx', allow('award.manage'), async (request, reply) => {
    const context = signedInContext(request)
    const { database, official, today } = context
    const { awardRoundId } = readAddress(Address, request.params)
    const round = await requireManagedRound(context, awardRoundId)
    const session = await sessionOf(database, round.id)
    if (!session) throw noSession()
    const [voted, { waiting, voted: votedOfWaiting }, issuer] = await Promise.all([
      votedProposals(database, round.id),
      votesOfRound(database, round.id),
      unitOnPaper(database, round.rootUnitId, session.heldOn),
    ])
    const checked = await checkedProposals(database, official, voted, today)
    const checks = new Map([...checked].map(([id, { checks: found }]) => [id, found]))
    const file = await writeWord(
      awardCouncilMinutes({
        ...{ round, issuer, session, voted, notVoted: waiting - votedOfWaiting, checks },
        demonstration: context.page.demonstration,
      }),
    )
    const name = `bien-ban-hoi-dong-khen-thuong-${session.heldOn}.docx`
    return asDownload(reply, { name, mediaType: WORD_MEDIA_TYPE }).send(file)
  })
}
