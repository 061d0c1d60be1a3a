import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressChoice, addressDay, addressId, addressYear } from '../../../platform/http/address-fields.ts'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  DateField,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  SelectField,
} from '../../../platform/page/index.ts'
import { SPREADSHEET_MEDIA_TYPE, writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { postFor, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { type UnitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { PDF_MEDIA_TYPE } from '../pdf/write-pdf.ts'
import { writeRegister } from '../pdf/write-register.ts'
import {
  LINES_ON_PAGE,
  MOST_IN_FILE,
  MOST_IN_PDF,
  type RegisterAsked,
  type RegisterLine,
  registerBook,
} from '../queries/register-book.ts'
import { SECRECY } from '../rules/document-limits.ts'
import { REGISTER_COLUMNS } from '../rules/register-columns-on-paper.ts'
import { DIRECTIONS, DOCUMENT_TYPE_TITLES } from '../rules/register-entry.ts'

const BookQuery = z.object({
  unitId: addressId,
  direction: addressChoice(DIRECTIONS),
  year: addressYear,
  from: addressDay,
  to: addressDay,
})

const PAPERS = { A4: 'A4', A3: 'A3' } as const

const TITLES = { outgoing: 'Sổ đăng ký văn bản đi', incoming: 'Sổ đăng ký văn bản đến' } as const

/** The register as it is kept on paper: on a page, as a PDF to print and bind, and as an Excel file. */
export function registerBookPages(app: FastifyInstance): void {
  registerPdf(app)
  staffPage(app, {
    path: '/documents/register',
    permission: 'document.read',
    query: BookQuery,
    draw: async (context) => {
      const { asked, unit, units } = await askedOf(context, context.query)
      const { database, official, today, page } = context
      const { lines, total, hiddenCount } = await registerBook(database, official, {
        asked,
        most: LINES_ON_PAGE,
        today,
      })
      const address = addressOf(asked)
      const form = filterView(address)
      const columns = REGISTER_COLUMNS[asked.direction]
      return (
        <Layout
          title={TITLES[asked.direction]}
          context={page}
          wide
          backLink={{ href: '/documents', text: 'Trở lại sổ văn bản' }}
        >
          <PageHeading
            caption={unit.name}
            actions={
              <ActionBar>
                <ButtonLink href={`/documents/register.pdf?${new URLSearchParams({ ...address, paper: 'A4' })}`}>
                  Tải sổ PDF, khổ A4
                </ButtonLink>
                <ButtonLink
                  variant="secondary"
                  href={`/documents/register.pdf?${new URLSearchParams({ ...address, paper: 'A3' })}`}
                >
                  Khổ A3
                </ButtonLink>
                <ButtonLink variant="secondary" href={`/documents/register.xlsx?${new URLSearchParams(address)}`}>
                  Tải tệp Excel
                </ButtonLink>
              </ActionBar>
            }
          >
            {TITLES[asked.direction]} từ {formatCalendarDate(asked.from)} đến {formatCalendarDate(asked.to)}
          </PageHeading>
          <FilterBar resetHref="/documents/register" active>
            <SelectField form={form} name="direction" label="Văn bản đi, đến" options={optionsOf(DIRECTIONS)} />
            {units.length > 1 && (
              <SelectField
                form={form}
                name="unitId"
                label="Sổ của"
                options={units.map(({ id, name }) => ({ value: id, text: name }))}
              />
            )}
            <DateField form={form} name="from" label="Từ ngày" />
            <DateField form={form} name="to" label="Đến ngày" />
            <NumberField form={form} name="year" label="Hoặc cả năm" width={4} />
          </FilterBar>
          <p class="govuk-body">
            {formatNumber(total)} văn bản
            {total > lines.length && `; trang này hiện ${formatNumber(lines.length)} văn bản đầu, tệp Excel có đủ`}
            {hiddenCount > 0 && `. Ngoài ra có ${formatNumber(hiddenCount)} văn bản hạn chế người đọc, không in ở đây`}.
          </p>
          <div class="app-register-book">
            <DataTable
              caption={TITLES[asked.direction]}
              captionHidden
              manyColumns
              empty="Không có văn bản nào vào sổ trong thời gian này."
              columns={columns.map(({ key, title }, index) => ({
                ...{ key, title, rowHeader: index === 0 },
                width: key === 'summary' ? 'one-third' : undefined,
              }))}
              rows={lines.map((line) => cellsOf(line))}
            />
          </div>
          <InsetText>
            Các cột theo mẫu sổ tại Phụ lục IV Nghị định 30/2020/NĐ-CP. Cột hệ thống không ghi nhận (số lượng bản, ngày
            chuyển, ký nhận; người ký của văn bản không ký số trên hệ thống) để trống, ghi tay sau khi in. In: tải tệp
            PDF, in giấy ngang.
          </InsetText>
        </Layout>
      )
    },
  })

  app.get('/documents/register.xlsx', allow('document.read'), async (request, reply) => {
    const context = signedInContext(request)
    const { asked, unit } = await askedOf(context, readAddress(BookQuery, request.query))
    const { database, official, today } = context
    const { lines, hiddenCount } = await registerBook(database, official, { asked, most: MOST_IN_FILE, today })
    const columns = REGISTER_COLUMNS[asked.direction]
    const file = await writeRows([
      {
        sheet: TITLES[asked.direction],
        columns,
        rows: lines.map((line) => {
          const cells = cellsOf(line)
          return columns.map(({ key }) => cells[key] ?? null)
        }),
      },
      {
        sheet: 'Về sổ này',
        columns: [
          { title: 'Thông tin', width: 30 },
          { title: 'Giá trị', width: 80 },
        ],
        rows: [
          ['Sổ', TITLES[asked.direction]],
          ['Cơ quan, đơn vị', unit.name],
          ['Từ ngày', formatCalendarDate(asked.from)],
          ['Đến ngày', formatCalendarDate(asked.to)],
          ['Số văn bản', lines.length],
          ['Văn bản hạn chế người đọc không có trong tệp', hiddenCount],
          ['Mẫu sổ', 'Phụ lục IV Nghị định 30/2020/NĐ-CP'],
        ],
      },
    ])
    return asDownload(reply, { name: fileName(asked, 'xlsx'), mediaType: SPREADSHEET_MEDIA_TYPE }).send(file)
  })
}

function registerPdf(app: FastifyInstance): void {
  app.get('/documents/register.pdf', allow('document.read'), async (request, reply) => {
    const context = signedInContext(request)
    const query = readAddress(BookQuery.extend({ paper: addressChoice(PAPERS) }), request.query)
    const { asked, unit } = await askedOf(context, query)
    const { database, official, today } = context
    const { lines, total, hiddenCount } = await registerBook(database, official, { asked, most: MOST_IN_PDF, today })
    if (total > lines.length) {
      throw new Refusal(
        'conflict',
        'documents.register-too-long',
        `Sổ có ${formatNumber(total)} văn bản; mỗi tệp PDF nhiều nhất ${formatNumber(MOST_IN_PDF)}. Hãy chọn thời gian ngắn hơn, hoặc tải tệp Excel.`,
      )
    }
    const columns = REGISTER_COLUMNS[asked.direction]
    const file = writeRegister({
      title: TITLES[asked.direction],
      body: unit.name,
      period: `Từ ngày ${formatCalendarDate(asked.from)} đến ngày ${formatCalendarDate(asked.to)}`,
      paper: query.paper ?? 'A4',
      columns,
      rows: lines.map((line) => {
        const cells = cellsOf(line)
        return columns.map(({ key }) => cells[key] ?? '')
      }),
      note:
        hiddenCount === 0 ? '' : `Ngoài ra có ${formatNumber(hiddenCount)} văn bản hạn chế người đọc, không in ở đây.`,
    })
    return asDownload(reply, { name: fileName(asked, 'pdf'), mediaType: PDF_MEDIA_TYPE }).send(file)
  })
}

const fileName = ({ direction, from, to }: RegisterAsked, ending: string) =>
  `so-van-ban-${direction === 'outgoing' ? 'di' : 'den'}-${from}-${to}.${ending}`

/** The register asked for: of the reader's own unit, this year's outgoing documents, unless the address says otherwise. */
async function askedOf(
  { database, official, today }: Pick<Context, 'database' | 'official' | 'today'>,
  { unitId, direction = 'outgoing', year, from, to }: z.output<typeof BookQuery>,
): Promise<{ asked: RegisterAsked; unit: UnitOnDay; units: UnitOnDay[] }> {
  const units = await unitsOnDay(database, { today, roots: unitsFor(official, 'document.read') })
  const wanted = unitId ?? postFor(official, 'document.read')?.unitId
  const unit = units.find(({ id }) => id === wanted) ?? (unitId === undefined ? units[0] : undefined)
  if (!unit)
    throw new Refusal('not-found', 'documents.no-such-register', 'Không có sổ văn bản này trong phạm vi của bạn.')
  const ofYear = year ?? yearOf(from ?? today)
  const first = year === undefined ? (from ?? `${ofYear}-01-01`) : `${year}-01-01`
  const last = year === undefined ? (to ?? `${ofYear}-12-31`) : `${year}-12-31`
  const [begin, end] = first <= last ? [first, last] : [last, first]
  return { asked: { unitId: unit.id, direction, from: begin, to: end }, unit, units }
}

function addressOf({ unitId, direction, from, to }: RegisterAsked): Record<string, string> {
  return { unitId, direction, from: formatCalendarDate(from), to: formatCalendarDate(to) }
}

function cellsOf(line: RegisterLine): Record<string, string> {
  const others = line.recipientCount - line.recipients.length
  const note = [
    line.secrecy === null ? '' : `Độ mật: ${SECRECY[line.secrecy]}`,
    line.withdrawnOn === null ? '' : `Thu hồi ngày ${formatCalendarDate(line.withdrawnOn)}: ${line.withdrawnReason}`,
  ]
  return {
    reference: line.reference,
    issuedOn: formatCalendarDate(line.issuedOn),
    summary: `${DOCUMENT_TYPE_TITLES[line.type]}: ${line.summary}`,
    issuer: line.issuer,
    signer: line.signer ?? '',
    arrivedOn: line.arrivedOn === null ? '' : formatCalendarDate(line.arrivedOn),
    arrivalNumber: line.arrivalNumber === null ? '' : String(line.arrivalNumber),
    recipients: [...line.recipients, ...(others > 0 ? [`và ${others} đơn vị khác`] : [])].join('; '),
    keeper: line.draftingUnit ?? '',
    note: note.filter((part) => part !== '').join('. '),
  }
}
