import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import type { UnitMove } from '../../../platform/database/unit-move.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  Details,
  EmptyState,
  InsetText,
  Layout,
  PageHeading,
  StateTag,
  SummaryList,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { previewReorganisation } from '../actions/reorganise.ts'
import { hindrancesOf } from '../actions/undo-reorganisation.ts'
import {
  type Reorganisation,
  reorganisationById,
  reorganisations,
  successionsWritten,
} from '../queries/reorganisations.ts'
import { type MovedKind, type ReorganisationPlan, type RowFault, SUCCESSION_KINDS } from '../rules/reorganisation.ts'
import { REORGANISATION_LABELS as L } from './reorganisation-fields.ts'

const LIST = '/units/reorganisations'
const MOST_UNFOLDED = 20
const STATES = {
  draft: { state: 'draft', text: 'Bản soạn' },
  done: { state: 'done', text: 'Đã thực hiện' },
  undone: { state: 'cancelled', text: 'Đã hoàn tác' },
} as const

/** All reorganisations, and each with what it would do or has done. */
export function reorganisationPages(app: FastifyInstance, moves: readonly UnitMove[]): void {
  staffPage(app, {
    path: LIST,
    permission: 'organisation.manage',
    draw: async ({ database, official, today, page }) => {
      const found = await reorganisations(database, official, today)
      return (
        <Layout
          title="Sắp xếp đơn vị"
          context={page}
          breadcrumbs={[{ href: '/units', text: 'Đơn vị' }, { text: 'Sắp xếp đơn vị' }]}
        >
          <PageHeading
            actions={
              <ActionBar>
                <ButtonLink href={`${LIST}/new`}>Soạn việc sắp xếp</ButtonLink>
              </ActionBar>
            }
          >
            Sắp xếp đơn vị
          </PageHeading>
          <p class="govuk-body">
            Sáp nhập, chia tách, giải thể, đổi tên theo một văn bản, thực hiện trong một lần: việc đang làm, cán bộ và
            tài khoản chuyển sang đơn vị kế thừa; hồ sơ đã xong vẫn đứng tên đơn vị của ngày ấy.
          </p>
          {found.length === 0 ? (
            <EmptyState title="Chưa có lần sắp xếp nào">
              Khi có nghị quyết sắp xếp, hãy soạn từ tệp Excel hoặc thêm từng đơn vị, xem trước rồi thực hiện.
            </EmptyState>
          ) : (
            <DataTable
              caption="Các lần sắp xếp"
              captionHidden
              phone="stack"
              empty=""
              columns={[
                { key: 'act', title: L.legalAct, rowHeader: true, width: 'one-half' },
                { key: 'day', title: L.effectiveOn },
                { key: 'state', title: 'Tình trạng' },
                { key: 'by', title: 'Người soạn' },
              ]}
              rows={found.map((each) => ({
                act: (
                  <a class="govuk-link" href={`${LIST}/${each.id}`}>
                    {each.legalAct}
                  </a>
                ),
                day: formatCalendarDate(each.effectiveOn),
                state: <StateTag {...STATES[each.state]} />,
                by: each.madeBy ?? '',
              }))}
            />
          )}
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: `${LIST}/:reorganisationId`,
    permission: 'organisation.manage',
    params: z.object({ reorganisationId: Id }),
    draw: async (context) => {
      const { database, official, today, params } = context
      const found = await reorganisationById(database, official, params.reorganisationId, today)
      return found.state === 'draft' ? draftPage(context, found, moves) : donePage(context, found, moves)
    },
  })
}

function Frame({
  context,
  found,
  actions,
  children,
}: {
  context: Context
  found: Reorganisation
  actions?: ComponentChildren
  children: ComponentChildren
}) {
  const title = `Sắp xếp đơn vị từ ngày ${formatCalendarDate(found.effectiveOn)}`
  return (
    <Layout
      title={title}
      context={context.page}
      wide
      breadcrumbs={[
        { href: '/units', text: 'Đơn vị' },
        { href: LIST, text: 'Sắp xếp đơn vị' },
        { text: formatCalendarDate(found.effectiveOn) },
      ]}
    >
      <PageHeading caption={found.legalAct} actions={actions}>
        {title}
      </PageHeading>
      <SummaryList
        rows={[
          { label: 'Tình trạng', value: <StateTag {...STATES[found.state]} /> },
          { label: L.legalAct, value: found.legalAct },
          { label: L.effectiveOn, value: formatCalendarDate(found.effectiveOn) },
          ...(found.fileName ? [{ label: 'Tệp', value: found.fileName }] : []),
          { label: 'Soạn', value: `${found.madeBy ?? 'Hệ thống'}, ${formatInstant(found.createdAt)}` },
          ...(found.doneAt
            ? [{ label: 'Thực hiện', value: `${found.doneBy ?? 'Hệ thống'}, ${formatInstant(found.doneAt)}` }]
            : []),
          ...(found.undoneAt
            ? [{ label: 'Hoàn tác', value: `${found.undoneBy ?? 'Hệ thống'}, ${formatInstant(found.undoneAt)}` }]
            : []),
        ]}
      />
      {children}
    </Layout>
  )
}

/** What a draft would do, computed against the system as it is at this moment. */
async function draftPage(context: Context, draft: Reorganisation, moves: readonly UnitMove[]) {
  const { database, official, today } = context
  const { plan, moved } = await previewReorganisation(database, official, { draft, moves, today })
  const nameOf = new Map([
    ...plan.ends.map((unit) => [unit.code, unit.name] as const),
    ...plan.begins.map((unit) => [unit.code, unit.name] as const),
  ])
  const mayGo = plan.faults.length === 0 && draft.rows.length > 0
  return (
    <Frame
      context={context}
      found={draft}
      actions={
        <ActionBar>
          {mayGo && <ButtonLink href={`${LIST}/${draft.id}/execution`}>Thực hiện…</ButtonLink>}
          <ButtonLink href={`${LIST}/${draft.id}/rows/new`} variant="secondary">
            Thêm dòng
          </ButtonLink>
        </ActionBar>
      }
    >
      <InsetText>
        Đây là bản xem trước, tính theo dữ liệu lúc mở trang: <strong>chưa có gì thay đổi</strong>.
      </InsetText>
      <Faults faults={plan.faults} />
      <Counts plan={plan} />
      <Moved kinds={moved} done={false} />
      {plan.placedAnew.length > 0 && (
        <DataTable
          caption="Đơn vị trực thuộc chuyển theo"
          phone="stack"
          empty=""
          columns={[
            { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-half' },
            { key: 'to', title: 'Trực thuộc' },
          ]}
          rows={plan.placedAnew.map(({ unit, heirCode }) => ({
            unit: unit.name,
            to: nameOf.get(heirCode) ?? heirCode,
          }))}
        />
      )}
      <Folded count={draft.rows.length}>
        <DataTable
          caption="Đơn vị cũ và đơn vị kế thừa"
          phone="stack"
          empty="Chưa có dòng nào. Hãy thêm dòng, hoặc soạn lại từ tệp Excel."
          columns={[
            { key: 'number', title: 'Dòng', width: 'narrow' },
            { key: 'from', title: 'Đơn vị cũ', rowHeader: true, width: 'one-third' },
            { key: 'kind', title: 'Hình thức' },
            { key: 'to', title: 'Đơn vị kế thừa', width: 'one-third' },
            { key: 'act', title: 'Bỏ' },
          ]}
          rows={draft.rows.map((row) => ({
            number: row.number,
            from: row.kind === 'established' ? '(thành lập mới)' : (nameOf.get(row.fromCode) ?? row.fromCode),
            kind: SUCCESSION_KINDS[row.kind],
            to: (
              <div>
                {row.toCode === '' ? '(không có)' : (nameOf.get(row.toCode) ?? (row.toName || row.toCode))}
                <RowRemarks row={row} />
              </div>
            ),
            act: (
              <a class="govuk-link" href={`${LIST}/${draft.id}/rows/${row.number}/removal`}>
                Bỏ<span class="govuk-visually-hidden"> dòng {row.number}</span>
              </a>
            ),
          }))}
        />
      </Folded>
    </Frame>
  )
}

/** What was done, and whether it can still be taken back. */
async function donePage(context: Context, done: Reorganisation, moves: readonly UnitMove[]) {
  const { database } = context
  const isDone = done.state === 'done'
  const [successions, hindrances] = await Promise.all([
    successionsWritten(database, done.id),
    isDone ? hindrancesOf(database, done.id, moves) : [],
  ])
  return (
    <Frame context={context} found={done}>
      {!isDone && (
        <p class="govuk-body">
          Mọi đơn vị, chức vụ và hồ sơ đã trở lại như trước. Dưới đây là những gì lần sắp xếp này đã chuyển khi còn hiệu
          lực.
        </p>
      )}
      <Moved kinds={done.summary} done />
      {isDone && (
        <Folded count={successions.length}>
          <DataTable
            caption="Đơn vị cũ và đơn vị kế thừa"
            phone="stack"
            empty="Không có đơn vị cũ."
            columns={[
              { key: 'from', title: 'Đơn vị cũ', rowHeader: true, width: 'one-third' },
              { key: 'kind', title: 'Hình thức' },
              { key: 'to', title: 'Đơn vị kế thừa', width: 'one-third' },
            ]}
            rows={successions.map((succession) => ({
              from: (
                <a class="govuk-link" href={`/units/${succession.fromUnitId}`}>
                  {succession.fromName}
                </a>
              ),
              kind: SUCCESSION_KINDS[succession.kind],
              to: (
                <div>
                  {succession.toUnitId ? (
                    <a class="govuk-link" href={`/units/${succession.toUnitId}`}>
                      {succession.toName}
                    </a>
                  ) : (
                    '(không có)'
                  )}
                  <RowRemarks row={succession} />
                </div>
              ),
            }))}
          />
        </Folded>
      )}
      {isDone && (
        <>
          <h2 class="govuk-heading-m">Hoàn tác</h2>
          {hindrances.length === 0 ? (
            <>
              <p class="govuk-body">Chưa ai ghi hồ sơ cho đơn vị mới hoặc sửa hồ sơ đã chuyển nên còn hoàn tác được.</p>
              <ButtonLink href={`${LIST}/${done.id}/undoing`} variant="secondary">
                Hoàn tác…
              </ButtonLink>
            </>
          ) : (
            <>
              <p class="govuk-body">Không hoàn tác được nữa vì sau khi sắp xếp đã có:</p>
              <ul class="govuk-list govuk-list--bullet">
                {hindrances.map(({ title, count }) => (
                  <li key={title}>
                    {title}: {formatNumber(count)} được ghi mới hoặc đã sửa
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
    </Frame>
  )
}

/** A long list stands folded: what moves is read first. */
function Folded({ count, children }: { count: number; children: ComponentChildren }) {
  if (count <= MOST_UNFOLDED) return <>{children}</>
  return <Details summary={`${formatNumber(count)} dòng: đơn vị cũ, hình thức, đơn vị kế thừa`}>{children}</Details>
}

function Faults({ faults }: { faults: readonly RowFault[] }) {
  if (faults.length === 0) return null
  return (
    <section aria-labelledby="faults">
      <h2 class="govuk-heading-m" id="faults">
        Cần sửa trước khi thực hiện ({formatNumber(faults.length)})
      </h2>
      <ul class="govuk-list govuk-list--bullet">
        {faults.map(({ number, message }) => (
          <li key={`${number} ${message}`}>
            {number > 0 && <strong>Dòng {number}: </strong>}
            {message}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Counts({ plan }: { plan: ReorganisationPlan }) {
  return (
    <p class="govuk-body">
      Kết thúc: <strong>{formatNumber(plan.ends.length)}</strong> đơn vị. Bắt đầu:{' '}
      <strong>{formatNumber(plan.begins.length)}</strong> đơn vị.
      {plan.renames.length > 0 && ` Đổi tên: ${formatNumber(plan.renames.length)} đơn vị.`}
    </p>
  )
}

function RowRemarks({ row }: { row: { isMainHeir: boolean; share: string; parts: string; kind: string } }) {
  const remarks = [
    ...(row.kind === 'split' && row.isMainHeir ? ['kế thừa chính'] : []),
    ...(row.share ? [row.share] : []),
    ...(row.parts ? [row.parts] : []),
  ]
  if (remarks.length === 0) return null
  return (
    <>
      <br />
      <span class="app-muted">{remarks.join('; ')}</span>
    </>
  )
}

/** What follows into the heirs and what stays, kind by kind. */
function Moved({ kinds, done }: { kinds: readonly MovedKind[]; done: boolean }) {
  const moving = kinds.filter((kind) => kind.moved > 0)
  const staying = kinds.flatMap((kind) => kind.stayed.map((stayed) => ({ title: kind.title, ...stayed })))
  return (
    <>
      <DataTable
        caption={done ? 'Đã chuyển sang đơn vị kế thừa' : 'Sẽ chuyển sang đơn vị kế thừa'}
        phone="stack"
        empty="Không có việc nào phải chuyển."
        columns={[
          { key: 'title', title: 'Loại', rowHeader: true, width: 'one-third' },
          { key: 'count', title: 'Số lượng', numeric: true },
          { key: 'examples', title: 'Ví dụ', width: 'one-half' },
        ]}
        rows={moving.map((kind) => ({
          title: kind.title,
          count: formatNumber(kind.moved),
          examples: (
            <ul class="govuk-list">
              {kind.examples.map((example) => (
                <li key={`${example.label} ${example.fromName}`}>
                  {example.label}: {example.fromName} → {example.toName}
                </li>
              ))}
            </ul>
          ),
        }))}
      />
      {staying.length > 0 && (
        <DataTable
          caption={done ? 'Ở lại đơn vị cũ' : 'Sẽ ở lại đơn vị cũ'}
          phone="stack"
          empty=""
          columns={[
            { key: 'title', title: 'Loại', rowHeader: true, width: 'one-third' },
            { key: 'count', title: 'Số lượng', numeric: true },
            { key: 'reason', title: 'Vì sao', width: 'one-half' },
          ]}
          rows={staying.map((each) => ({
            title: each.title,
            count: formatNumber(each.count),
            reason: (
              <div>
                {each.reason}
                <br />
                <span class="app-muted">Ví dụ: {each.examples.join('; ')}</span>
              </div>
            ),
          }))}
        />
      )}
    </>
  )
}
