import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id, readAddress } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  DateField,
  FileField,
  Form,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { rootsOnDay, unitsOnDay } from '../../organisation/index.ts'
import { publishResults } from '../actions/decide-board.ts'
import { noSuchContest } from '../actions/enter-work.ts'
import { refuseOpened } from '../actions/keep-board.ts'
import { judgedContest, prepareRound } from '../actions/keep-judged-contest.ts'
import { admitWork, enterWorkForAuthor, noSuchEntry } from '../actions/send-entry.ts'
import { boardById, criteriaOf } from '../queries/boards.ts'
import { authorOf } from '../queries/contest-authors.ts'
import { stageById } from '../queries/contests.ts'
import { entryForSecretary } from '../queries/judged-entries.ts'
import { ADMISSIONS, namesIn } from '../rules/judged-contest.ts'
import { inVietnamese } from '../rules/marking.ts'
import { RuleFields } from './board-parts.tsx'
import { AdmissionFields, JudgedWorkFields, JUDGED_LABELS as L, RoundFields } from './judged-fields.ts'

/** Preparing rounds, taking works in for their authors, admitting them, and making the results public. */
export function judgedForms(app: FastifyInstance): void {
  roundForm(app)
  workForm(app)
  admissionForm(app)
  publicationForm(app)
  entryFile(app)
}

function roundForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/stages/:stageId/edit',
    permission: 'movement.write',
    params: z.object({ stageId: Id }),
    fields: RoundFields,
    load: async ({ database, official, today, params }) => {
      const stage = await stageById(database, params.stageId)
      if (!stage) throw noSuchContest()
      const contest = await judgedContest(database, official, stage.contestId, today)
      const board = stage.boardId === null ? undefined : await boardById(database, official, stage.boardId, today)
      if (board) refuseOpened(board)
      return { stage, contest, board, criteria: board ? await criteriaOf(database, board.id) : [] }
    },
    initial: ({ stage, board, criteria }) => ({
      opensOn: stage.opensOn ? formatCalendarDate(stage.opensOn) : '',
      closesOn: stage.closesOn ? formatCalendarDate(stage.closesOn) : '',
      criteria: criteria.map(({ title, maximum }) => `${title}: ${inVietnamese(maximum)}`).join('\n'),
      criterionPercent: String(board?.criterionPercent ?? 30),
      totalPercent: String(board?.totalPercent ?? 15),
    }),
    draw: ({ context, data: { stage, contest }, form }) => (
      <Layout
        title={`Chuẩn bị ${stage.title}`}
        context={context.page}
        form={form}
        backLink={{ href: `/movement/contests/${contest.id}`, text: 'Trở lại cuộc thi' }}
      >
        <PageHeading caption={contest.title}>Chuẩn bị {stage.title}</PageHeading>
        <p class="govuk-body">
          {stage.position === 1
            ? 'Trong thời gian này cuộc thi nhận bài, kể cả trên cổng công khai. Sau ngày cuối mới mở chấm.'
            : 'Trong thời gian này ban giám khảo chấm các bài được vào vòng.'}
        </p>
        <Form form={form}>
          <DateField form={form} name="opensOn" label={L.opensOn} />
          <DateField form={form} name="closesOn" label={L.closesOn} />
          <RuleFields form={form} />
          <SubmitButtons cancelHref={`/movement/contests/${contest.id}`}>
            <SubmitButton>Lưu vòng thi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { stageId } }, given) =>
      `/movement/contests/${await prepareRound(database, official, { stageId, given, today })}`,
  })
}

function workForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/contests/:contestId/works/new',
    permission: 'movement.write',
    params: z.object({ contestId: Id }),
    fields: JudgedWorkFields,
    load: async (context) => ({
      contest: await judgedContest(context.database, context.official, context.params.contestId, context.today),
      units: await allUnits(context),
    }),
    initial: () => ({}),
    draw: ({ context, data: { contest, units }, form }) => (
      <Layout
        title="Nhập bài thay tác giả"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/contests/${contest.id}`, text: 'Trở lại cuộc thi' }}
      >
        <PageHeading caption={contest.title}>Nhập bài thay tác giả</PageHeading>
        <p class="govuk-body">
          Dành cho bài gửi bằng giấy hoặc qua bưu điện. Tên tác giả chỉ thư ký thấy; người nhập bài không chấm bài này.
        </p>
        <Form form={form} multipart>
          <TextField
            form={form}
            name="authorName"
            label={L.authorName}
            hint="Nhóm tác giả: các tên cách nhau bằng dấu phẩy."
          />
          <TextField form={form} name="authorPlace" label={L.authorPlace} optional />
          <TextField form={form} name="contact" label={L.contact} optional />
          <SelectField
            form={form}
            name="unitId"
            label={L.unitId}
            optional
            hint="Giám khảo cùng đơn vị sẽ không chấm bài này."
            emptyText="Không rõ hoặc không thuộc đơn vị nào"
            options={units}
          />
          <TextField form={form} name="workTitle" label={L.workTitle} />
          <TextArea
            form={form}
            name="content"
            label={L.content}
            optional
            rows={10}
            hint="Không ghi tên tác giả trong bài."
          />
          <FileField
            form={form}
            name="files"
            label={L.files}
            optional
            hint="PDF, Word (.docx) hoặc ảnh, tối đa 20 MB."
          />
          <SubmitButtons cancelHref={`/movement/contests/${contest.id}`}>
            <SubmitButton>Lưu bài dự thi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { contestId } }, { files, ...work }) => {
      await enterWorkForAuthor(database, official, { contestId, ...work, storedFileId: files[0] ?? null }, today)
      return `/movement/contests/${contestId}`
    },
  })
}

async function allUnits({ database, today }: Context) {
  const roots = await rootsOnDay(database, today)
  const units = await unitsOnDay(database, { today, roots: roots.map(({ id }) => id) })
  return units.map((unit) => ({ value: unit.id, text: unit.name }))
}

function admissionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/entries/:entryId/admission',
    permission: 'movement.write',
    params: z.object({ entryId: Id }),
    fields: AdmissionFields,
    load: async (context) => {
      const { database, official, params } = context
      const entry = await entryForSecretary(database, official, params.entryId)
      const author = await authorOf(database, official, params.entryId)
      if (!entry || !author) throw noSuchEntry()
      return { entry, author, units: await allUnits(context) }
    },
    initial: ({ entry, author }) => ({
      admission: entry.state === 'refused' ? 'refused' : 'admitted',
      reason: entry.refusalReason,
      unitId: author.unitId ?? '',
    }),
    draw: ({ context, data: { entry, author, units }, form }) => {
      const names = namesIn(`${entry.workTitle} ${entry.content} ${entry.fileName ?? ''}`, author.authorName)
      return (
        <Layout
          title={`Xét bài số ${entry.number}`}
          context={context.page}
          form={form}
          backLink={{ href: `/movement/contests/${entry.contestId}`, text: 'Trở lại cuộc thi' }}
        >
          <PageHeading caption={entry.contestTitle}>Xét điều kiện bài số {entry.number}</PageHeading>
          {names.length > 0 && (
            <WarningText>
              Trong bài có tên tác giả: {names.join(', ')}. Giám khảo sẽ đọc được. Hãy đề nghị tác giả gửi lại bài không
              ghi tên, hoặc ghi là không đủ điều kiện theo thể lệ.
            </WarningText>
          )}
          <SummaryList
            rows={[
              { label: L.workTitle, value: entry.workTitle },
              { label: L.authorName, value: author.authorName },
              { label: L.authorPlace, value: author.authorPlace || 'Không ghi' },
              { label: L.contact, value: author.contact || 'Không ghi' },
              ...(author.enteredBy ? [{ label: 'Người nhập thay', value: author.enteredBy }] : []),
              ...(entry.sha256
                ? [
                    {
                      label: L.files,
                      value: (
                        <a class="govuk-link" href={`/movement/entries/${entry.id}/file`}>
                          {entry.fileName}
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(entry.content ? [{ label: L.content, value: <span class="app-prewrap">{entry.content}</span> }] : []),
            ]}
          />
          {entry.sha256 && (
            <p class="govuk-body">
              Hãy mở tệp để kiểm tra: tệp Word, PDF có thể còn ghi tên tác giả trong bài hoặc trong thuộc tính của tệp.
            </p>
          )}
          <Form form={form}>
            <RadioField form={form} name="admission" label={L.admission} options={optionsOf(ADMISSIONS)} />
            <SelectField
              form={form}
              name="unitId"
              label={L.unitId}
              optional
              hint="Giám khảo cùng đơn vị sẽ không chấm bài này."
              emptyText="Không rõ hoặc không thuộc đơn vị nào"
              options={units}
            />
            <TextArea
              form={form}
              name="reason"
              label={L.reason}
              rows={2}
              optional
              hint="Cần ghi khi không đủ điều kiện."
            />
            <SubmitButtons cancelHref={`/movement/contests/${entry.contestId}`}>
              <SubmitButton>Lưu kết quả xét</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, params: { entryId } }, given) =>
      `/movement/contests/${await admitWork(database, official, { entryId, ...given })}`,
  })
}

function publicationForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/contests/:contestId/publication',
    permission: 'movement.write',
    params: z.object({ contestId: Id }),
    fields: z.object({}),
    load: ({ database, official, today, params }) => judgedContest(database, official, params.contestId, today),
    initial: () => ({}),
    draw: ({ context, data: contest, form }) => (
      <Layout
        title="Công bố kết quả"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/contests/${contest.id}`, text: 'Trở lại cuộc thi' }}
      >
        <PageHeading caption={contest.title}>Công bố kết quả</PageHeading>
        <p class="govuk-body">
          Tên tác giả đạt giải được công khai trên cổng và được tính vào số liệu. Tác giả không đạt giải không được nêu
          tên.
        </p>
        <WarningText>Đã công bố thì không rút lại được.</WarningText>
        <Form form={form}>
          <SubmitButtons cancelHref={`/movement/contests/${contest.id}`}>
            <SubmitButton>Công bố</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { contestId } }) => {
      await publishResults(database, official, { contestId, today })
      return `/movement/contests/${contestId}`
    },
  })
}

/** The file of a work for its secretary, under the name that its author gave it. */
function entryFile(app: FastifyInstance): void {
  app.get('/movement/entries/:entryId/file', allow('movement.write'), async (request, reply) => {
    const { database, official, files } = signedInContext(request)
    const { entryId } = readAddress(z.object({ entryId: Id }), request.params)
    const entry = await entryForSecretary(database, official, entryId)
    if (!entry?.sha256) throw noSuchEntry()
    const { sha256, fileName, mediaType, sizeInBytes } = entry
    return asDownload(reply, { name: fileName ?? 'bai-du-thi', mediaType: mediaType ?? 'application/octet-stream' })
      .header('content-length', Number(sizeInBytes))
      .send(files.read(sha256))
  })
}
