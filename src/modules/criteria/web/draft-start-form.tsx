import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, optionalRecordId, optionalText, storedFiles } from '../../../platform/http/form-fields.ts'
import {
  FileField,
  Form,
  Layout,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { annexIn } from '../actions/annex-file.ts'
import { startDraft } from '../actions/draft-criteria-set.ts'
import { readCriteriaFile } from '../commands/check.ts'
import { readSetText } from '../commands/set-text.ts'
import { countedIndicators } from '../queries/criteria-set-drafts.ts'
import { criteriaSetById, criteriaSets } from '../queries/criteria-sets.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { blankSet, codeFrom } from '../rules/general-fields.ts'
import { draftPath } from './draft-parts.tsx'
import { noSuchSet } from './set-pages.tsx'

const L = {
  title: 'Tên bộ tiêu chí',
  setId: 'Bộ đã có',
  content: 'Nội dung tệp',
  file: 'Tệp Excel của phụ lục',
} as const

/** Beginning to write a set: from nothing, from a kept set, or from a file. */
export function draftStartForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/drafts/new',
    permission: 'criteria.manage',
    fields: z.object({
      from: choice('Bắt đầu từ', { blank: '', spreadsheet: '', version: '', successor: '', file: '' }),
      file: storedFiles(L.file, { most: 1 }),
      title: optionalText(L.title, { longest: 500 }),
      setId: optionalRecordId(L.setId),
      content: optionalText(L.content, { longest: 500_000 }),
    }),
    load: async ({ database, query }) => ({ sets: await criteriaSets(database), asked: query.from ?? '' }),
    initial: ({ sets, asked }) => ({
      from: sets.some((set) => set.id === asked) ? 'version' : 'blank',
      setId: asked,
    }),
    draw: ({ context, data: { sets }, form }) => {
      const options = sets.map((set) => ({ value: set.id, text: `${set.title}, phiên bản ${set.version}` }))
      const setField = <SelectField form={form} name="setId" label={L.setId} emptyText="Chọn bộ" options={options} />
      return (
        <Layout
          title="Soạn bộ tiêu chí"
          context={context.page}
          form={form}
          backLink={{ href: '/criteria-sets', text: 'Bộ tiêu chí' }}
        >
          <PageHeading>Soạn bộ tiêu chí</PageHeading>
          <p class="govuk-body">
            Bản soạn được sửa bao nhiêu lần cũng được, có kiểm tra và tính thử ở từng tiêu chí. Khi đưa vào áp dụng, bản
            soạn thành một phiên bản không sửa được nữa.
          </p>
          <Form form={form} multipart>
            <RadioField
              form={form}
              name="from"
              label="Bắt đầu từ"
              options={[
                {
                  value: 'blank',
                  text: 'Bộ trống',
                  children: <TextField form={form} name="title" label={L.title} optional />,
                },
                {
                  value: 'spreadsheet',
                  text: 'Tệp Excel của phụ lục',
                  children: (
                    <FileField
                      form={form}
                      name="file"
                      label={L.file}
                      optional
                      accept=".xlsx"
                      hint="Các cột TT, Nội dung tiêu chí, Điểm tối đa, Cách chấm, Tài liệu kiểm chứng. Chỗ nào hiểu được nhiều cách thì phần mềm hỏi lại, không tự đoán."
                    />
                  ),
                },
                ...(sets.length === 0
                  ? []
                  : [
                      { value: 'version', text: 'Bộ đã có, để ra phiên bản mới (sửa sai sót)', children: setField },
                      {
                        value: 'successor',
                        text: 'Bộ đã có (chọn ở trên), để ra bộ mới thay thế theo quyết định khác',
                      },
                    ]),
                {
                  value: 'file',
                  text: 'Tệp bộ tiêu chí dạng JSON hoặc YAML',
                  children: <TextArea form={form} name="content" label={L.content} optional rows={8} />,
                },
              ]}
            />
            <SubmitButtons cancelHref="/criteria-sets">
              <SubmitButton>Bắt đầu soạn</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async (context, { from, title, setId, content, file }, { sets }) => {
      const { database, official, today } = context
      const known = new Set(sets.map((each) => each.code))
      const named = (set: CriteriaSet): CriteriaSet => ({ ...set, id: codeFrom(set.title, known) })
      if (from === 'spreadsheet') {
        const [fileId] = file
        if (fileId === undefined) throw problem('file', 'Hãy chọn tệp Excel.')
        const indicators = new Set((await countedIndicators(database)).keys())
        const { set, questions, understood } = await annexIn(context, fileId, { year: yearOf(today), indicators })
        const words = `tệp Excel: ${understood.join(' ')} ${questions.length} chỗ cần quyết định`
        return draftPath(await startDraft(database, official, { content: named(set), questions, from: words }))
      }
      if (from === 'blank') {
        const blank = blankSet(yearOf(today), title === '' ? 'Bộ tiêu chí mới' : title)
        return draftPath(await startDraft(database, official, { content: named(blank), from: 'bộ trống' }))
      }
      if (from === 'file') {
        return draftPath(await startDraft(database, official, { content: setInText(content), from: 'tệp' }))
      }
      if (setId === null) throw problem('setId', 'Hãy chọn bộ tiêu chí để bắt đầu.')
      const kept = await criteriaSetById(database, setId)
      if (!kept) throw noSuchSet()
      const set = from === 'successor' ? successorOf(kept.content, yearOf(today)) : kept.content
      const words = `${kept.title}, phiên bản ${kept.version}`
      return draftPath(await startDraft(database, official, { content: set, basedOn: kept.id, from: words }))
    },
  })
}

/** The next set in the row: another code, a new act to be filled in, the coming year. */
function successorOf(set: CriteriaSet, year: number): CriteriaSet {
  const { transitions: _transitions, ...rest } = set
  return {
    ...rest,
    id: `${set.id.replace(/-\d{4}$/, '')}-${year}`,
    replaces: set.id,
    legalAct: { ...set.legalAct, number: '' },
    years: [{ year, from: `${year}-01-01`, to: `${year}-12-31` }],
    effective: { from: `${year}-01-01` },
  }
}

/** A file may have mistakes; it must only be a set in its shape. Refuses `criteria.set-unreadable`. */
function setInText(content: string): CriteriaSet {
  if (content === '') throw problem('content', 'Hãy dán nội dung tệp.')
  const { set, problems } = readCriteriaFile(readSetText(content))
  if (set) return set
  const shown = problems.slice(0, 5).map((each) => `${each.place}: ${each.message}`)
  throw problem('content', `Tệp chưa đúng mẫu (${problems.length} chỗ). ${shown.join(' ')}`)
}

function problem(field: string, message: string): Refusal {
  return new Refusal('invalid', 'criteria.set-unreadable', message, { [field]: message })
}
