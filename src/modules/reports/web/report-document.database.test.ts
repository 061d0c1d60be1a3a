import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPdf } from '../../../../tests/support/read-pdf.ts'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { type RunningSystem, startSystem, TEST_TODAY } from '../../../../tests/support/system.ts'
import { readRows } from '../../../platform/spreadsheet/read-rows.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { createApiToken } from '../../identity/index.ts'
import { draftReport } from '../actions/draft-report.ts'
import { requestReports } from '../actions/request-reports.ts'
import { writeSection } from '../actions/write-section.ts'

let system: RunningSystem
let province: SampleProvince
let token: string
let reportId: string

/** Three dialogues of the commune this quarter, one of them for the committee, and two in the same quarter of last year. */
beforeAll(async () => {
  system = await startSystem('empty')
  const { database } = system
  province = await sampleProvince(database)
  const { units, officials } = province
  await database
    .insertInto('activity')
    .values(
      (
        [
          ['2026-10-05', 1215, null],
          ['2026-11-02', 40, null],
          ['2026-11-20', 7, units.committee],
          ['2025-10-10', 100, null],
          ['2025-12-31', 500, null],
        ] as const
      ).map(([heldOn, participants, behalf]) => ({
        kind_code: 'dialogue',
        title: 'Đối thoại',
        held_on: heldOn,
        place: 'Hội trường',
        unit_id: units.commune,
        behalf_unit_id: behalf,
        chaired_by: 'Chủ tịch',
        participant_count: participants,
        illustration: null,
        created_by_account_id: null,
        changed_by_account_id: null,
        withdrawn_on: null,
        withdrawn_reason: null,
      })),
    )
    .execute()
  const period = periodByCode('2026-Q4')
  const asked = {
    typeCode: 'mobilisation',
    period,
    dueOn: '2026-12-05',
    dueOnExcluded: true,
    basis: '',
    unitIds: [units.commune],
  }
  await requestReports(database, officials.collector, asked, TEST_TODAY)
  reportId = await draftReport(database, officials.communeClerk, { ...asked, unitId: units.commune }, TEST_TODAY)
  const written = {
    reportId,
    sectionCode: 'strengths',
    content: 'Đối thoại kịp thời.\nTrả lời đúng hẹn.',
    version: '0',
  }
  await writeSection(database, officials.communeClerk, written, TEST_TODAY)
  token = await createApiToken(database, officials.communeHead.accountId)
})
afterAll(() => system.stop())

const ask = async (path: string, accessToken = token) =>
  fetch(`${system.address}${path}`, { headers: { authorization: `Bearer ${accessToken}` }, redirect: 'manual' })

/** The rows of all tables with lines, each cell as its text. */
function tableRows(documentXml: string): string[][] {
  return [...documentXml.matchAll(/<w:tr[ >].*?<\/w:tr>/gs)].map(([row]) =>
    [...row.matchAll(/<w:tc[ >].*?<\/w:tc>/gs)].map(([cell]) => textOf(cell)),
  )
}
function textOf(xml: string): string {
  return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')
}

/** The first two numbers of each indicator on the page: this period and the same of last year, as their links show them. */
function figuresOnPage(html: string): Record<string, [string, string]> {
  const figures: Record<string, [string, string]> = {}
  for (const [, code = '', rest = ''] of html.matchAll(/href="\/figures\/([a-z.-]+)">[^<]*<\/a>(.*?)<\/tr>/gs)) {
    const [now, before] = [...rest.matchAll(/\/records\?[^"]*">([\d.,]+)<\/a>/g)].map(([, number]) => number ?? '')
    if (now !== undefined && before !== undefined) figures[code] = [now, before]
  }
  return figures
}

type ReportSaid = {
  sections: {
    figures: {
      indicator: string
      title: string
      unitOfMeasure: string
      value: number | null
      lastYear: number | null
    }[]
  }[]
}

describe('the Word file of a report', () => {
  test('has every figure as the screen shows it', async () => {
    const page = await (await ask(`/reports/${reportId}`)).text()
    const answer = await ask(`/reports/${reportId}/document.docx`)
    expect(answer.headers.get('content-type')).toContain('wordprocessingml')
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    const document = strFromU8(files['word/document.xml'] ?? new Uint8Array())
    const rows = tableRows(document)
    const onPage = figuresOnPage(page)
    const defined = await system.database.selectFrom('indicator').select(['code', 'title']).execute()

    expect(Object.keys(onPage).length).toBeGreaterThanOrEqual(20)
    for (const [code, [now, before]] of Object.entries(onPage)) {
      const title = defined.find((indicator) => indicator.code === code)?.title
      expect(rows.find((row) => row[0] === title)?.slice(2, 4), title).toEqual([now, before])
    }
    expect(onPage['dialogue.participants']).toEqual(['1.262', '600'])
    expect(rows).toContainEqual(['- Trong đó, thay mặt Ủy ban nhân dân tỉnh Mẫu', 'đại biểu', '7', '', ''])
    const text = textOf(document)
    expect(text).toContain('Đại biểu dự đối thoại: 1.262 đại biểu')
    expect(text).toContain('cùng kỳ năm trước 600, tăng 662 (110,3%)')
    expect(text).toContain('Đối thoại kịp thời.')
    expect(text).toContain('Kính gửi: Ủy ban nhân dân tỉnh Mẫu (qua Sở Nội vụ)')
    expect(text).toContain('CHỦ TỊCH')
  })

  test('and its PDF and Excel files have them too, numbers as numbers', async () => {
    const answer = (await (await ask(`/api/v1/reports/${reportId}`)).json()) as ReportSaid
    const figures = answer.sections.flatMap((section) => section.figures)
    expect(figures.length).toBeGreaterThanOrEqual(20)

    const [pdf, workbook] = await Promise.all([
      ask(`/reports/${reportId}/document.pdf`),
      ask(`/reports/${reportId}/table.xlsx`),
    ])
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    const { text } = await readPdf(Buffer.from(await pdf.arrayBuffer()))
    const [table, words] = await readRows(Buffer.from(await workbook.arrayBuffer()))
    const onPaper = (value: number | null) => (value === null ? '…' : formatNumber(value))
    for (const { title, unitOfMeasure, value, lastYear } of figures) {
      expect(text, title).toContain(`${title} ${unitOfMeasure} ${onPaper(value)} ${onPaper(lastYear)}`)
      const row = table?.rows.find(({ cells }) => cells[1] === title)
      expect(row?.cells.slice(2, 5), title).toEqual([unitOfMeasure, value ?? '…', lastYear ?? '…'])
    }
    expect(text).toContain('Đối thoại kịp thời. Trả lời đúng hẹn.')
    expect(words?.rows.flatMap(({ cells }) => cells)).toContain('Đối thoại kịp thời.\nTrả lời đúng hẹn.')
  })

  test('and its data are for those who may read the report', async () => {
    const neighbour = await createApiToken(system.database, province.officials.siblingClerk.accountId)
    const files = ['document.docx', 'document.pdf', 'table.xlsx'].map((name) => `/reports/${reportId}/${name}`)
    for (const path of [`/reports/${reportId}`, ...files, `/api/v1/reports/${reportId}`]) {
      expect((await ask(path)).status, path).toBe(200)
      expect((await ask(path, neighbour)).status, path).toBe(404)
    }
  })

  test('says the same as the API', async () => {
    const answer = (await (await ask(`/api/v1/reports/${reportId}`)).json()) as ReportSaid
    const figure = answer.sections
      .flatMap((section) => section.figures)
      .find((each) => each.indicator === 'dialogue.participants')
    expect(figure).toMatchObject({ value: 1262, lastYear: 600 })
  })

  test('is reached from the record behind the figure of reports due', async () => {
    const days = 'from=2026-12-01&to=2026-12-31'
    const records = (await (await ask(`/api/v1/figures/report.due/records?unit=T-X3&${days}`)).json()) as {
      records: { path: string }[]
    }
    const board = await (await ask(records.records[0]?.path ?? '')).text()
    expect(board).toContain(`href="/reports/${reportId}"`)
  })
})
