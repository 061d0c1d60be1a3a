import type { FastifyInstance } from 'fastify'
import { publicPage } from '../../../platform/http/page.tsx'
import { DataTable, Pagination, SourceNote } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { DIALOGUES_PER_PAGE, dialoguesHeld } from '../queries/dialogues-held.ts'
import { vi } from '../texts/vi.ts'
import { Choice, PublicPage, PublicQuery, provinces } from './public-page.tsx'

const T = vi.dialogues

/** The dialogues that commune-level bodies have held. */
export function publicDialoguesPage(app: FastifyInstance): void {
  publicPage(app, {
    path: '/public/dialogues',
    query: PublicQuery,
    draw: async (context) => {
      const { database, today, query } = context
      const found = await provinces(context, query.province)
      const rootId = found.chosen?.id
      const list = await dialoguesHeld(database, { today, rootId, most: DIALOGUES_PER_PAGE, after: query.after })
      const next = list.next && new URLSearchParams({ ...(rootId ? { province: rootId } : {}), after: list.next })
      return (
        <PublicPage context={context} path="/public/dialogues" title={T.title} caption={found.chosen?.name}>
          <p class="govuk-body">{T.introduction}</p>
          <Choice provinces={found} />
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
        date: formatCalendarDate(dialogue.heldOn),
        place: dialogue.place,
        participants: formatNumber(dialogue.participantCount),
        opinions: formatNumber(dialogue.opinionCount),
      }))}
    />
  )
}
