import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, publicPage } from '../../../platform/http/page.tsx'
import { DataTable, Pagination, SourceNote, SummaryList, WarningText } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import {
  ACTIVITY_KINDS,
  type ActivityKind,
  announcedDialogue,
  dialoguesAnnounced,
  PARTICIPANT_METHODS,
  publishedResult,
} from '../../activities/index.ts'
import { DIALOGUES_PER_PAGE, dialoguesHeld } from '../queries/dialogues-held.ts'
import { vi } from '../texts/vi.ts'
import { Choice, PublicPage, PublicQuery, provinces } from './public-page.tsx'

const T = vi.dialogues

/** The dialogues that commune-level bodies have held. */
export function publicDialoguesPage(app: FastifyInstance): void {
  listPage(app)
  announcedPage(app)
  resultPage(app)
}

function announcedPage(app: FastifyInstance): void {
  publicPage(app, {
    path: '/public/dialogues/:plannedActivityId',
    params: z.object({ plannedActivityId: Id }),
    draw: async (context) => {
      const found = await announcedDialogue(context.database, context.params.plannedActivityId)
      if (!found) throw noSuchDialogue()
      const result = found.activityId === null ? undefined : await publishedResult(context.database, found.activityId)
      return (
        <PublicPage
          context={context}
          path="/public/dialogues"
          title={T.announcement(ACTIVITY_KINDS[found.kind as ActivityKind])}
          caption={found.unitName}
          backLink={{ href: '/public/dialogues', text: T.back }}
        >
          {found.cancelledOn !== null && <WarningText>{T.cancelled}</WarningText>}
          <SummaryList
            rows={[
              { label: T.date, value: T.at(formatCalendarDate(found.plannedOn), found.startsAt) },
              { label: T.place, value: found.place },
              { label: T.announcedOn, value: formatCalendarDate(found.announcedOn ?? '') },
            ]}
          />
          <p class="govuk-body app-prewrap">{found.notice}</p>
          {result && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/public/dialogues/results/${result.id}`}>
                {T.resultOf(formatCalendarDate(result.heldOn))}
              </a>
            </p>
          )}
        </PublicPage>
      )
    },
  })
}

function resultPage(app: FastifyInstance): void {
  publicPage(app, {
    path: '/public/dialogues/results/:activityId',
    params: z.object({ activityId: Id }),
    draw: async (context) => {
      const found = await publishedResult(context.database, context.params.activityId)
      if (!found) throw noSuchDialogue()
      return (
        <PublicPage
          context={context}
          path="/public/dialogues"
          title={T.result(ACTIVITY_KINDS[found.kind as ActivityKind])}
          caption={found.unitName}
          backLink={{ href: '/public/dialogues', text: T.back }}
        >
          <SummaryList
            rows={[
              { label: T.date, value: formatCalendarDate(found.heldOn) },
              { label: T.place, value: found.place },
              {
                label: T.participants,
                value: `${formatNumber(found.participantCount)} (${PARTICIPANT_METHODS[found.participantMethod].toLowerCase()})`,
              },
              { label: T.opinions, value: formatNumber(found.opinionCount) },
              { label: T.publishedOn, value: formatCalendarDate(found.resultPublishedOn ?? '') },
            ]}
          />
          <p class="govuk-body app-prewrap">{found.publicResult}</p>
        </PublicPage>
      )
    },
  })
}

const noSuchDialogue = () => new Refusal('not-found', 'portal.no-such-dialogue', T.gone)

function listPage(app: FastifyInstance): void {
  publicPage(app, {
    path: '/public/dialogues',
    query: PublicQuery,
    draw: async (context) => {
      const { database, today, query } = context
      const found = await provinces(context, query.province)
      const rootId = found.chosen?.id
      const coming = await dialoguesAnnounced(database, { rootId, today })
      const list = await dialoguesHeld(database, { today, rootId, most: DIALOGUES_PER_PAGE, after: query.after })
      const next = list.next && new URLSearchParams({ ...(rootId ? { province: rootId } : {}), after: list.next })
      return (
        <PublicPage context={context} path="/public/dialogues" title={T.title} caption={found.chosen?.name}>
          <p class="govuk-body">{T.introduction}</p>
          <Choice provinces={found} />
          <h2 class="govuk-heading-m">{T.coming}</h2>
          <DataTable
            caption={T.coming}
            captionHidden
            phone="stack"
            empty={T.noneComing}
            columns={[
              { key: 'unit', title: T.unit, rowHeader: true },
              { key: 'date', title: T.date },
              { key: 'place', title: T.place },
              { key: 'kind', title: T.kind },
            ]}
            rows={coming.map((each) => ({
              unit: each.unitName,
              date: (
                <a class="govuk-link" href={`/public/dialogues/${each.id}`}>
                  {T.at(formatCalendarDate(each.plannedOn), each.startsAt)}
                </a>
              ),
              place: each.cancelledOn === null ? each.place : T.cancelled,
              kind: ACTIVITY_KINDS[each.kind as ActivityKind],
            }))}
          />
          <h2 class="govuk-heading-m">{T.held}</h2>
          <DialogueTable rows={list.rows} />
          <Pagination nextHref={next ? `/public/dialogues?${next}` : undefined} />
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

type DialogueRow = Awaited<ReturnType<typeof dialoguesHeld>>['rows'][number]

/** Dialogues, one line each. */
export function DialogueTable({ rows, caption }: { rows: readonly DialogueRow[]; caption?: string }) {
  return (
    <DataTable
      caption={caption ?? T.title}
      captionHidden
      phone="stack"
      empty={T.empty}
      columns={[
        { key: 'unit', title: T.unit, rowHeader: true },
        { key: 'date', title: T.date },
        { key: 'place', title: T.place },
        { key: 'participants', title: T.participants, numeric: true },
        { key: 'opinions', title: T.opinions, numeric: true },
      ]}
      rows={rows.map((dialogue) => ({
        unit: dialogue.unitName,
        date:
          dialogue.resultPublishedOn === null ? (
            formatCalendarDate(dialogue.heldOn)
          ) : (
            <a class="govuk-link" href={`/public/dialogues/results/${dialogue.id}`}>
              {T.resultOf(formatCalendarDate(dialogue.heldOn))}
            </a>
          ),
        place: dialogue.place,
        participants: formatNumber(dialogue.participantCount),
        opinions: formatNumber(dialogue.opinionCount),
      }))}
    />
  )
}
