import type { FastifyInstance } from 'fastify'
import { sendPage } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { GoTo } from '../../../../platform/http/public-form.tsx'
import { publicContext } from '../../../../platform/http/request.ts'
import { ButtonLink } from '../../../../platform/page/index.ts'
import { plainState, receivingUnit, similarPublications } from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { draftOfVisit, nextAddress, SEND_PATH, SendingFrame } from './sending-frame.tsx'

const T = vi.sending

/** Public matters like the one that somebody is writing about: to be followed instead of sent again. */
export function similarPage(app: FastifyInstance): void {
  app.get(`${SEND_PATH}/similar`, allow('public'), async (request, reply) => {
    const context = publicContext(request)
    const draft = await draftOfVisit({ ...context, request, reply })
    reply.header('cache-control', 'private, no-store')
    if (draft instanceof GoTo) return reply.redirect(draft.path, 303)
    const { kind, title, placeUnitId } = draft.answers
    if (kind === 'denunciation' || !title || !placeUnitId) return reply.redirect(nextAddress(draft.answers), 303)
    const { database, today } = context
    const unit = await receivingUnit(database, { unitId: placeUnitId }, today)
    const similar = await similarPublications(database, { title, unitId: unit?.id ?? placeUnitId }, today)
    if (similar.length === 0) return reply.redirect(nextAddress(draft.answers), 303)
    return sendPage(
      reply,
      <SendingFrame context={context} step="similar" title={T.similar.title} answers={draft.answers}>
        <p class="govuk-body">{T.similar.introduction}</p>
        <ul class="govuk-list govuk-list--spaced">
          {similar.map((each) => (
            <li key={each.petitionId}>
              <strong>{each.title}</strong>
              <br />
              <span class="app-muted">
                {each.unitName}. {plainState(each.state)}
              </span>
              <br />
              <a class="govuk-link" href={`/public/petitions/${each.petitionId}`}>
                {T.similar.follow}
                <span class="govuk-visually-hidden">: {each.title}</span>
              </a>
            </li>
          ))}
        </ul>
        <ButtonLink href={nextAddress(draft.answers)}>{T.similar.goOn}</ButtonLink>
      </SendingFrame>,
    )
  })
}
