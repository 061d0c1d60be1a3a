import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressDay, addressId } from '../../../platform/http/address-fields.ts'
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
  Layout,
  PageHeading,
  SourceNote,
  UnitFilterField,
  WarningText,
} from '../../../platform/page/index.ts'
import { writeRows } from '../../../platform/spreadsheet/write-rows.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { REGISTER_ROWS_AT_ONCE, registerRows, type Visit } from '../queries/visits.ts'
import { type RegisterForm, registerCells, registerFormOn } from '../rules/register.ts'
import { lastOf, monthOf } from '../rules/schedule.ts'
import { countsInWords, ReceptionNavigation } from './reception-parts.tsx'

const RegisterQuery = z.object({ unitId: addressId, from: addressDay, to: addressDay })
type Asked = z.output<typeof RegisterQuery>

const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The register on the screen, for the printer and as a spreadsheet: the columns of the form that held on the day of each row. */
export function registerPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reception/register',
    permission: 'reception.read',
    query: RegisterQuery,
    draw: async (context) => {
      const units = await unitsOnDay(context.database, {
        today: context.today,
        roots: unitsFor(context.official, 'reception.read'),
      })
      const { rows, span, isCut } = await load(context)
      const asked = addressOf(context.query, span)
      const form = filterView(asked)
      return (
        <Layout title="Sổ tiếp công dân" context={context.page} wide>
          <PageHeading
            actions={
              <ActionBar>
                <ButtonLink href={`/reception/register/print?${new URLSearchParams(asked)}`} variant="secondary">
                  Bản để in
                </ButtonLink>
                <ButtonLink href={`/reception/register.xlsx?${new URLSearchParams(asked)}`} variant="secondary">
                  Tải bảng tính
                </ButtonLink>
              </ActionBar>
            }
          >
            Sổ tiếp công dân
          </PageHeading>
          <ReceptionNavigation current="register" />
          <FilterBar resetHref="/reception/register" active={Object.values(context.query).some(Boolean)}>
            <UnitFilterField form={form} units={units} />
            <DateField form={form} name="from" label="Từ ngày" />
            <DateField form={form} name="to" label="Đến ngày" />
          </FilterBar>
          <p class="govuk-body">{countsInWords(countsOf(rows))}. Lượt bị từ chối tiếp có trong sổ nhưng không đếm.</p>
          {isCut && <Cut />}
          <RegisterTables rows={rows} linked />
        </Layout>
      )
    },
  })
  staffPage(app, {
    path: '/reception/register/print',
    permission: 'reception.read',
    query: RegisterQuery,
    draw: async (context) => {
      const { rows, span, isCut } = await load(context)
      const asked = addressOf(context.query, span)
      return (
        <Layout
          title="Sổ tiếp công dân, bản để in"
          context={context.page}
          backLink={{ href: `/reception/register?${new URLSearchParams(asked)}`, text: 'Trở lại sổ' }}
          wide
        >
          <PageHeading caption={`Từ ngày ${formatCalendarDate(span.from)} đến ngày ${formatCalendarDate(span.to)}`}>
            Sổ tiếp công dân
          </PageHeading>
          {isCut && <Cut />}
          <RegisterTables rows={rows} />
        </Layout>
      )
    },
  })
  app.get('/reception/register.xlsx', allow('reception.read'), async (request, reply) => {
    const query = readAddress(RegisterQuery, request.query)
    const { rows, span } = await load({ ...signedInContext(request), query })
    const sheets = byForm(rows).map(({ form, rows: ofForm }) => ({
      sheet: form === registerFormOn('2026-07-01') ? 'Sổ từ 01-07-2026' : 'Sổ đến 30-06-2026',
      columns: form.columns.map((title) => ({ title, width: 22 })),
      rows: ofForm.map(({ cells }) => cells),
    }))
    const name = `so-tiep-cong-dan-${span.from}-${span.to}.xlsx`
    return asDownload(reply, { name, mediaType: SPREADSHEET }).send(await writeRows(sheets))
  })
}

/** This month unless days are asked for. */
async function load({ database, official, today, query }: Context & { query: Asked }) {
  const from = query.from ?? `${monthOf(query.to ?? today)}-01`
  const to = query.to ?? (query.from && query.from > lastOf(monthOf(today)) ? query.from : lastOf(monthOf(today)))
  const found = await registerRows(database, official, { unitId: query.unitId, from, to }, today)
  return {
    rows: found.slice(0, REGISTER_ROWS_AT_ONCE),
    isCut: found.length > REGISTER_ROWS_AT_ONCE,
    span: { from, to },
  }
}

function addressOf({ unitId }: Asked, { from, to }: { from: CalendarDate; to: CalendarDate }): Record<string, string> {
  return { ...(unitId ? { unitId } : {}), from: formatCalendarDate(from), to: formatCalendarDate(to) }
}

function countsOf(rows: readonly Visit[]) {
  const received = rows.filter((row) => row.outcome !== 'refused')
  return {
    visits: received.length,
    persons: received.reduce((sum, row) => sum + row.personCount, 0),
    cases: new Set(received.map((row) => row.firstVisitId ?? row.id)).size,
    petitions: received.filter((row) => row.petitionId !== null).length,
  }
}

type Cells = { id: string; cells: string[] }

/** The rows under the form of their day, numbered through within each; at least the form of today, so that an empty register has its head. */
function byForm(rows: readonly Visit[]): { form: RegisterForm; rows: Cells[] }[] {
  const forms = new Map<RegisterForm, Cells[]>()
  for (const row of rows) {
    const form = registerFormOn(row.heldOn)
    const found = forms.get(form) ?? []
    found.push({ id: row.id, cells: registerCells(row, found.length + 1, { fullIdNumbers: false }) })
    forms.set(form, found)
  }
  if (forms.size === 0) forms.set(registerFormOn('9999-12-31'), [])
  return [...forms].map(([form, cells]) => ({ form, rows: cells }))
}

function RegisterTables({ rows, linked = false }: { rows: readonly Visit[]; linked?: boolean }) {
  return byForm(rows).map(({ form, rows: ofForm }) => (
    <div key={form.source} class="app-register">
      <DataTable
        caption={form.title}
        manyColumns
        empty="Không có lượt tiếp nào trong thời gian này."
        columns={form.columns.map((title, index) => ({
          key: String(index),
          title: `${title} (${index + 1})`,
          rowHeader: index === 0,
        }))}
        rows={ofForm.map(({ id, cells }) =>
          Object.fromEntries(
            cells.map((cell, index) => [
              String(index),
              linked && index === 0 ? (
                <a class="govuk-link" href={`/reception/visits/${id}`}>
                  {cell}
                </a>
              ) : (
                <span class="app-prewrap">{cell}</span>
              ),
            ]),
          ),
        )}
      />
      <SourceNote>{form.source}</SourceNote>
    </div>
  ))
}

function Cut() {
  return (
    <WarningText>
      {`Sổ trong thời gian này có hơn ${formatNumber(REGISTER_ROWS_AT_ONCE)} lượt; chỉ hiện phần đầu. Hãy chọn khoảng ngày ngắn hơn.`}
    </WarningText>
  )
}
