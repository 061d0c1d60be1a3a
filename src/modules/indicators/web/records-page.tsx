import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  DataTable,
  Figure,
  FigureGrid,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SourceNote,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { indicatorDefinition } from '../queries/definitions.ts'
import { recordsBehind } from '../queries/records-behind.ts'
import { livingUnits, readableUnit, unitNames } from '../queries/units.ts'
import { chosenPeriod } from '../rules/chosen-period.ts'
import { dayOfStates } from '../rules/day-of-states.ts'
import { isCounted } from '../rules/indicator.ts'
import { possibleReading, READINGS, UNALLOCATED } from '../rules/reading.ts'
import type { SplitBy } from '../rules/split.ts'
import { computedFigurePage } from './computed-figure.tsx'
import { FigureQuery, IndicatorCode, recordsPath, splitIn } from './figure-address.ts'

/** The records that a figure is counted from: they sum up to it, and each opens. */
export function recordsPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/figures/:code/records',
    permission: 'figure.read',
    params: z.object({ code: IndicatorCode }),
    query: FigureQuery,
    draw: async (context) => {
      const { database, official, today, page, params, query } = context
      const { period } = chosenPeriod(query, today)
      const asked = query.unit ?? '0'
      const livesToday = (await livingUnits(database, [asked], today)).length > 0
      const view = possibleReading(query.view ?? 'then', { livesToday, livedThen: true })
      const asOf = dayOfStates(period, today)
      const days = view === 'now' ? { period: { from: today }, asOf: today, today } : { period, asOf, today }
      const unit = await readableUnit(database, official, { id: asked }, days)
      const { ofPart, unallocated } = query
      const by = splitIn(query.by)
      const { behalf } = query
      const ownOnly = query.only === 'own'
      const defined = await indicatorDefinition(database, params.code, period.to)
      if (!isCounted(defined)) {
        return computedFigurePage(context, facts, { defined, unit, period, asOf, view, ownOnly })
      }
      const found = await recordsBehind(database, facts, {
        reader: { official, today },
        indicator: params.code,
        unitId: unit.id,
        period,
        asOf,
        reading: view,
        today,
        behalfUnitId: behalf === 'own' ? null : behalf,
        ownOnly,
        partUnitId: ofPart,
        unallocated,
        by,
        after: query.after,
      })
      const { indicator, total, ofWhole, unread, rows } = found
      const body =
        behalf === undefined || behalf === 'own' ? undefined : (await unitNames(database, [behalf], asOf)).get(behalf)
      const part = ofPart === undefined ? undefined : (await unitNames(database, [ofPart], asOf)).get(ofPart)
      const time =
        indicator.time === 'state'
          ? `Đến ngày ${formatCalendarDate(asOf)}`
          : `Từ ${formatCalendarDate(period.from)} đến ${formatCalendarDate(period.to)}`
      const whose = [
        ownOnly ? 'không tính đơn vị trực thuộc' : 'gồm cả đơn vị trực thuộc',
        ...(behalf === 'own' ? ['phần của chính đơn vị'] : []),
        ...(body === undefined ? [] : [`phần thực hiện thay mặt ${body}`]),
        ...(part === undefined
          ? []
          : [ofPart === unit.id ? 'phần từ khi đơn vị thành lập' : `phần của đơn vị tiền thân ${part}`]),
        ...(unallocated === undefined ? [] : [`phần ${UNALLOCATED}`]),
        ...(by === undefined ? [] : [splitInWords(facts, indicator.factCode, by)]),
        (READINGS.get(view) ?? '').toLocaleLowerCase('vi'),
      ].join('; ')
      const anyBehalf = rows.some((row) => row.behalfUnitName !== null)
      const summed = indicator.measure === 'sum'
      const valueTitle = ofWhole === null ? `Số ${indicator.unitOfMeasure}` : 'Vào tử số'
      const told = (value: number) => (ofWhole === null ? formatNumber(value) : value === 1 ? 'có' : 'không')
      return (
        <Layout
          title={`${indicator.title}: các hồ sơ`}
          context={page}
          wide
          breadcrumbs={[
            {
              href: `/figures?${new URLSearchParams({ unit: unit.id, part: 'free', from: period.from, to: period.to, view })}`,
              text: 'Số liệu',
            },
            { text: indicator.title },
          ]}
        >
          <PageHeading caption={unit.name}>{indicator.title}</PageHeading>
          <p class="govuk-body">
            {time}, {whose}.
          </p>
          <FigureGrid>
            <Figure
              value={ofWhole?.whole === 0 ? 'không tính được' : formatNumber(total.value)}
              label={ofWhole?.whole === 0 ? '(mẫu số bằng 0)' : indicator.unitOfMeasure}
              note={
                <a class="govuk-link" href={`/figures/${indicator.code}`}>
                  Xem cách tính
                </a>
              }
            />
            {summed && <Figure value={formatNumber(total.recordCount)} label="hồ sơ được cộng" />}
            {ofWhole && <Figure value={formatNumber(ofWhole.part)} label="hồ sơ vào tử số" />}
            {ofWhole && <Figure value={formatNumber(ofWhole.whole)} label="hồ sơ được xét (mẫu số)" />}
            {indicator.measure === 'distinct' && (
              <Figure value={formatNumber(total.recordCount)} label="hồ sơ, mỗi người một hoặc nhiều" />
            )}
          </FigureGrid>
          {unread.recordCount > 0 && (
            <InsetText>
              {unread.recordCount === total.recordCount ? 'Cả ' : 'Trong đó '}
              {formatNumber(unread.recordCount)} hồ sơ
              {summed ? ` (${formatNumber(unread.value)} ${indicator.unitOfMeasure})` : ''} nằm ngoài quyền xem của bạn:
              được tính vào tổng nhưng không liệt kê ở đây.
            </InsetText>
          )}
          <DataTable
            caption="Các hồ sơ tạo nên số liệu"
            phone="stack"
            empty={
              total.recordCount === 0
                ? 'Không có hồ sơ nào trong thời gian này.'
                : 'Không có hồ sơ nào bạn được quyền mở.'
            }
            columns={[
              { key: 'date', title: indicator.time === 'state' ? 'Từ ngày' : 'Ngày', width: 'narrow' },
              { key: 'title', title: 'Nội dung', rowHeader: true },
              { key: 'unit', title: 'Đơn vị' },
              ...(anyBehalf ? [{ key: 'behalf', title: 'Thay mặt' }] : []),
              ...(summed || ofWhole ? [{ key: 'value', title: valueTitle, numeric: summed }] : []),
            ]}
            rows={rows.map((row) => ({
              date: formatCalendarDate(row.date),
              title: (
                <a class="govuk-link" href={row.path}>
                  {row.title}
                </a>
              ),
              unit: row.unitName,
              behalf: row.behalfUnitName ?? '',
              value: told(row.value),
            }))}
            {...(summed
              ? {
                  footer: {
                    date: '',
                    title: unread.recordCount > 0 ? 'Cộng tất cả, kể cả hồ sơ không liệt kê' : 'Cộng tất cả các trang',
                    unit: '',
                    behalf: '',
                    value: formatNumber(total.value),
                  },
                }
              : {})}
          />
          <Pagination
            nextHref={
              found.next === null
                ? undefined
                : recordsPath(indicator.code, {
                    unitId: unit.id,
                    period,
                    behalf,
                    ownOnly,
                    view,
                    ofPart,
                    unallocated,
                    by,
                    after: found.next,
                  })
            }
          />
          <SourceNote href={`/figures/${indicator.code}`}>{indicator.source}</SourceNote>
        </Layout>
      )
    },
  })
}

/** `chỉ Loại đơn: Khiếu nại` */
function splitInWords(facts: readonly Fact[], factCode: string | null, { dimension, value }: SplitBy): string {
  const known = facts.find((fact) => fact.code === factCode)?.dimensions[dimension]
  return `chỉ ${known?.title ?? ''}: ${known?.values?.[value] ?? value}`
}
