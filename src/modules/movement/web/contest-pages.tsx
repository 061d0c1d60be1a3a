import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchContest } from '../actions/enter-work.ts'
import { authorOf } from '../queries/contest-authors.ts'
import { contestById, contests, entriesOf, entryById, stagesOf } from '../queries/contests.ts'
import { ENTRY_STATES } from '../rules/judged-contest.ts'
import { CONTEST_LABELS as L, WORK_LABELS as W } from './contest-fields.ts'
import { judgedContestPage } from './judged-contest-page.tsx'
import { MovementNavigation } from './movement-navigation.tsx'

export function contestPages(app: FastifyInstance): void {
  contestList(app)
  contestPage(app)
  entryPage(app)
}

function contestList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement/contests',
    permission: 'movement.read',
    draw: async ({ database, official, today, page }) => {
      const list = await contests(database, official, today)
      return (
        <Layout title="Cuộc thi về “Dân vận khéo”" context={page} wide>
          <PageHeading
            actions={
              may(official, 'movement.write') && (
                <ActionBar>
                  <ButtonLink href="/movement/contests/new">Thêm cuộc thi</ButtonLink>
                </ActionBar>
              )
            }
          >
            Cuộc thi về “Dân vận khéo”
          </PageHeading>
          <MovementNavigation current="contests" />
          <DataTable
            caption="Danh sách cuộc thi"
            captionHidden
            phone="stack"
            empty="Chưa có cuộc thi nào được ghi."
            columns={[
              { key: 'openedOn', title: 'Phát động', width: 'narrow' },
              { key: 'title', title: 'Cuộc thi', rowHeader: true },
              { key: 'unit', title: 'Đơn vị tổ chức' },
              { key: 'stages', title: 'Chặng', numeric: true },
              { key: 'entries', title: 'Tác phẩm', numeric: true },
              { key: 'awards', title: 'Được trao giải', numeric: true },
            ]}
            rows={list.map((contest) => ({
              openedOn: formatCalendarDate(contest.openedOn),
              title: (
                <a class="govuk-link" href={`/movement/contests/${contest.id}`}>
                  {contest.title}
                </a>
              ),
              unit: contest.unitName,
              stages: formatNumber(contest.stageCount),
              entries: formatNumber(contest.entryCount),
              awards: formatNumber(contest.awardCount),
            }))}
          />
        </Layout>
      )
    },
  })
}

function contestPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement/contests/:contestId',
    permission: 'movement.read',
    params: z.object({ contestId: Id }),
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const contest = await contestById(database, official, params.contestId, today)
      if (!contest) throw noSuchContest()
      if (contest.isJudged) return judgedContestPage(context, contest)
      const [stages, entries, changes] = await Promise.all([
        stagesOf(database, contest.id),
        entriesOf(database, contest.id),
        changesOf(database, { kind: 'contest', id: contest.id }),
      ])
      return (
        <Layout
          title={contest.title}
          context={page}
          breadcrumbs={[{ href: '/movement/contests', text: 'Cuộc thi về “Dân vận khéo”' }, { text: contest.title }]}
        >
          <PageHeading
            caption="Cuộc thi"
            actions={
              contest.isTheirs && (
                <ActionBar>
                  <ButtonLink href={`/movement/contests/${contest.id}/entries/new`}>Thêm tác phẩm</ButtonLink>
                </ActionBar>
              )
            }
          >
            {contest.title}
          </PageHeading>
          {contest.illustration && <InsetText>{contest.illustration}</InsetText>}
          <SummaryList
            rows={[
              { label: L.unitId, value: contest.unitName },
              { label: L.openedOn, value: formatCalendarDate(contest.openedOn) },
              ...(contest.content
                ? [{ label: L.content, value: <span class="app-prewrap">{contest.content}</span> }]
                : []),
            ]}
          />
          {stages.map((stage) => {
            const ofStage = entries.filter((entry) => entry.stageId === stage.id)
            const awarded = ofStage.filter((entry) => entry.awardedOn !== null).length
            return (
              <DataTable
                key={stage.id}
                caption={
                  ofStage.length === 0
                    ? stage.title
                    : `${stage.title}: ${formatNumber(ofStage.length)} tác phẩm, ${formatNumber(awarded)} được trao giải`
                }
                phone="stack"
                empty="Chưa có tác phẩm nào."
                columns={[
                  { key: 'author', title: W.authorName, rowHeader: true },
                  { key: 'work', title: W.workTitle, width: 'one-half' },
                  { key: 'prize', title: W.prize },
                ]}
                rows={ofStage.map((entry) => ({
                  author: entry.authorName,
                  work: (
                    <a class="govuk-link" href={`/movement/entries/${entry.id}`}>
                      {entry.workTitle}
                    </a>
                  ),
                  prize: entry.awardedOn ? (
                    `${entry.prize}, ${formatCalendarDate(entry.awardedOn)}`
                  ) : (
                    <span class="app-muted">Chưa có giải</span>
                  ),
                }))}
              />
            )
          })}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function entryPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement/entries/:entryId',
    permission: 'movement.read',
    params: z.object({ entryId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const entry = await entryById(database, official, params.entryId, today)
      if (!entry)
        throw new Refusal('not-found', 'movement.no-such-entry', 'Không có tác phẩm này trong phạm vi của bạn.')
      const author = await authorOf(database, official, entry.id)
      const isJudged = entry.state !== null
      return (
        <Layout
          title={entry.workTitle}
          context={page}
          breadcrumbs={[
            { href: '/movement/contests', text: 'Cuộc thi về “Dân vận khéo”' },
            { href: `/movement/contests/${entry.contestId}`, text: entry.contestTitle },
            { text: entry.workTitle },
          ]}
        >
          <PageHeading
            caption="Tác phẩm dự thi"
            actions={
              isJudged
                ? author && (
                    <ActionBar>
                      <ButtonLink href={`/movement/entries/${entry.id}/admission`}>Xét điều kiện dự thi</ButtonLink>
                    </ActionBar>
                  )
                : entry.isTheirs && (
                    <ActionBar>
                      {entry.awardedOn === null && (
                        <ButtonLink href={`/movement/entries/${entry.id}/award`}>Ghi giải</ButtonLink>
                      )}
                      <ButtonLink href={`/movement/entries/${entry.id}/edit`} variant="secondary">
                        Sửa
                      </ButtonLink>
                      <ButtonLink href={`/movement/entries/${entry.id}/removal`} variant="secondary">
                        Bỏ tác phẩm ghi nhầm
                      </ButtonLink>
                    </ActionBar>
                  )
            }
          >
            {entry.workTitle}
          </PageHeading>
          {entry.illustration && <InsetText>{entry.illustration}</InsetText>}
          <SummaryList
            rows={[
              ...(entry.number === null ? [] : [{ label: 'Số bài', value: String(entry.number) }]),
              {
                label: W.authorName,
                value: author?.authorName ?? (entry.authorName || 'Chỉ thư ký cuộc thi được biết'),
              },
              ...(entry.state ? [{ label: 'Điều kiện dự thi', value: ENTRY_STATES[entry.state] }] : []),
              ...(entry.refusalReason ? [{ label: 'Lý do', value: entry.refusalReason }] : []),
              ...(entry.authorPlace ? [{ label: W.authorPlace, value: entry.authorPlace }] : []),
              { label: W.stageId, value: entry.stageTitle },
              { label: W.prize, value: entry.prize },
              { label: W.awardedOn, value: entry.awardedOn && formatCalendarDate(entry.awardedOn) },
            ]}
          />
        </Layout>
      )
    },
  })
}
