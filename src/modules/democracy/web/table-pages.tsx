import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressId, addressYear } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  EmptyState,
  Figure,
  FigureGrid,
  FilterBar,
  filterView,
  Layout,
  NumberField,
  PageHeading,
  SelectField,
  SourceNote,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { timeLimit } from '../../calendar/index.ts'
import { chosenCommune, communesFor } from '../queries/communes.ts'
import { contentsOfYear, disclosuresOfCommunes, disclosuresOfYear } from '../queries/disclosures.ts'
import { QUARTERS } from '../rules/disclosure.ts'
import { cellOf, type DutyLine, dutyTable, LINE_STATES, summaryOf } from '../rules/duty-table.ts'
import { DemocracyNavigation, LineTag } from './democracy-parts.tsx'

/** What must be made public: the yearly table of one commune, and one table over all of them. */
export function tablePages(app: FastifyInstance): void {
  communeTable(app)
  overview(app)
}

type Document = Awaited<ReturnType<typeof disclosuresOfYear>>[number]

function communeTable(app: FastifyInstance): void {
  staffPage(app, {
    path: '/democracy',
    permission: 'democracy.read',
    query: z.object({ unitId: addressId, year: addressYear }),
    draw: async ({ database, official, today, page, query }) => {
      const [units, writable] = await Promise.all([
        communesFor(database, official, 'democracy.read', today),
        communesFor(database, official, 'democracy.write', today),
      ])
      const unit = chosenCommune(units, official, query.unitId)
      const year = query.year ?? yearOf(today)
      const [contents, documents] = await Promise.all([
        contentsOfYear(database, year),
        unit ? disclosuresOfYear(database, official, { unitId: unit.id, year }, today) : [],
      ])
      const lines = dutyTable(contents, documents, { year, today })
      const isTheirs = writable.some(({ id }) => id === unit?.id)
      const form = filterView({ unitId: unit?.id ?? '', year: String(year) })
      const toEnter = (line?: DutyLine) =>
        `/democracy/disclosures/new?${new URLSearchParams({
          unit: unit?.id ?? '',
          year: String(year),
          ...(line ? { content: line.content.code } : {}),
          ...(line?.quarter ? { quarter: String(line.quarter) } : {}),
        })}`
      return (
        <Layout title="Bảng công khai" context={page} wide>
          <PageHeading
            caption={unit ? `${unit.name}, năm ${year}` : undefined}
            actions={
              isTheirs && (
                <ActionBar>
                  <ButtonLink href={toEnter()}>Ghi văn bản phải công khai</ButtonLink>
                </ActionBar>
              )
            }
          >
            Bảng công khai
          </PageHeading>
          <DemocracyNavigation current="table" />
          {unit === undefined ? (
            <EmptyState title="Chưa có xã, phường nào">
              <p class="govuk-body">
                Bảng công khai lập cho từng xã, phường. Trong phạm vi của bạn chưa có đơn vị cấp xã.
              </p>
            </EmptyState>
          ) : (
            <>
              <FilterBar resetHref="/democracy" active={query.unitId !== undefined || query.year !== undefined}>
                {units.length > 1 && (
                  <SelectField
                    form={form}
                    name="unitId"
                    label="Xã, phường"
                    options={units.map((each) => ({ value: each.id, text: each.name }))}
                  />
                )}
                <NumberField form={form} name="year" label="Năm" width={4} />
              </FilterBar>
              <Summary lines={lines} />
              <DutyTable lines={lines} year={year} linkOf={isTheirs ? toEnter : null} />
              <p class="govuk-body">
                <a class="govuk-link" href={`/public/disclosures/units/${unit.id}`}>
                  Trang công khai của đơn vị, người dân xem được
                </a>
              </p>
            </>
          )}
          <LegalNotes source={contents[0]?.source} />
        </Layout>
      )
    },
  })
}

function Summary({ lines }: { lines: readonly DutyLine[] }) {
  const { done, late, waiting, overdue, lacking } = summaryOf(lines)
  return (
    <FigureGrid>
      <Figure value={formatNumber(done)} label="nội dung đã công khai đúng hạn" />
      <Figure value={formatNumber(late)} label="nội dung công khai trễ hạn" />
      <Figure value={formatNumber(waiting)} label="nội dung chờ công khai, còn hạn" />
      <Figure value={formatNumber(overdue)} label="nội dung quá hạn" />
      <Figure value={formatNumber(lacking)} label="nội dung chưa có văn bản" />
    </FigureGrid>
  )
}

type DutyTableProps = {
  lines: readonly DutyLine<Document>[]
  year: number
  linkOf: ((line: DutyLine) => string) | null
}

function DutyTable({ lines, year, linkOf }: DutyTableProps) {
  return (
    <DataTable
      caption={`Nội dung phải công khai năm ${year}`}
      captionHidden
      phone="stack"
      empty="Danh mục công khai trong hệ thống bắt đầu từ năm 2023, khi luật có hiệu lực."
      columns={[
        { key: 'content', title: 'Nội dung', rowHeader: true, width: 'one-third' },
        { key: 'documents', title: 'Văn bản', width: 'one-third' },
        { key: 'due', title: 'Hạn công khai' },
        { key: 'disclosed', title: 'Ngày công khai' },
        { key: 'state', title: 'Tình trạng' },
      ]}
      rows={lines.map((line) => ({
        content: line.quarter === null ? line.content.title : `${line.content.title}: ${QUARTERS[line.quarter]}`,
        documents: <Documents line={line} linkOf={linkOf} />,
        due: <Days days={line.documents.map((each) => each.dueOn ?? '')} />,
        disclosed: <Days days={line.documents.map((each) => each.disclosedOn ?? '')} />,
        state: <LineTag state={line.state} />,
      }))}
    />
  )
}

function Documents({ line, linkOf }: { line: DutyLine<Document>; linkOf: ((line: DutyLine) => string) | null }) {
  return (
    <>
      {line.documents.map((each) => (
        <div key={each.id}>
          <a class="govuk-link" href={`/democracy/disclosures/${each.id}`}>
            {each.title}
          </a>
        </div>
      ))}
      {line.documents.length === 0 &&
        (linkOf && line.state !== 'not-yet' ? (
          <a class="govuk-link" href={linkOf(line)}>
            Ghi văn bản
            <span class="govuk-visually-hidden">
              {' '}
              {line.content.title} {line.quarter ? QUARTERS[line.quarter] : ''}
            </span>
          </a>
        ) : (
          <span class="app-muted">Chưa có văn bản</span>
        ))}
    </>
  )
}

function Days({ days }: { days: readonly string[] }) {
  if (days.every((each) => each === '')) return <span class="app-muted">–</span>
  return (
    <>
      {days.map((each, index) => (
        <div key={String(index)}>{each === '' ? '–' : formatCalendarDate(each)}</div>
      ))}
    </>
  )
}

/** What the tables rest on, and what of it has not been compared with the gazette. */
function LegalNotes({ source }: { source: string | undefined }) {
  const limit = timeLimit('dc-publish')
  return (
    <>
      {source && (
        <SourceNote>
          {source}. Danh mục ghi tóm tắt các nhóm nội dung đã đối chiếu; nội dung khác của điều này ghi vào dòng cuối
          bảng.
        </SourceNote>
      )}
      <SourceNote>
        Hạn {limit.limit} ngày làm việc kể từ {limit.startsFrom}: {limit.source}, khi luật chuyên ngành không quy định
        khác. {limit.note} Hệ thống chỉ chờ văn bản theo năm, theo quý ở nội dung mà luật nêu năm, quý.
      </SourceNote>
    </>
  )
}

function overview(app: FastifyInstance): void {
  staffPage(app, {
    path: '/democracy/overview',
    permission: 'democracy.read',
    query: z.object({ year: addressYear }),
    draw: async ({ database, official, today, page, query }) => {
      const year = query.year ?? yearOf(today)
      const units = await communesFor(database, official, 'democracy.read', today)
      const [contents, documents] = await Promise.all([
        contentsOfYear(database, year),
        disclosuresOfCommunes(
          database,
          units.map(({ id }) => id),
          year,
        ),
      ])
      const byUnit = groupedByUnit(documents)
      const form = filterView({ year: String(year) })
      return (
        <Layout title="Tổng hợp công khai của các xã" context={page} wide>
          <PageHeading caption={`Năm ${year}`}>Tổng hợp công khai của các xã</PageHeading>
          <DemocracyNavigation current="overview" />
          <FilterBar resetHref="/democracy/overview" active={query.year !== undefined}>
            <NumberField form={form} name="year" label="Năm" width={4} />
          </FilterBar>
          <p class="govuk-body">
            Mỗi ô cho biết tình trạng kém nhất của nội dung đó ở xã, kèm số văn bản đã công khai. Chọn tên xã để xem
            từng văn bản.
          </p>
          <DataTable
            caption={`Công khai năm ${year} theo xã và nội dung`}
            captionHidden
            manyColumns
            empty="Chưa có xã, phường nào trong phạm vi của bạn."
            columns={[
              { key: 'unit', title: 'Xã, phường', rowHeader: true },
              { key: 'lacking', title: 'Chưa có', numeric: true },
              { key: 'overdue', title: 'Quá hạn', numeric: true },
              { key: 'late', title: 'Trễ hạn', numeric: true },
              ...contents.map((content) => ({ key: content.code, title: content.shortTitle })),
            ]}
            rows={units.map((unit) => {
              const lines = dutyTable(contents, byUnit.get(unit.id) ?? [], { year, today })
              const { lacking, overdue, late } = summaryOf(lines)
              return {
                unit: (
                  <a class="govuk-link" href={`/democracy?unitId=${unit.id}&year=${year}`}>
                    {unit.shortName}
                  </a>
                ),
                lacking: formatNumber(lacking),
                overdue: formatNumber(overdue),
                late: formatNumber(late),
                ...Object.fromEntries(
                  contents.map((content) => [
                    content.code,
                    <Cell key={content.code} lines={lines.filter((line) => line.content.code === content.code)} />,
                  ]),
                ),
              }
            })}
          />
          <LegalNotes source={contents[0]?.source} />
        </Layout>
      )
    },
  })
}

/** Looked through once, not once for each commune. */
function groupedByUnit<Row extends { unitId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const byUnit = new Map<string, Row[]>()
  for (const row of rows) {
    const own = byUnit.get(row.unitId)
    if (own) own.push(row)
    else byUnit.set(row.unitId, [row])
  }
  return byUnit
}

/** Only what wants attention has a colour: a hundred communes are read by their reds. */
function Cell({ lines }: { lines: readonly DutyLine[] }) {
  const { state, disclosed } = cellOf(lines)
  const words = disclosed > 0 ? `${LINE_STATES[state]} (${formatNumber(disclosed)})` : LINE_STATES[state]
  if (state === 'none' || state === 'not-yet') return <span class="app-muted">–</span>
  if (state === 'on-time' || state === 'undated') return <span>{words}</span>
  return (
    <>
      <LineTag state={state} />
      {disclosed > 0 ? ` (${formatNumber(disclosed)})` : ''}
    </>
  )
}
