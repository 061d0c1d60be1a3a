import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { sealingState } from '../../../platform/audit/seal-entries.ts'
import { addressAfter, addressDay, addressId } from '../../../platform/http/address-fields.ts'
import type { RecordKind } from '../../../platform/http/module.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  DataTable,
  DateField,
  Details,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SelectField,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official, unitsFor } from '../../../vocabulary/official.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { type TrailEntry, trailEntries } from '../queries/trail-entries.ts'

const TrailQuery = z.object({
  actor: z.string().max(100).optional(),
  kind: z.string().max(60).optional(),
  unitId: addressId,
  from: addressDay,
  to: addressDay,
  after: addressAfter,
})

/** Who did what, when: all that the reader's units have written down. */
export function trailPage(app: FastifyInstance, kinds: readonly RecordKind[]): void {
  const byKind = new Map(kinds.map((each) => [each.kind, each]))
  staffPage(app, {
    path: '/audit',
    permission: 'audit.read',
    query: TrailQuery,
    draw: async ({ database, official, today, page, query }) => {
      const kind = byKind.has(query.kind ?? '') ? query.kind : undefined
      const [list, sealing, units] = await Promise.all([
        trailEntries(database, official, { kinds, filter: { ...query, kind }, today }),
        sealingState(database),
        unitsOnDay(database, { today, roots: unitsFor(official, 'audit.read') }),
      ])
      const values: Record<string, string> = {
        ...(query.actor ? { actor: query.actor } : {}),
        ...(kind ? { kind } : {}),
        ...(query.unitId ? { unitId: query.unitId } : {}),
        ...(query.from ? { from: formatCalendarDate(query.from) } : {}),
        ...(query.to ? { to: formatCalendarDate(query.to) } : {}),
      }
      const form = filterView(values)
      const filtered = Object.keys(values).length > 0
      return (
        <Layout title="Nhật ký thay đổi" context={page} wide>
          <PageHeading>Nhật ký thay đổi</PageHeading>
          <p class="govuk-body">
            Mọi thay đổi trong hệ thống đều được ghi lại cùng lúc với thay đổi đó: ai làm, với chức vụ nào, lúc nào. Nội
            dung của đơn thư không hiện ở đây.
          </p>
          <Sealing state={sealing} />
          <FilterBar resetHref="/audit" active={filtered}>
            <TextField form={form} name="actor" label="Người thực hiện" hint="Không cần gõ dấu" />
            <SelectField
              form={form}
              name="kind"
              label="Loại bản ghi"
              emptyText="Mọi loại"
              options={kinds.map((each) => ({ value: each.kind, text: each.title }))}
            />
            <SelectField
              form={form}
              name="unitId"
              label="Đơn vị"
              emptyText="Mọi đơn vị"
              options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
            />
            <DateField form={form} name="from" label="Từ ngày" />
            <DateField form={form} name="to" label="Đến ngày" />
          </FilterBar>
          <DataTable
            caption="Các thay đổi, mới nhất trước"
            captionHidden
            phone="stack"
            empty={filtered ? 'Không có thay đổi nào khớp điều kiện lọc.' : 'Chưa có thay đổi nào được ghi.'}
            columns={[
              { key: 'at', title: 'Thời điểm' },
              { key: 'what', title: 'Việc đã làm', width: 'one-half', rowHeader: true },
              { key: 'who', title: 'Người thực hiện' },
              { key: 'unit', title: 'Đơn vị' },
            ]}
            rows={list.rows.map((entry) => ({
              at: formatInstant(entry.happenedAt),
              what: <What entry={entry} kind={byKind.get(entry.kind)} official={official} />,
              who: [entry.actorName, entry.actorPost].filter(Boolean).join(', '),
              unit: entry.unitName ?? 'Toàn hệ thống',
            }))}
          />
          <Pagination
            nextHref={list.next ? `/audit?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })
}

function What({ entry, kind, official }: { entry: TrailEntry; kind: RecordKind | undefined; official: Official }) {
  const title = kind?.title ?? 'Bản ghi khác'
  if (entry.summary === null) {
    return (
      <>
        {title} <span class="app-muted">(nội dung không hiện ở đây)</span>
      </>
    )
  }
  if (!kind?.page || !may(official, kind.page.permission)) return `${title}: ${entry.summary}`
  return (
    <>
      {title}:{' '}
      <a class="govuk-link" href={kind.page.path(entry.subjectId)}>
        {entry.summary}
      </a>
    </>
  )
}

function Sealing({ state: { newest, waiting } }: { state: Awaited<ReturnType<typeof sealingState>> }) {
  if (newest === null && waiting.count === 0) return null
  const waitingText =
    waiting.count === 0
      ? 'Mọi dòng đều đã niêm phong.'
      : `Còn ${formatNumber(waiting.count)} dòng chờ niêm phong trong vài giây tới.`
  return (
    <>
      {waiting.isStalled && waiting.oldestAt !== null ? (
        <WarningText>
          Việc niêm phong đang dừng: {formatNumber(waiting.count)} dòng từ {formatInstant(waiting.oldestAt)} chưa được
          niêm phong. Hãy báo người quản trị máy chủ.
        </WarningText>
      ) : (
        <InsetText>
          {newest
            ? `Niêm phong mới nhất: số ${formatNumber(newest.number)}, lúc ${formatInstant(new Date(newest.sealedAt))}. `
            : ''}
          {waitingText}
        </InsetText>
      )}
      {newest && (
        <Details summary="Nhật ký được niêm phong như thế nào?">
          <p class="govuk-body">
            Cứ vài giây một lần, các dòng mới được khóa vào một chuỗi mã kiểm tra. Về sau nếu có dòng nào bị sửa, xóa,
            đổi chỗ hay chèn thêm thì lệnh kiểm tra nhật ký trên máy chủ sẽ chỉ ra dòng đó. Nên chép dấu niêm phong dưới
            đây ra nơi khác: cán bộ kiểm tra dùng dấu này để biết phần cuối nhật ký có bị cắt hay không.
          </p>
          <p class="govuk-body">
            Dấu của niêm phong số {formatNumber(newest.number)}: <code>{newest.hash}</code>
          </p>
        </Details>
      )}
    </>
  )
}
