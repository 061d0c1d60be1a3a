import type { FastifyInstance, FastifyRequest } from 'fastify'
import { asDownload } from '../../../../platform/http/download.ts'
import { readAddress } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { signedInContext } from '../../../../platform/http/request.ts'
import { SPREADSHEET_MEDIA_TYPE, writeRows } from '../../../../platform/spreadsheet/write-rows.ts'
import { PDF_MEDIA_TYPE, WORD_MEDIA_TYPE, writePdf, writeWord } from '../../../documents/index.ts'
import { unitOnPaper } from '../../../organisation/index.ts'
import { checkSums } from '../../rules/forms/check-sums.ts'
import { formSlug } from '../../rules/forms/form.ts'
import { FORMS_PATH, FormParams, FormQuery, formOf } from './form-address.ts'
import { formAsked } from './form-asked.ts'
import {
  columnOnPaper,
  type FormOnPaper,
  formDocument,
  periodInWords,
  remarksOnPaper,
  rowsOnPaper,
} from './form-on-paper.ts'

/** A form as an Excel, a Word and a PDF file: what stands on its page. */
export function formDownloads(app: FastifyInstance): void {
  app.get(`${FORMS_PATH}/:form/table.xlsx`, allow('petition.read'), async (request, reply) => {
    const paper = await paperAsked(request)
    const file = await formWorkbook(paper)
    return asDownload(reply, { name: fileName(paper, 'xlsx'), mediaType: SPREADSHEET_MEDIA_TYPE }).send(file)
  })

  const onPaper = async (request: FastifyRequest) => {
    const { database, page } = signedInContext(request)
    const paper = await paperAsked(request)
    const issuer = await unitOnPaper(database, paper.counted.unit.id, paper.period.to)
    return { paper, document: formDocument(paper, { issuer, demonstration: page.demonstration }) }
  }
  app.get(`${FORMS_PATH}/:form/document.docx`, allow('petition.read'), async (request, reply) => {
    const { paper, document } = await onPaper(request)
    const name = fileName(paper, 'docx')
    return asDownload(reply, { name, mediaType: WORD_MEDIA_TYPE }).send(await writeWord(document))
  })
  app.get(`${FORMS_PATH}/:form/document.pdf`, allow('petition.read'), async (request, reply) => {
    const { paper, document } = await onPaper(request)
    const name = fileName(paper, 'pdf')
    return asDownload(reply, { name, mediaType: PDF_MEDIA_TYPE }).send(await writePdf(document))
  })
}

async function paperAsked(request: FastifyRequest): Promise<FormOnPaper> {
  const { database, official, today } = signedInContext(request)
  const form = formOf(readAddress(FormParams, request.params).form)
  const query = readAddress(FormQuery, request.query)
  const { question, counted } = await formAsked(database, { form, query, official, today })
  return { form, counted, period: question.period, today }
}

/** One sheet with the form, one with its cross-checks, one with what has to be known of it. */
export function formWorkbook(paper: FormOnPaper): Promise<Buffer> {
  const { form, counted, period } = paper
  return writeRows([
    {
      sheet: `Biểu ${formSlug(form.code)}`,
      columns: [
        { title: `Đơn vị (${periodInWords(period)})`, width: 44 },
        ...form.columns.map((column) => ({ title: columnOnPaper(column), width: 18 })),
      ],
      rows: rowsOnPaper(paper).map(({ name, numbers }) => [name, ...numbers.map((value) => value ?? '…')]),
    },
    {
      sheet: 'Đối chiếu',
      columns: [
        { title: 'Phép đối chiếu (dòng tổng)', width: 40 },
        { title: 'Vế trái', width: 12 },
        { title: 'Vế phải', width: 12 },
        { title: 'Kết quả', width: 14 },
        { title: 'Ghi chú', width: 60 },
      ],
      rows: checkSums(form, counted.total).map(({ words, left, right, passed, remark }) => [
        words,
        left,
        right,
        passed ? 'Khớp' : 'Không khớp',
        remark,
      ]),
    },
    {
      sheet: 'Cách đếm và nguồn',
      columns: [{ title: `Biểu ${form.code}: ${form.title}. Đơn vị: ${counted.unit.name}`, width: 120 }],
      rows: remarksOnPaper(paper).map((text) => [text]),
    },
  ])
}

/** `bieu-01-XLD-2026-03-15-2026-06-14.xlsx` */
function fileName({ form, period }: FormOnPaper, ending: string): string {
  return `bieu-${formSlug(form.code)}-${period.from}-${period.to}.${ending}`
}
