import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  FilterBar,
  Form,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  Tag,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { standings } from '../actions/decide-board.ts'
import { nameMember, noSuchBoard, openMarking, recordDiscussion, releaseMember } from '../actions/keep-board.ts'
import { judgedContest, nameSecretary } from '../actions/keep-judged-contest.ts'
import { boardById, countingSheets, criteriaOf, membersOf, sheetsOf, subjectsOf } from '../queries/boards.ts'
import { peopleToName } from '../queries/people-to-name.ts'
import { inVietnamese, isWide, totalOf } from '../rules/marking.ts'
import { spreadInWords } from './board-parts.tsx'
import { DiscussionFields, JUDGED_LABELS as L, PersonFields } from './judged-fields.ts'
import { boardTitle } from './marking-pages.tsx'

const params = z.object({ boardId: Id })

/** A jury or panel for those who keep it: who marks, how far they are, and, when all have closed, how the results stand. */
export function boardPages(app: FastifyInstance): void {
  boardPage(app)
  memberForm(app)
  releaseForm(app)
  openingForm(app)
  discussionForm(app)
  secretaryForm(app)
}

/** The board for those who keep it. Refuses all others. */
export async function theirBoard({ database, official, today }: Context, boardId: string) {
  const board = await boardById(database, official, boardId, today)
  if (!board?.isTheirs) throw noSuchBoard()
  return board
}

/** Where the work of a board is seen as a whole. */
export const boardHome = (board: { contestId: string | null }) =>
  board.contestId === null ? '/movement/panels' : `/movement/contests/${board.contestId}`

function boardPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement/boards/:boardId',
    permission: 'movement.read',
    params,
    draw: async ({ database, official, today, page, params: { boardId } }) => {
      const board = await boardById(database, official, boardId, today)
      if (!board) throw noSuchBoard()
      const [criteria, members, subjects, sheets, changes] = await Promise.all([
        criteriaOf(database, boardId),
        membersOf(database, boardId, today),
        subjectsOf(database, boardId),
        board.allClosed ? sheetsOf(database, boardId) : [],
        changesOf(database, { kind: 'movement-board', id: boardId }),
      ])
      const names = new Map(members.map(({ personId, fullName }) => [personId, fullName]))
      const ranked = standings(subjects, sheets, { ...board, criteria })
      const maySeeMarks = board.allClosed && (board.isTheirs || board.isMember || board.decidedOn !== null)
      const isJury = board.kind === 'jury'
      return (
        <Layout
          title={boardTitle(board)}
          context={page}
          wide
          breadcrumbs={[
            { href: boardHome(board), text: board.contestTitle ?? 'Hội đồng bình xét' },
            { text: board.stageTitle ?? 'Chấm và kết quả' },
          ]}
        >
          <PageHeading
            caption={isJury ? 'Ban giám khảo và kết quả' : 'Hội đồng bình xét và kết quả'}
            actions={
              board.isTheirs &&
              board.decidedOn === null && (
                <ActionBar>
                  {board.openedOn === null && !isJury && (
                    <ButtonLink href={`/movement/boards/${boardId}/models`}>Chọn mô hình bình xét</ButtonLink>
                  )}
                  {board.openedOn === null && (
                    <ButtonLink href={`/movement/boards/${boardId}/opening`}>Mở chấm</ButtonLink>
                  )}
                  {board.allClosed && (
                    <ButtonLink href={`/movement/boards/${boardId}/decision`}>Ghi quyết định</ButtonLink>
                  )}
                  {!board.allClosed && (
                    <ButtonLink href={`/movement/boards/${boardId}/members/new`} variant="secondary">
                      {isJury ? 'Cử giám khảo' : 'Cử thành viên'}
                    </ButtonLink>
                  )}
                </ActionBar>
              )
            }
          >
            {boardTitle(board)}
          </PageHeading>
          <SummaryList
            rows={[
              {
                label: L.criteria,
                value:
                  criteria.map(({ title, maximum }) => `${title}: ${inVietnamese(maximum)}`).join('; ') || 'Chưa ghi',
              },
              {
                label: 'Điểm coi là lệch',
                value: `Một tiêu chí lệch quá ${board.criterionPercent}% điểm tối đa, hoặc tổng điểm lệch trung bình quá ${board.totalPercent}% tổng điểm`,
              },
              ...(board.threshold === null
                ? []
                : [{ label: 'Ngưỡng công nhận', value: `${inVietnamese(board.threshold)} điểm` }]),
              { label: 'Mở chấm', value: board.openedOn ? formatCalendarDate(board.openedOn) : 'Chưa mở' },
              ...(board.decidedOn
                ? [{ label: 'Quyết định', value: `${board.decision}, ngày ${formatCalendarDate(board.decidedOn)}` }]
                : []),
              ...(board.choiceReason ? [{ label: L.choiceReason, value: board.choiceReason }] : []),
            ]}
          />
          <DataTable
            caption={isJury ? 'Ban giám khảo' : 'Thành viên hội đồng'}
            phone="stack"
            empty="Chưa cử ai."
            columns={[
              { key: 'name', title: 'Họ tên', rowHeader: true },
              { key: 'post', title: 'Chức vụ, đơn vị' },
              { key: 'marked', title: 'Đã chấm' },
              { key: 'closed', title: 'Chốt điểm' },
              ...(board.isTheirs && members.some(mayBeReleased) ? [{ key: 'acts', title: 'Việc làm' }] : []),
            ]}
            rows={members.map((member) => ({
              name: member.fullName,
              post: member.post ?? '',
              marked: `${formatNumber(member.marked)}/${formatNumber(member.toMark)}`,
              closed: member.closedAt ? 'Đã chốt' : 'Chưa',
              acts: mayBeReleased(member) && (
                <a class="govuk-link" href={`/movement/boards/${boardId}/members/${member.personId}/removal`}>
                  Rút tên<span class="govuk-visually-hidden"> {member.fullName}</span>
                </a>
              ),
            }))}
          />
          {!maySeeMarks && board.openedOn !== null && (
            <InsetText>Điểm được giữ kín với mọi người cho đến khi tất cả đã chốt.</InsetText>
          )}
          <DataTable
            caption={
              isJury
                ? `Bài trong vòng: ${formatNumber(ranked.length)}`
                : `Mô hình bình xét: ${formatNumber(ranked.length)}`
            }
            phone="stack"
            empty={isJury ? 'Chưa có bài đủ điều kiện.' : 'Chưa có mô hình nào.'}
            columns={[
              ...(maySeeMarks ? [{ key: 'place', title: 'Thứ', width: 'narrow' as const }] : []),
              ...(isJury ? [{ key: 'number', title: 'Số bài', width: 'narrow' as const }] : []),
              { key: 'title', title: isJury ? 'Tên bài' : 'Mô hình', rowHeader: true, width: 'one-third' },
              ...(maySeeMarks
                ? [
                    { key: 'result', title: 'Điểm', numeric: true },
                    { key: 'spread', title: 'Điểm lệch, thảo luận' },
                    { key: 'each', title: 'Từng người' },
                    ...(board.decidedOn === null ? [] : [{ key: 'outcome', title: 'Kết quả' }]),
                  ]
                : []),
            ]}
            rows={ranked.map((one) => ({
              place: one.place === null ? '–' : String(one.place),
              number: String(one.number ?? ''),
              title: one.entryId ? (
                <a class="govuk-link" href={`/movement/entries/${one.entryId}`}>
                  {one.title}
                </a>
              ) : (
                one.title
              ),
              result: one.result === null ? 'Chưa chấm' : inVietnamese(one.result),
              spread: isWide(one.spread) ? (
                <>
                  <Tag colour="red" text="Lệch" /> {spreadInWords(one.spread, (id) => names.get(id) ?? '')}
                  <div>{one.discussion && `Thảo luận: ${one.discussion}`}</div>
                  {board.isTheirs && board.decidedOn === null && (
                    <a class="govuk-link" href={`/movement/boards/subjects/${one.id}/discussion`}>
                      Ghi kết quả thảo luận<span class="govuk-visually-hidden"> {one.title}</span>
                    </a>
                  )}
                </>
              ) : (
                one.discussion || 'Không'
              ),
              each: countingSheets(sheets, one.id)
                .map((sheet) => `${sheet.fullName}: ${inVietnamese(totalOf(sheet))}`)
                .join('; '),
              outcome:
                one.outcome === null
                  ? ''
                  : [one.outcome === 'chosen' ? 'Được chọn' : 'Không được chọn', one.reason].filter(Boolean).join(': '),
            }))}
          />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

const mayBeReleased = ({ marked, closedAt }: { marked: number; closedAt: Date | null }) =>
  marked === 0 && closedAt === null

type Naming = { title: string; caption: string; backHref: string; button: string }

/** Finding somebody by name and naming them. */
function namingForm<Params extends z.ZodType>(
  app: FastifyInstance,
  definition: {
    path: string
    params: Params
    load: (context: Context & { params: z.output<Params> }) => Promise<Naming>
    submit: (context: Context & { params: z.output<Params> }, personId: string) => Promise<string>
  },
): void {
  staffForm(app, {
    path: definition.path,
    permission: 'movement.write',
    params: definition.params,
    fields: PersonFields,
    load: async (context) => {
      const words = context.query.words ?? ''
      const { database, official, today } = context
      return {
        naming: await definition.load(context),
        words,
        found: await peopleToName(database, official, { words, today }),
      }
    },
    initial: () => ({}),
    draw: ({ context, data: { naming, words, found }, form }) => (
      <Layout
        title={naming.title}
        context={context.page}
        form={form}
        backLink={{ href: naming.backHref, text: 'Trở lại' }}
      >
        <PageHeading caption={naming.caption}>{naming.title}</PageHeading>
        <FilterBar resetHref="?" active={words !== ''}>
          <TextField form={filterView({ words })} name="words" label="Họ tên" hint="Không cần gõ dấu" />
        </FilterBar>
        {words !== '' && found.people.length === 0 && (
          <p class="govuk-body">Không thấy ai có tên này, có tài khoản và được chấm, trong phạm vi bạn xem được.</p>
        )}
        {found.people.length > 0 && (
          <Form form={form}>
            <RadioField
              form={form}
              name="personId"
              label={
                found.total > found.people.length
                  ? `${L.personId} (${found.people.length} trong ${formatNumber(found.total)} người, hãy gõ thêm tên)`
                  : L.personId
              }
              options={found.people.map(({ id, fullName, posts }) => ({ value: id, text: fullName, hint: posts }))}
            />
            <SubmitButtons cancelHref={naming.backHref}>
              <SubmitButton>{naming.button}</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: (context, { personId }) => definition.submit(context, personId),
  })
}

function memberForm(app: FastifyInstance): void {
  namingForm(app, {
    path: '/movement/boards/:boardId/members/new',
    params,
    load: async (context) => {
      const board = await theirBoard(context, context.params.boardId)
      const words = board.kind === 'jury' ? 'Cử giám khảo' : 'Cử thành viên hội đồng'
      return {
        title: words,
        caption: boardTitle(board),
        backHref: `/movement/boards/${board.id}`,
        button: 'Cử người này',
      }
    },
    submit: async ({ database, official, today, params: { boardId } }, personId) => {
      await nameMember(database, official, { boardId, personId, today })
      return `/movement/boards/${boardId}`
    },
  })
}

function secretaryForm(app: FastifyInstance): void {
  namingForm(app, {
    path: '/movement/contests/:contestId/secretaries/new',
    params: z.object({ contestId: Id }),
    load: async ({ database, official, today, params: { contestId } }) => {
      const contest = await judgedContest(database, official, contestId, today)
      const backHref = `/movement/contests/${contestId}`
      return { title: 'Cử thư ký', caption: contest.title, backHref, button: 'Cử làm thư ký' }
    },
    submit: async ({ database, official, today, params: { contestId } }, personId) => {
      await nameSecretary(database, official, { contestId, personId, today })
      return `/movement/contests/${contestId}`
    },
  })
}

function releaseForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/boards/:boardId/members/:personId/removal',
    permission: 'movement.write',
    params: z.object({ boardId: Id, personId: Id }),
    fields: z.object({}),
    load: async (context) => {
      const board = await theirBoard(context, context.params.boardId)
      const members = await membersOf(context.database, board.id, context.today)
      const member = members.find(({ personId }) => personId === context.params.personId)
      if (!member) throw noSuchBoard()
      return { board, member }
    },
    initial: () => ({}),
    draw: ({ context, data: { board, member }, form }) => (
      <Layout
        title="Rút tên"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/boards/${board.id}`, text: 'Trở lại' }}
      >
        <PageHeading caption={boardTitle(board)}>Rút tên {member.fullName}</PageHeading>
        <Form form={form}>
          <SubmitButtons cancelHref={`/movement/boards/${board.id}`}>
            <SubmitButton variant="warning">Rút tên</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { boardId, personId } }) => {
      await releaseMember(database, official, { boardId, personId, today })
      return `/movement/boards/${boardId}`
    },
  })
}

function openingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/boards/:boardId/opening',
    permission: 'movement.write',
    params,
    fields: z.object({}),
    load: (context) => theirBoard(context, context.params.boardId),
    initial: () => ({}),
    draw: ({ context, data: board, form }) => (
      <Layout
        title="Mở chấm"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/boards/${board.id}`, text: 'Trở lại' }}
      >
        <PageHeading caption={boardTitle(board)}>Mở chấm</PageHeading>
        <p class="govuk-body">Mở rồi thì tiêu chí, danh sách đưa vào chấm không sửa được nữa.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/movement/boards/${board.id}`}>
            <SubmitButton>Mở chấm</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { boardId } }) => {
      await openMarking(database, official, { boardId, today })
      return `/movement/boards/${boardId}`
    },
  })
}

function discussionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/boards/subjects/:subjectId/discussion',
    permission: 'movement.write',
    params: z.object({ subjectId: Id }),
    fields: DiscussionFields,
    load: async (context) => {
      const found = await context.database
        .selectFrom('board_subject')
        .select('board_id')
        .where('id', '=', context.params.subjectId)
        .executeTakeFirst()
      const board = await theirBoard(context, found?.board_id ?? '0')
      const subject = (await subjectsOf(context.database, board.id)).find(({ id }) => id === context.params.subjectId)
      if (!subject) throw noSuchBoard()
      return { board, subject }
    },
    initial: ({ subject }) => ({ discussion: subject.discussion }),
    draw: ({ context, data: { board, subject }, form }) => (
      <Layout
        title="Ghi kết quả thảo luận"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/boards/${board.id}`, text: 'Trở lại' }}
      >
        <PageHeading caption={subject.number === null ? subject.title : `Bài số ${subject.number}`}>
          Ghi kết quả thảo luận về điểm lệch
        </PageHeading>
        <Form form={form}>
          <TextArea
            form={form}
            name="discussion"
            label={L.discussion}
            rows={4}
            hint="Ai chấm lại, ai giữ điểm, vì sao."
          />
          <SubmitButtons cancelHref={`/movement/boards/${board.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { subjectId } }, { discussion }) =>
      `/movement/boards/${await recordDiscussion(database, official, { subjectId, discussion, today })}`,
  })
}
