import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id, readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  Details,
  Form,
  InsetText,
  Layout,
  NumberField,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  Tag,
  TextArea,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchBoard } from '../actions/keep-board.ts'
import { closeMarks, declareConflict, giveMarks, noSuchWork } from '../actions/mark.ts'
import {
  boardForMember,
  boardsOfMember,
  countingSheets,
  criteriaOf,
  keptFrom,
  sheetsOf,
  subjectForMember,
  subjectsForMember,
} from '../queries/boards.ts'
import { registrationOf } from '../queries/panels.ts'
import { inVietnamese, isWide, resultOf, spreadOf, totalOf } from '../rules/marking.ts'
import { REGISTRATION_PARTS, type RegistrationPart } from '../rules/model.ts'
import { spreadInWords } from './board-parts.tsx'
import { byId, JUDGED_LABELS as L, MarkFields } from './judged-fields.ts'
import { MovementNavigation } from './movement-navigation.tsx'

const boardParams = z.object({ boardId: Id })
const subjectParams = z.object({ subjectId: Id })

/** What members of juries and panels do: each marks for themselves, and sees the others’ marks when all have closed. */
export function markingPages(app: FastifyInstance): void {
  boardList(app)
  boardPage(app)
  markForm(app)
  conflictForm(app)
  closingForm(app)
  workFile(app)
}

/** What a board is called: the round of a contest, or the panel that reviews models. */
export const boardTitle = (board: {
  contestTitle: string | null
  stageTitle: string | null
  panelTitle?: string | null
}) =>
  board.contestTitle === null
    ? (board.panelTitle ?? 'Hội đồng bình xét mô hình')
    : `${board.contestTitle} – ${board.stageTitle}`

/** How what is marked is called. */
const thing = ({ kind }: { kind: 'jury' | 'panel' }) => (kind === 'jury' ? 'bài' : 'mô hình')

function boardList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement/marking',
    permission: 'movement.mark',
    draw: async ({ database, official, today, page }) => {
      const boards = await boardsOfMember(database, official, today)
      return (
        <Layout title="Phần chấm của tôi" context={page}>
          <PageHeading>Phần chấm của tôi</PageHeading>
          <MovementNavigation current="marking" />
          <DataTable
            caption="Ban giám khảo, hội đồng có tên bạn"
            captionHidden
            phone="stack"
            empty="Bạn chưa được cử vào ban giám khảo, hội đồng bình xét nào."
            columns={[
              { key: 'title', title: 'Cuộc thi, hội đồng', rowHeader: true, width: 'one-half' },
              { key: 'marked', title: 'Đã chấm' },
              { key: 'state', title: 'Tình hình' },
            ]}
            rows={boards.map((board) => ({
              title: (
                <a class="govuk-link" href={`/movement/marking/${board.id}`}>
                  {boardTitle(board)}
                </a>
              ),
              marked: `${formatNumber(board.marked)}/${formatNumber(board.toMark)}`,
              state: <BoardTag board={board} hasClosed={board.hasClosed} />,
            }))}
          />
        </Layout>
      )
    },
  })
}

type TaggedBoard = { openedOn: string | null; decidedOn: string | null; allClosed: boolean }

function BoardTag({ board, hasClosed }: { board: TaggedBoard; hasClosed: boolean }) {
  if (board.decidedOn !== null) return <Tag colour="green" text="Đã có kết quả" />
  if (board.openedOn === null) return <Tag colour="grey" text="Chưa mở chấm" />
  if (board.allClosed) return <Tag colour="yellow" text="Thảo luận" />
  return hasClosed ? <Tag colour="grey" text="Đã chốt, chờ người khác" /> : <Tag colour="blue" text="Đang chấm" />
}

function boardPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement/marking/:boardId',
    permission: 'movement.mark',
    params: boardParams,
    draw: async ({ database, official, today, page, params }) => {
      const board = await boardForMember(database, official, params.boardId)
      if (!board) throw noSuchBoard()
      const mine = (await boardsOfMember(database, official, today)).find(({ id }) => id === board.id)
      const [criteria, subjects, kept, sheets] = await Promise.all([
        criteriaOf(database, board.id),
        board.openedOn === null ? [] : subjectsForMember(database, official, board.id, today),
        keptFrom(database, official, { boardId: board.id, today }),
        // Until all have closed nobody sees but their own.
        sheetsOf(database, board.id, board.allClosed ? undefined : official.personId),
      ])
      const names = new Map(sheets.map(({ personId, fullName }) => [personId, fullName]))
      const hasClosed = mine?.hasClosed ?? false
      return (
        <Layout
          title={boardTitle(board)}
          context={page}
          wide
          breadcrumbs={[{ href: '/movement/marking', text: 'Phần chấm của tôi' }, { text: boardTitle(board) }]}
        >
          <PageHeading
            caption={board.kind === 'jury' ? 'Ban giám khảo' : 'Hội đồng bình xét'}
            actions={
              board.openedOn !== null &&
              !hasClosed &&
              board.decidedOn === null && (
                <ActionBar>
                  <ButtonLink href={`/movement/marking/${board.id}/closing`}>Chốt điểm</ButtonLink>
                </ActionBar>
              )
            }
          >
            {boardTitle(board)}
          </PageHeading>
          <p class="govuk-body">
            <BoardTag board={board} hasClosed={hasClosed} />
          </p>
          {board.contestContent && (
            <Details summary="Nội dung, thể lệ">
              <p class="govuk-body app-prewrap">{board.contestContent}</p>
            </Details>
          )}
          <p class="govuk-body">
            Tiêu chí: {criteria.map(({ title, maximum }) => `${title} (${inVietnamese(maximum)} điểm)`).join('; ')}.
          </p>
          {kept > 0 && (
            <InsetText>
              {formatNumber(kept)} {thing(board)} không giao cho bạn để bảo đảm khách quan.
            </InsetText>
          )}
          {!board.allClosed && <p class="govuk-body app-muted">Điểm của người khác chỉ hiện khi mọi người đã chốt.</p>}
          <DataTable
            caption={board.kind === 'jury' ? 'Bài cần chấm' : 'Mô hình cần chấm'}
            phone="stack"
            empty={board.openedOn === null ? 'Chưa mở chấm.' : 'Không có bài nào giao cho bạn.'}
            columns={[
              ...(board.kind === 'jury' ? [{ key: 'number', title: 'Số bài', width: 'narrow' as const }] : []),
              {
                key: 'title',
                title: board.kind === 'jury' ? 'Tên bài' : 'Mô hình',
                rowHeader: true,
                width: 'one-third',
              },
              { key: 'own', title: 'Điểm của bạn' },
              ...(board.allClosed
                ? [
                    { key: 'result', title: 'Điểm trung bình' },
                    { key: 'spread', title: 'Điểm lệch' },
                  ]
                : []),
            ]}
            rows={subjects.map((subject) => {
              const counting = countingSheets(sheets, subject.id)
              const own = counting.find(({ personId }) => personId === official.personId)
              const spread = spreadOf(criteria, counting, board)
              const result = resultOf(counting)
              return {
                number: subject.number === null ? '' : String(subject.number),
                title: (
                  <a class="govuk-link" href={`/movement/marking/subjects/${subject.id}`}>
                    {subject.title}
                  </a>
                ),
                own: own ? inVietnamese(totalOf(own)) : <span class="app-muted">Chưa chấm</span>,
                result: result === null ? '' : inVietnamese(result),
                spread: isWide(spread) ? (
                  <>
                    <Tag colour="red" text="Lệch" /> {spreadInWords(spread, (id) => names.get(id) ?? '')}
                  </>
                ) : (
                  'Không'
                ),
              }
            })}
          />
        </Layout>
      )
    },
  })
}

async function ownPart({ database, official, today }: Context, subjectId: string) {
  const subject = await subjectForMember(database, official, subjectId, today)
  const board = subject && (await boardForMember(database, official, subject.boardId))
  if (!subject || !board) throw noSuchWork()
  const sheets = await sheetsOf(database, board.id, board.allClosed ? undefined : official.personId)
  const criteria = await criteriaOf(database, board.id)
  const mine = (await boardsOfMember(database, official, today)).find(({ id }) => id === board.id)
  const ofSubject = sheets.filter((sheet) => sheet.subjectId === subject.id)
  const own = ofSubject.filter(({ personId }) => personId === official.personId).at(-1)
  const isFlagged = board.allClosed && isWide(spreadOf(criteria, countingSheets(sheets, subject.id), board))
  const mayWrite = board.decidedOn === null && (isFlagged || (!board.allClosed && !mine?.hasClosed))
  const registration = subject.modelId === null ? null : await registrationOf(database, subject.modelId)
  return { subject, board, criteria, registration, sheets: ofSubject, own, mayWrite }
}

type OwnPart = Awaited<ReturnType<typeof ownPart>>

function markForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/marking/subjects/:subjectId',
    permission: 'movement.mark',
    params: subjectParams,
    fields: MarkFields,
    load: (context) => ownPart(context, context.params.subjectId),
    initial: ({ own }) => ({
      note: own?.note ?? '',
      ...Object.fromEntries(
        Object.entries(own?.points ?? {}).map(([id, points]) => [`points-${id}`, inVietnamese(points)]),
      ),
    }),
    draw: ({ context, data, form }) => {
      const { subject, board, criteria, registration, mayWrite } = data
      const title = subject.number === null ? subject.title : `Bài số ${subject.number}: ${subject.title}`
      return (
        <Layout
          title={title}
          context={context.page}
          form={form}
          backLink={{ href: `/movement/marking/${board.id}`, text: 'Trở lại danh sách chấm' }}
        >
          <PageHeading caption={boardTitle(board)}>{title}</PageHeading>
          {subject.content && <p class="govuk-body app-prewrap">{subject.content}</p>}
          {subject.sha256 && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/movement/marking/subjects/${subject.id}/file`}>
                Mở tệp bài dự thi
              </a>
            </p>
          )}
          {registration && (
            <SummaryList
              rows={(Object.keys(REGISTRATION_PARTS) as RegistrationPart[]).map((part) => ({
                label: REGISTRATION_PARTS[part],
                value: <span class="app-prewrap">{registration[part] || 'Không ghi'}</span>,
              }))}
            />
          )}
          {board.allClosed && <MarksTable data={data} />}
          {subject.discussion && <SummaryList rows={[{ label: L.discussion, value: subject.discussion }]} />}
          {mayWrite ? (
            <Form form={form}>
              {board.allClosed && (
                <WarningText>
                  Điểm lệch quá mức quy định. Bạn có thể chấm lại kèm lý do; điểm cũ vẫn được giữ.
                </WarningText>
              )}
              {criteria.map(({ id, title: criterion, maximum }) => (
                <NumberField
                  key={id}
                  form={form}
                  name={`points-${id}`}
                  label={criterion}
                  width={5}
                  decimal
                  suffix={`/ ${inVietnamese(maximum)}`}
                />
              ))}
              <TextArea form={form} name="note" label={L.note} rows={3} optional />
              {board.allClosed && <TextArea form={form} name="reason" label="Lý do chấm lại" rows={2} />}
              <SubmitButtons cancelHref={`/movement/marking/${board.id}`}>
                <SubmitButton>{board.allClosed ? 'Lưu điểm chấm lại' : 'Lưu điểm'}</SubmitButton>
              </SubmitButtons>
            </Form>
          ) : (
            !board.allClosed && <InsetText>Bạn đã chốt điểm. Chờ mọi người chốt để xem điểm chung.</InsetText>
          )}
          {mayWrite && !board.allClosed && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/movement/marking/subjects/${subject.id}/conflict`}>
                Tôi không nên chấm {board.kind === 'jury' ? 'bài' : 'mô hình'} này
              </a>
            </p>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today, params: { subjectId } }, entered) => {
      const given = { subjectId, typed: byId(entered, 'points'), note: entered.note, reason: entered.reason }
      return `/movement/marking/${await giveMarks(database, official, given, today)}`
    },
  })
}

function MarksTable({ data: { sheets, criteria } }: { data: OwnPart }) {
  return (
    <DataTable
      caption="Điểm của các thành viên"
      phone="stack"
      empty="Chưa ai chấm."
      columns={[
        { key: 'name', title: 'Người chấm', rowHeader: true },
        ...criteria.map(({ id, title }) => ({ key: id, title, numeric: true })),
        { key: 'total', title: 'Tổng', numeric: true },
        { key: 'note', title: 'Nhận xét, lý do chấm lại' },
      ]}
      rows={sheets.map((sheet) => ({
        name: sheet.turn === 1 ? sheet.fullName : `${sheet.fullName} (chấm lại)`,
        ...Object.fromEntries(criteria.map(({ id }) => [id, inVietnamese(sheet.points[id] ?? '0')])),
        total: inVietnamese(totalOf(sheet)),
        note: [sheet.note, sheet.reason].filter(Boolean).join(' – '),
      }))}
    />
  )
}

function conflictForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/marking/subjects/:subjectId/conflict',
    permission: 'movement.mark',
    params: subjectParams,
    fields: z.object({}),
    load: (context) => ownPart(context, context.params.subjectId),
    initial: () => ({}),
    draw: ({ context, data: { subject, board }, form }) => (
      <Layout
        title="Không chấm bài này"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/marking/subjects/${subject.id}`, text: 'Trở lại' }}
      >
        <PageHeading caption={subject.title}>Không chấm {thing(board)} này</PageHeading>
        <p class="govuk-body">
          Dùng khi bạn có quan hệ khiến việc chấm có thể không khách quan. {board.kind === 'jury' ? 'Bài' : 'Mô hình'}{' '}
          sẽ ra khỏi phần chấm của bạn, điểm bạn đã cho (nếu có) bị bỏ, người khác chấm như thường.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/movement/marking/subjects/${subject.id}`}>
            <SubmitButton>Không chấm {thing(board)} này</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { subjectId } }) =>
      `/movement/marking/${await declareConflict(database, official, { subjectId, today })}`,
  })
}

function closingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/marking/:boardId/closing',
    permission: 'movement.mark',
    params: boardParams,
    fields: z.object({}),
    load: async ({ database, official, params }) => {
      const board = await boardForMember(database, official, params.boardId)
      if (!board) throw noSuchBoard()
      return board
    },
    initial: () => ({}),
    draw: ({ context, data: board, form }) => (
      <Layout
        title="Chốt điểm"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/marking/${board.id}`, text: 'Trở lại danh sách chấm' }}
      >
        <PageHeading caption={boardTitle(board)}>Chốt điểm</PageHeading>
        <p class="govuk-body">
          Chốt rồi thì điểm không sửa được nữa. Khi mọi người đã chốt, các thành viên thấy điểm của nhau.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/movement/marking/${board.id}`}>
            <SubmitButton>Chốt điểm của tôi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { boardId } }) => {
      await closeMarks(database, official, { boardId, today })
      return `/movement/marking/${boardId}`
    },
  })
}

/** The file of a work for who marks it, under its number: the name that its author gave it may tell whose it is. */
function workFile(app: FastifyInstance): void {
  app.get('/movement/marking/subjects/:subjectId/file', allow('movement.mark'), async (request, reply) => {
    const { database, official, today, files } = signedInContext(request)
    const { subjectId } = readAddress(subjectParams, request.params)
    const subject = await subjectForMember(database, official, subjectId, today)
    if (!subject?.sha256 || !subject.mediaType) throw noSuchWork()
    const ending = /\.[a-z]{3,4}$/i.exec(subject.fileName ?? '')?.[0].toLowerCase() ?? ''
    return asDownload(reply, { name: `bai-so-${subject.number}${ending}`, mediaType: subject.mediaType })
      .header('content-length', Number(subject.sizeInBytes))
      .send(files.read(subject.sha256))
  })
}
