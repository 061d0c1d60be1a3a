import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalText, storedFiles } from '../../../platform/http/form-fields.ts'
import {
  DataTable,
  Details,
  FileField,
  Form,
  HiddenField,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { receiveFile, receivePasted } from '../actions/receive.ts'
import type { BatchWork } from '../actions/work.ts'
import { sheetAsked, writableBy } from './sheet-parts.tsx'

const FILE = 'Tệp Excel (.xlsx)'
const PASTED = 'Hoặc dán các ô chép từ Excel'

const Fields = z.object({
  kind: z.string().max(60),
  file: storedFiles(FILE, { most: 1 }),
  pasted: optionalText(PASTED, { longest: 200_000 }),
})

/** Sending a file, or cells, of one kind of record. */
export function importForm(app: FastifyInstance, sheets: readonly RecordSheet[], work: BatchWork): void {
  staffForm(app, {
    path: '/spreadsheets/import',
    permission: 'spreadsheet.use',
    fields: Fields,
    load: async ({ official, query }) => sheetAsked(writableBy(official, sheets), query.kind),
    initial: (sheet) => ({ kind: sheet.kind }),
    draw: ({ context, data: sheet, form }) => (
      <Layout
        title={`Nhập từ Excel: ${sheet.title}`}
        context={context.page}
        form={form}
        backLink={{ href: '/spreadsheets', text: 'Chọn loại khác' }}
      >
        <PageHeading caption="Nhập từ Excel">{sheet.title}</PageHeading>
        <p class="govuk-body">{sheet.about}</p>
        <p class="govuk-body">
          <a class="govuk-link" href={`/spreadsheets/template.xlsx?kind=${sheet.kind}`}>
            Tải tệp mẫu
          </a>
        </p>
        <Form form={form} multipart>
          <HiddenField form={form} name="kind" />
          <FileField
            form={form}
            name="file"
            label={FILE}
            optional
            accept=".xlsx"
            hint="Tối đa 20 MB, 50.000 dòng. Tệp mẫu, tệp tải về hay tệp của bạn có đúng tên cột đều được."
          />
          <TextArea
            form={form}
            name="pasted"
            label={PASTED}
            optional
            rows={5}
            hint="Chép cả dòng tên cột; nếu không có dòng tên cột thì các ô theo đúng thứ tự cột dưới đây."
          />
          <SubmitButtons cancelHref="/spreadsheets">
            <SubmitButton>Kiểm tra thử</SubmitButton>
          </SubmitButtons>
        </Form>
        <Details summary="Các cột và cách ghi">
          <Columns sheet={sheet} />
        </Details>
      </Layout>
    ),
    submit: async ({ database, official }, { kind, file, pasted }) => {
      const sheet = writableBy(official, sheets).find((each) => each.kind === kind)
      if (!sheet) {
        const message = 'Chức vụ của bạn không nhập loại bản ghi này. Chưa có gì được ghi; hãy chọn loại khác.'
        throw new Refusal('invalid', 'spreadsheet.kind-not-yours', message, { form: message })
      }
      const [fileId] = file
      if (fileId === undefined && pasted === '') {
        const message = 'Hãy chọn tệp Excel, hoặc dán các ô vào ô bên dưới.'
        throw new Refusal('invalid', 'spreadsheet.nothing-sent', message, { file: message })
      }
      const batchId =
        fileId === undefined
          ? await receivePasted(database, official, { sheet, text: pasted })
          : await receiveFile(database, official, { sheet, fileId })
      return `/spreadsheets/batches/${batchId}`
    },
    // What was sent stands in the database only now.
    afterwards: async ({ database, files }) => {
      await files.removeAsked(database)
      await work.resume()
    },
  })
}

function Columns({ sheet }: { sheet: RecordSheet }) {
  return (
    <DataTable
      caption="Các cột"
      captionHidden
      phone="stack"
      empty=""
      columns={[
        { key: 'title', title: 'Cột', rowHeader: true, width: 'one-quarter' },
        { key: 'required', title: 'Bắt buộc' },
        { key: 'help', title: 'Cách ghi', width: 'one-half' },
      ]}
      rows={sheet.columns.map(({ title, required, help, example }) => ({
        title,
        required: required ? 'có' : 'không',
        help: example === '' ? help : `${help} Ví dụ: ${example}`,
      }))}
    />
  )
}
