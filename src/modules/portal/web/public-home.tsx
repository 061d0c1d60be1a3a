import type { FastifyInstance } from 'fastify'
import type { Fact } from '../../../platform/database/fact.ts'
import { publicPage } from '../../../platform/http/page.tsx'
import { ButtonLink, Figure, FigureGrid, SubmitButtons } from '../../../platform/page/index.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { dialoguesHeld } from '../queries/dialogues-held.ts'
import { HEADLINE_INDICATORS } from '../rules/public-figure.ts'
import { vi } from '../texts/vi.ts'
import { latestResults } from './latest-results.tsx'
import { DialogueTable } from './public-dialogues.tsx'
import { figuresOfYear, spanInWords, toldValue } from './public-figures.tsx'
import { PublicPage, PublicQuery, provinces } from './public-page.tsx'

const T = vi.home
const DIALOGUES_SHOWN = 5

/** The first public page: what this is, and the latest of everything. */
export function publicHomePage(app: FastifyInstance, facts: readonly Fact[]): void {
  publicPage(app, {
    path: '/public',
    query: PublicQuery,
    draw: async (context) => {
      const { database, today, query } = context
      const { chosen } = await provinces(context, query.province)
      const year = yearOf(today)
      const [figures, dialogues, latest] = await Promise.all([
        chosen ? figuresOfYear(context, facts, { unitId: chosen.id, year, indicators: HEADLINE_INDICATORS }) : [],
        dialoguesHeld(database, { today, rootId: chosen?.id, most: DIALOGUES_SHOWN }),
        latestResults(context),
      ])
      const forProvince = chosen ? `?province=${chosen.id}` : ''
      return (
        <PublicPage context={context} path="/public" title={T.title}>
          <p class="govuk-body-l">{T.introduction}</p>

          <h2 class="govuk-heading-m">{T.send}</h2>
          <p class="govuk-body">{T.sendLine}</p>
          <SubmitButtons>
            <ButtonLink href="/public/send">{T.toSend}</ButtonLink>
            <ButtonLink href="/public/follow" variant="secondary">
              {T.toFollow}
            </ButtonLink>
          </SubmitButtons>

          {chosen && (
            <section aria-labelledby="figures">
              <h2 class="govuk-heading-m" id="figures">
                {T.figures(chosen.name, spanInWords(year, today))}
              </h2>
              <FigureGrid>
                {figures.map((figure) => (
                  <Figure
                    key={figure.indicator.code}
                    value={toldValue(figure, figure.total)}
                    label={figure.indicator.title}
                    href={`/public/figures${forProvince}`}
                  />
                ))}
              </FigureGrid>
              <p class="govuk-body">
                <a class="govuk-link" href={`/public/figures${forProvince}`}>
                  {T.allFigures}
                </a>
              </p>
            </section>
          )}

          {latest}

          <h2 class="govuk-heading-m">{T.dialogues}</h2>
          <DialogueTable rows={dialogues.rows} caption={T.dialogues} />
          {dialogues.next && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/public/dialogues${forProvince}`}>
                {T.allDialogues}
              </a>
            </p>
          )}

          <h2 class="govuk-heading-m">{T.deadlines}</h2>
          <p class="govuk-body">{T.deadlinesLine}</p>
          <ButtonLink href="/public/deadlines">{T.toDeadlines}</ButtonLink>
        </PublicPage>
      )
    },
  })
}
