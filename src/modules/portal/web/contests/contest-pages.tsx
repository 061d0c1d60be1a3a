import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressId } from '../../../../platform/http/address-fields.ts'
import { Id, publicPage } from '../../../../platform/http/page.tsx'
import { ButtonLink, DataTable, SourceNote, SummaryList } from '../../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import { isReceiving, openContest, openContests, publicAwards, publicRounds } from '../../../movement/index.ts'
import { vi } from '../../texts/vi.ts'
import { Choice, PublicPage, provinces } from '../public-page.tsx'

const T = vi.contests
export const CONTESTS_PATH = '/public/contests'
export const ENTRY_PATH = '/public/contests/entry'

/** Contests that are judged here: their rules, and their results once they are public. */
export function publicContestPages(app: FastifyInstance): void {
  list(app)
  onePage(app)
}

type Days = { opensOn: CalendarDate | null; closesOn: CalendarDate | null }

function list(app: FastifyInstance): void {
  publicPage(app, {
    path: CONTESTS_PATH,
    query: z.object({ province: addressId }),
    draw: async (context) => {
      const { database, today, query } = context
      const found = await provinces(context, query.province)
      const rows = await openContests(database, { rootId: found.chosen?.id, today })
      return (
        <PublicPage context={context} path={CONTESTS_PATH} title={T.title} caption={found.chosen?.name}>
          <p class="govuk-body">{T.introduction}</p>
          <p class="govuk-body">
            <a class="govuk-link" href={ENTRY_PATH}>
              {T.toFollow}
            </a>
          </p>
          <Choice provinces={found} />
          <DataTable
            caption={T.title}
            captionHidden
            phone="stack"
            empty={T.empty}
            columns={[
              { key: 'title', title: T.name, rowHeader: true },
              { key: 'unit', title: T.unit },
              { key: 'days', title: T.receiving },
              { key: 'state', title: T.state },
            ]}
            rows={rows.map((each) => ({
              title: (
                <a class="govuk-link" href={`${CONTESTS_PATH}/${each.id}`}>
                  {each.title}
                </a>
              ),
              unit: each.unitName,
              days: daysOf(each),
              state: stateOf(each, today),
            }))}
          />
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

function onePage(app: FastifyInstance): void {
  publicPage(app, {
    path: `${CONTESTS_PATH}/:contestId`,
    params: z.object({ contestId: Id }),
    draw: async (context) => {
      const { database, today } = context
      const found = await openContest(database, context.params.contestId, today)
      if (!found) throw new Refusal('not-found', 'portal.no-such-contest', T.notFound)
      const [rounds, awards] = await Promise.all([publicRounds(database, found.id), publicAwards(database, found.id)])
      return (
        <PublicPage
          context={context}
          path={CONTESTS_PATH}
          title={found.title}
          caption={found.unitName}
          backLink={{ href: CONTESTS_PATH, text: T.back }}
        >
          <SummaryList
            rows={[
              { label: T.state, value: stateOf(found, today) },
              { label: T.receiving, value: daysOf(found) },
              ...(found.content ? [{ label: T.rules, value: <span class="app-prewrap">{found.content}</span> }] : []),
            ]}
          />
          {isReceiving(found, today) && <ButtonLink href={`${CONTESTS_PATH}/${found.id}/work`}>{T.toSend}</ButtonLink>}
          {found.publishedOn !== null && (
            <DataTable
              caption={T.results(found.decision)}
              phone="stack"
              empty={T.empty}
              columns={[
                { key: 'prize', title: T.prize, rowHeader: true },
                { key: 'work', title: T.work },
                { key: 'author', title: T.author },
              ]}
              rows={awards.map(({ prize, workTitle, authorName, authorPlace }) => ({
                prize,
                work: workTitle,
                author: [authorName, authorPlace].filter(Boolean).join(', '),
              }))}
            />
          )}
          <DataTable
            caption={T.rounds}
            phone="stack"
            empty={T.notSet}
            columns={[
              { key: 'title', title: T.round, rowHeader: true },
              { key: 'days', title: T.days },
              { key: 'criteria', title: T.criteria },
            ]}
            rows={rounds.map((round) => ({
              title: round.title,
              days: daysOf(round),
              criteria:
                round.criteria.length === 0
                  ? T.notSet
                  : round.criteria.map(({ title, maximum }) => (
                      <div key={title}>
                        {title}: {T.points(formatNumber(Number(maximum), 2))}
                      </div>
                    )),
            }))}
          />
          <p class="govuk-body">{T.anonymous}</p>
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

function daysOf({ opensOn, closesOn }: Days): string {
  if (opensOn === null || closesOn === null) return T.notSet
  return T.span(formatCalendarDate(opensOn), formatCalendarDate(closesOn))
}

function stateOf(contest: Days & { publishedOn: CalendarDate | null }, today: CalendarDate): string {
  if (contest.publishedOn !== null) return T.states.published
  if (isReceiving(contest, today)) return T.states.receiving
  return contest.opensOn === null || today < contest.opensOn ? T.states.before : T.states.judging
}
