import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressAfter, addressWords } from '../../../platform/http/address-fields.ts'
import { Id, publicPage } from '../../../platform/http/page.tsx'
import {
  filterView,
  InsetText,
  Pagination,
  SubmitButton,
  SummaryList,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { plainState, publicationOf, publications } from '../../petitions/index.ts'
import { vi } from '../texts/vi.ts'
import { PublicPage } from './public-page.tsx'

const T = vi.petitions
const PATH = '/public/petitions'

/** What people raised and what was answered, at addresses that last. */
export function publicPetitionPages(app: FastifyInstance): void {
  publicPage(app, {
    path: PATH,
    query: z.object({ words: addressWords, after: addressAfter }),
    draw: async (context) => {
      const { database, today, query } = context
      const list = await publications(database, query, today)
      const words = query.words ?? ''
      const form = filterView({ words })
      const next = list.next && new URLSearchParams({ ...(words ? { words } : {}), after: list.next })
      return (
        <PublicPage context={context} path={PATH} title={T.title}>
          <p class="govuk-body">{T.introduction}</p>
          <form class="app-form" method="get" action={PATH}>
            <TextField form={form} name="words" label={T.search} hint={T.searchHint} autocomplete="off" />
            <SubmitButton variant="secondary">{T.find}</SubmitButton>
          </form>
          {list.rows.length === 0 && <p class="govuk-body">{words === '' ? T.none : T.noneFound(words)}</p>}
          <ul class="govuk-list govuk-list--spaced">
            {list.rows.map((each) => (
              <li key={each.petitionId}>
                <a class="govuk-link" href={`${PATH}/${each.petitionId}`}>
                  {each.title}
                </a>
                <br />
                <span class="app-muted">
                  {each.unitName}. {T.received(formatCalendarDate(each.receivedOn))}. {plainState(each.state)}
                </span>
              </li>
            ))}
          </ul>
          <Pagination nextHref={next ? `${PATH}?${next}` : undefined} />
        </PublicPage>
      )
    },
  })

  publicPage(app, {
    path: `${PATH}/:petitionId`,
    params: z.object({ petitionId: Id }),
    draw: async (context) => {
      const { database, today, params } = context
      const found = await publicationOf(database, params.petitionId, today)
      if (!found) throw new Refusal('not-found', 'portal.petition-not-public', T.gone)
      return (
        <PublicPage context={context} path={PATH} title={found.title} backLink={{ href: PATH, text: T.back }}>
          <SummaryList
            rows={[
              { label: T.state, value: plainState(found.state) },
              { label: T.unit, value: found.unitName },
              { label: T.receivedOn, value: formatCalendarDate(found.receivedOn) },
              ...(found.answeredOn ? [{ label: T.answeredOn, value: formatCalendarDate(found.answeredOn) }] : []),
            ]}
          />
          {found.publicationState === 'published' ? (
            <>
              <h2 class="govuk-heading-m">{T.words}</h2>
              <p class="govuk-body app-prewrap">{found.words}</p>
              <h2 class="govuk-heading-m">{T.answer}</h2>
              <p class="govuk-body app-prewrap">{found.answer}</p>
            </>
          ) : (
            <InsetText>{T.open}</InsetText>
          )}
        </PublicPage>
      )
    },
  })
}
