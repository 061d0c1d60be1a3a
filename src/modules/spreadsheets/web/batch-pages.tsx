import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  InsetText,
  Layout,
  NotificationBanner,
  PageHeading,
  Pagination,
  SummaryList,
} from '../../../platform/page/index.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchBatch } from '../actions/decide.ts'
import {
  type BatchRecord,
  batchById,
  countsOfDone,
  faultKinds,
  faultsOfBatch,
  ROWS_PER_PAGE,
  rowsOfBatch,
} from '../queries/batches.ts'
import { unitLabels } from '../queries/choosable.ts'
import { choiceTitles, inWords, unitIdsIn } from '../queries/write-sheet.ts'
import { isAtWork } from '../rules/batch.ts'
import { differences } from '../rules/same-values.ts'
import { BatchTag } from './sheet-parts.tsx'

const SHOWN = { faults: 'Lỗi', changed: 'Thay đổi', new: 'Mới' } as const
type Shown = keyof typeof SHOWN
const Query = z.object({ show: z.string().max(20).optional(), after: z.string().max(12).optional() })

/** One file: its progress while the system works on it, what it would do, what it did. */
export function batchPages(app: FastifyInstance, sheets: readonly RecordSheet[]): void {
  staffPage(app, {
    path: '/spreadsheets/batches/:batchId',
    permission: 'spreadsheet.use',
    params: z.object({ batchId: Id }),
    query: Query,
    draw: async (context) => {
      const { database, official, page, params } = context
      const batch = await batchById(database, official, params.batchId)
      const sheet = sheets.find(({ kind }) => kind === batch?.kind)
      if (!batch || !sheet) throw noSuchBatch()
      const working = isAtWork(batch.state)
      return (
        <Layout
          title={`${sheet.title}: ${batch.sourceName}`}
          context={page}
          backLink={{ href: '/spreadsheets', text: 'Nhập từ Excel' }}
          refreshInSeconds={working ? 2 : undefined}
        >
          <PageHeading caption={`Nhập từ Excel – ${sheet.title}`} actions={<Actions batch={batch} />}>
            {batch.sourceName}
          </PageHeading>
          {batch.message && <InsetText>{batch.message}</InsetText>}
          {working ? <Progress batch={batch} /> : await Outcome({ context, batch, sheet })}
        </Layout>
      )
    },
  })
}

function Actions({ batch }: { batch: BatchRecord }) {
  const path = `/spreadsheets/batches/${batch.id}`
  const canApply = batch.state === 'checked' && batch.newCount + batch.changedCount > 0
  return (
    <ActionBar>
      {canApply && <ButtonLink href={`${path}/application`}>Nhập vào hệ thống</ButtonLink>}
      {batch.state === 'applied' && (
        <ButtonLink href={`${path}/undoing`} variant="secondary">
          Hoàn tác lần nhập này
        </ButtonLink>
      )}
      {batch.faultyCount > 0 && (
        <a class="govuk-link" href={`${path}/faults.xlsx`}>
          Tải tệp kèm cột lỗi
        </a>
      )}
      {(batch.state === 'checked' || batch.state === 'refused') && (
        <a class="govuk-link" href={`/spreadsheets/import?kind=${batch.kind}`}>
          Gửi tệp khác
        </a>
      )}
      {batch.state === 'checked' && (
        <a class="govuk-link" href={`${path}/removal`}>
          Bỏ lần nhập
        </a>
      )}
    </ActionBar>
  )
}

const STEPS = {
  reading: 'Đang đọc tệp',
  checking: 'Đang kiểm tra thử, chưa ghi gì',
  applying: 'Đang nhập',
  undoing: 'Đang hoàn tác',
} as const

function Progress({ batch: { state, doneCount, rowCount, newCount, changedCount } }: { batch: BatchRecord }) {
  const total = state === 'undoing' ? newCount + changedCount : rowCount
  return (
    <>
      <p class="govuk-body">
        <label for="batch-progress">
          {state in STEPS ? STEPS[state as keyof typeof STEPS] : ''}
          {total > 0 && `: ${formatNumber(Math.min(doneCount, total))}/${formatNumber(total)} dòng`}
        </label>
      </p>
      <progress
        id="batch-progress"
        class="app-progress"
        max={Math.max(1, total)}
        value={total > 0 ? Math.min(doneCount, total) : undefined}
      />
      <p class="govuk-body app-muted">
        Trang tự tải lại. Bạn có thể đóng trang: việc vẫn chạy, kết quả ở mục Nhập từ Excel.
      </p>
    </>
  )
}

type Drawn = {
  context: Context & { query: z.output<typeof Query> }
  batch: BatchRecord
  sheet: RecordSheet
}

async function Outcome(drawn: Drawn) {
  const { context, batch } = drawn
  const done = await countsOfDone(context.database, batch.id)
  const available: Shown[] = [
    ...(batch.faultyCount > 0 || done.left > 0 ? (['faults'] as const) : []),
    ...(batch.changedCount > 0 ? (['changed'] as const) : []),
    ...(batch.newCount > 0 ? (['new'] as const) : []),
  ]
  const shown = available.find((each) => each === context.query.show) ?? available[0]
  return (
    <>
      <Told batch={batch} done={done} />
      <SummaryList
        rows={[
          { label: 'Tình trạng', value: <BatchTag state={batch.state} /> },
          { label: 'Gửi lúc', value: formatInstant(batch.createdAt) },
          { label: 'Số dòng', value: formatNumber(batch.rowCount) },
          { label: 'Mới', value: formatNumber(batch.newCount) },
          { label: 'Thay đổi', value: formatNumber(batch.changedCount) },
          { label: 'Giống như đã có', value: formatNumber(batch.sameCount) },
          { label: 'Lỗi', value: formatNumber(batch.faultyCount) },
        ]}
      />
      {available.length > 1 && (
        <p class="govuk-body">
          Xem:{' '}
          {available.map((each, at) => (
            <>
              {at > 0 && ' · '}
              {each === shown ? (
                <strong>{SHOWN[each]}</strong>
              ) : (
                <a class="govuk-link" href={`/spreadsheets/batches/${batch.id}?show=${each}`}>
                  {SHOWN[each]}
                </a>
              )}
            </>
          ))}
        </p>
      )}
      {shown === 'faults' && (await Faults(drawn))}
      {shown === 'changed' && (await Changed(drawn))}
      {shown === 'new' && (await New(drawn))}
    </>
  )
}

function Told({ batch, done }: { batch: BatchRecord; done: { applied: number; undone: number; left: number } }) {
  if (batch.state === 'applied') {
    return (
      <NotificationBanner>
        Đã nhập {formatNumber(done.applied)} bản ghi
        {batch.faultyCount > 0 && `; ${formatNumber(batch.faultyCount)} dòng lỗi không được nhập`}.
      </NotificationBanner>
    )
  }
  if (batch.state === 'undone') {
    return (
      <NotificationBanner>
        Đã hoàn tác {formatNumber(done.undone)} bản ghi
        {done.left > 0 && `; ${formatNumber(done.left)} bản ghi được giữ nguyên vì đã thay đổi sau khi nhập`}.
      </NotificationBanner>
    )
  }
  if (batch.state !== 'checked') return null
  return (
    <InsetText>
      {batch.newCount + batch.changedCount === 0 && batch.faultyCount === 0
        ? 'Tệp giống hệt những gì đang có: không có gì để nhập.'
        : batch.faultyCount > 0
          ? `Chưa ghi gì. Có ${formatNumber(batch.faultyCount)} dòng lỗi: hãy sửa từng ô dưới đây trong Excel rồi gửi lại tệp.`
          : 'Chưa ghi gì. Tệp không có lỗi: xem những gì sẽ thay đổi rồi nhập vào hệ thống.'}
    </InsetText>
  )
}

async function Faults({ context: { database, query }, batch }: Drawn) {
  const after = numberIn(query.after)
  const [kinds, found] = await Promise.all([faultKinds(database, batch.id), faultsOfBatch(database, batch.id, after)])
  const total = kinds.reduce((sum, { count }) => sum + count, 0)
  const rows = found.slice(0, ROWS_PER_PAGE)
  return (
    <>
      {kinds.length > 1 && after === 0 && (
        <DataTable
          caption={`${formatNumber(kinds.length)} loại lỗi`}
          phone="stack"
          empty=""
          columns={[
            { key: 'message', title: 'Ví dụ', rowHeader: true, width: 'two-thirds' },
            { key: 'cell', title: 'Ô đầu tiên' },
            { key: 'count', title: 'Số ô', numeric: true },
          ]}
          rows={kinds.map(({ message, cell, count }) => ({ message, cell, count: formatNumber(count) }))}
        />
      )}
      <DataTable
        caption="Lỗi theo ô"
        phone="stack"
        empty=""
        columns={[
          { key: 'cell', title: 'Ô', rowHeader: true, width: 'one-quarter' },
          { key: 'message', title: 'Lỗi' },
          { key: 'remedy', title: 'Cách sửa' },
        ]}
        rows={rows.map(({ cell, message, remedy }) => ({ cell, message, remedy }))}
      />
      <Pages
        path={`/spreadsheets/batches/${batch.id}?show=faults`}
        next={found.length > ROWS_PER_PAGE ? after + ROWS_PER_PAGE : null}
        summary={`Lỗi ${formatNumber(after + 1)}–${formatNumber(after + rows.length)} trong ${formatNumber(total)}`}
      />
    </>
  )
}

async function Changed({ context, batch, sheet }: Drawn) {
  const found = await rowsOfBatch(context.database, batch.id, {
    outcome: 'changed',
    after: numberIn(context.query.after),
  })
  const rows = found.slice(0, ROWS_PER_PAGE)
  const words = await wordsFor(
    context,
    sheet,
    rows.flatMap(({ before, entered }) => [before ?? {}, entered ?? {}]),
  )
  const keys = sheet.columns.map(({ key }) => key)
  return (
    <>
      <DataTable
        caption="Bản ghi thay đổi"
        phone="stack"
        empty=""
        columns={[
          { key: 'row', title: 'Dòng', rowHeader: true, width: 'one-quarter' },
          { key: 'column', title: 'Cột' },
          { key: 'before', title: 'Đang có' },
          { key: 'after', title: 'Theo tệp' },
        ]}
        rows={rows.flatMap((row) =>
          differences(row.before ?? {}, row.entered ?? {}, keys).map((key) => {
            const column = sheet.columns.find((each) => each.key === key)
            const shown = (value: string | undefined) =>
              column && value ? shortened(inWords(column, value, words)) : '(trống)'
            return {
              row: `${batch.sheets[row.sheet]?.name ?? ''}, dòng ${row.rowNumber}`,
              column: column?.title ?? key,
              before: shown(row.before?.[key]),
              after: shown(row.entered?.[key]),
            }
          }),
        )}
      />
      <Pages
        path={`/spreadsheets/batches/${batch.id}?show=changed`}
        next={found.length > ROWS_PER_PAGE ? (rows.at(-1)?.position ?? null) : null}
        summary={`${formatNumber(batch.changedCount)} bản ghi thay đổi trong tệp`}
      />
    </>
  )
}

/** How many columns tell one new record from another on the page. */
const COLUMNS_SHOWN = 4

async function New({ context, batch, sheet }: Drawn) {
  const found = await rowsOfBatch(context.database, batch.id, { outcome: 'new', after: numberIn(context.query.after) })
  const rows = found.slice(0, ROWS_PER_PAGE)
  const words = await wordsFor(
    context,
    sheet,
    rows.map(({ entered }) => entered ?? {}),
  )
  const columns = sheet.columns.filter(({ required }) => required).slice(0, COLUMNS_SHOWN)
  return (
    <>
      <DataTable
        caption="Bản ghi mới"
        phone="stack"
        empty=""
        columns={[
          { key: '_row', title: 'Dòng', rowHeader: true },
          ...columns.map(({ key, title }) => ({ key, title })),
        ]}
        rows={rows.map((row) => ({
          _row: `${batch.sheets[row.sheet]?.name ?? ''}, dòng ${row.rowNumber}`,
          ...Object.fromEntries(
            columns.map((column) => [column.key, shortened(inWords(column, row.entered?.[column.key] ?? '', words))]),
          ),
        }))}
      />
      <Pages
        path={`/spreadsheets/batches/${batch.id}?show=new`}
        next={found.length > ROWS_PER_PAGE ? (rows.at(-1)?.position ?? null) : null}
        summary={`${formatNumber(batch.newCount)} bản ghi mới trong tệp`}
      />
    </>
  )
}

function Pages({ path, next, summary }: { path: string; next: number | null; summary: string }) {
  return <Pagination summary={summary} nextHref={next === null ? undefined : `${path}&after=${next}`} />
}

async function wordsFor(context: Context, sheet: RecordSheet, values: readonly Readonly<Record<string, string>>[]) {
  const [titles, units] = await Promise.all([
    choiceTitles(context, sheet),
    unitLabels(context, unitIdsIn(sheet, values)),
  ])
  return { titles, units }
}

const LONGEST_SHOWN = 200
const shortened = (text: string) => (text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text)

const numberIn = (typed: string | undefined) => (typed !== undefined && /^\d{1,9}$/.test(typed) ? Number(typed) : 0)
