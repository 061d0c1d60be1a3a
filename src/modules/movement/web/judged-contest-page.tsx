import type { VNode } from 'preact'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Context } from '../../../platform/http/context.ts'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  Tag,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { boardById, membersOf } from '../queries/boards.ts'
import { authorsOf, secretariesOf } from '../queries/contest-authors.ts'
import { type ContestRecord, stagesOf } from '../queries/contests.ts'
import { judgedEntries } from '../queries/judged-entries.ts'
import { ENTRY_STATES, isReceiving } from '../rules/judged-contest.ts'
import { CONTEST_LABELS as L } from './contest-fields.ts'
import { JUDGED_LABELS as J } from './judged-fields.ts'

/** A contest judged here: rounds with their juries, works by number; their authors for its secretaries alone. */
export async function judgedContestPage(context: Context, contest: ContestRecord): Promise<VNode> {
  const { database, official, page, today } = context
  const [stages, entries, authors, secretaries, changes] = await Promise.all([
    stagesOf(database, contest.id),
    judgedEntries(database, contest.id),
    authorsOf(database, official, contest.id),
    secretariesOf(database, contest.id),
    changesOf(database, { kind: 'contest', id: contest.id }),
  ])
  const boards = await Promise.all(
    stages.map(async ({ boardId }) =>
      boardId === null
        ? null
        : {
            board: await boardById(database, official, boardId, today),
            members: await membersOf(database, boardId, today),
          },
    ),
  )
  const path = `/movement/contests/${contest.id}`
  const receiving = stages[0] !== undefined && isReceiving(stages[0], today)
  const lastDecided = boards.at(-1)?.board?.decidedOn != null
  const isOpen = contest.publishedOn === null
  return (
    <Layout
      title={contest.title}
      context={page}
      wide
      breadcrumbs={[{ href: '/movement/contests', text: 'Cuộc thi về “Dân vận khéo”' }, { text: contest.title }]}
    >
      <PageHeading
        caption="Cuộc thi chấm trên hệ thống"
        actions={
          contest.isTheirs &&
          isOpen && (
            <ActionBar>
              {receiving && <ButtonLink href={`${path}/works/new`}>Nhập bài thay tác giả</ButtonLink>}
              {lastDecided && <ButtonLink href={`${path}/publication`}>Công bố kết quả</ButtonLink>}
              <ButtonLink href={`${path}/secretaries/new`} variant="secondary">
                Cử thư ký
              </ButtonLink>
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
          { label: 'Thư ký', value: secretaries.map(({ fullName }) => fullName).join(', ') || 'Chưa cử' },
          {
            label: 'Kết quả',
            value: contest.publishedOn
              ? `Công bố ngày ${formatCalendarDate(contest.publishedOn)} theo ${contest.resultsDecision}`
              : 'Chưa công bố',
          },
          ...(contest.content ? [{ label: L.content, value: <span class="app-prewrap">{contest.content}</span> }] : []),
        ]}
      />
      <DataTable
        caption="Các vòng"
        phone="stack"
        empty="Chưa có vòng nào."
        columns={[
          { key: 'title', title: 'Vòng', rowHeader: true },
          { key: 'days', title: 'Thời gian' },
          { key: 'jury', title: 'Ban giám khảo' },
          { key: 'state', title: 'Tình hình' },
          { key: 'acts', title: 'Việc làm' },
        ]}
        rows={stages.map((stage, index) => {
          const found = boards[index]
          const members = found?.members ?? []
          return {
            title: stage.title,
            days: daysOf(stage),
            jury:
              members.length === 0
                ? 'Chưa cử'
                : `${formatNumber(members.length)} người, ${formatNumber(members.filter(({ closedAt }) => closedAt !== null).length)} người đã chốt điểm`,
            state: <RoundState stage={stage} board={found?.board} today={today} />,
            acts: (
              <>
                {contest.isTheirs && found?.board?.openedOn == null && (
                  <div>
                    <a class="govuk-link" href={`/movement/stages/${stage.id}/edit`}>
                      Chuẩn bị<span class="govuk-visually-hidden"> {stage.title}</span>
                    </a>
                  </div>
                )}
                {stage.boardId !== null && (
                  <div>
                    <a class="govuk-link" href={`/movement/boards/${stage.boardId}`}>
                      Chấm và kết quả<span class="govuk-visually-hidden"> {stage.title}</span>
                    </a>
                  </div>
                )}
              </>
            ),
          }
        })}
      />
      {contest.isSecretary && isOpen && (
        <InsetText>
          Bạn là thư ký nên thấy tác giả. Không cho giám khảo biết bài nào của ai; giám khảo chỉ thấy số bài.
        </InsetText>
      )}
      <DataTable
        caption={`Bài dự thi: ${formatNumber(entries.length)}`}
        phone="stack"
        empty="Chưa có bài nào."
        columns={[
          { key: 'number', title: 'Số bài', width: 'narrow' },
          { key: 'title', title: J.workTitle, rowHeader: true, width: 'one-third' },
          ...(contest.isSecretary || !isOpen ? [{ key: 'author', title: J.authorName }] : []),
          { key: 'stage', title: 'Vòng' },
          { key: 'state', title: 'Tình hình' },
        ]}
        rows={entries.map((entry) => ({
          number: String(entry.number),
          title: (
            <a class="govuk-link" href={`/movement/entries/${entry.id}`}>
              {entry.workTitle}
            </a>
          ),
          author: authors.get(entry.id)?.authorName ?? (entry.publishedAuthor || 'Không công bố'),
          stage: entry.stageTitle,
          state: entry.prize ?? (entry.state ? ENTRY_STATES[entry.state] : ''),
        }))}
      />
      <ChangeHistory changes={changes} />
    </Layout>
  )
}

function daysOf({ opensOn, closesOn }: { opensOn: CalendarDate | null; closesOn: CalendarDate | null }): string {
  if (opensOn === null || closesOn === null) return 'Chưa ghi'
  return `${formatCalendarDate(opensOn)} – ${formatCalendarDate(closesOn)}`
}

type RoundStateProps = {
  stage: { position: number; opensOn: CalendarDate | null; closesOn: CalendarDate | null }
  board: { openedOn: CalendarDate | null; decidedOn: CalendarDate | null; allClosed: boolean } | undefined
  today: CalendarDate
}

function RoundState({ stage, board, today }: RoundStateProps) {
  if (!board) return <Tag colour="grey" text="Chưa chuẩn bị" />
  if (board.decidedOn !== null) return <Tag colour="green" text="Đã quyết định" />
  if (board.openedOn !== null)
    return board.allClosed ? <Tag colour="yellow" text="Chờ quyết định" /> : <Tag colour="blue" text="Đang chấm" />
  if (stage.position === 1 && isReceiving(stage, today)) return <Tag colour="blue" text="Đang nhận bài" />
  return <Tag colour="grey" text="Chưa mở chấm" />
}
