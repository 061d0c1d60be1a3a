import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import { DataTable, InsetText, Layout, PageHeading, SummaryList } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchFigure } from '../actions/override-figure.ts'
import { MOST_NAMED_RECORDS, type RecordsSince, recordsSince } from '../queries/records-since.ts'
import { type ReportFigure, reportContent } from '../queries/report-content.ts'
import { reportOf } from '../queries/reports.ts'
import { titleOf } from './report-words.ts'

/** Which records of a sent figure came and went since the report was sent. */
export function changesPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/reports/:reportId/figures/:indicator/changes',
    permission: 'report.read',
    params: z.object({ reportId: Id, indicator: z.string().regex(/^[a-z-]+\.[a-z-]+$/) }),
    draw: async ({ database, official, today, page, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      const { sections, submission } = await reportContent(database, facts, report, today)
      const figure = sections.flatMap(({ figures }) => figures).find(({ code }) => code === params.indicator)
      if (!figure) throw noSuchFigure()
      const since =
        submission && (await recordsSince(database, facts, { official, today }, { report, submission, figure }))
      return (
        <Layout
          title={`Hồ sơ thay đổi sau khi gửi: ${figure.title}`}
          context={page}
          wide
          breadcrumbs={[
            { href: '/reports', text: 'Báo cáo' },
            { href: `/reports/${report.id}`, text: report.unitName },
            { text: figure.title },
          ]}
        >
          <PageHeading caption={`${report.unitName} – ${titleOf(report)}`}>
            Hồ sơ thay đổi sau khi gửi: {figure.title}
          </PageHeading>
          {submission === null ? (
            <InsetText>Báo cáo chưa gửi: số liệu đang đếm trực tiếp từ hồ sơ.</InsetText>
          ) : (
            <>
              <SummaryList
                rows={[
                  {
                    label: `Khi gửi, ${formatCalendarDate(submission.submittedOn)}`,
                    value: inWords(figure.amount, figure),
                  },
                  {
                    label: `Nay, ${formatCalendarDate(today)}`,
                    value: inWords(figure.changedTo ?? figure.amount, figure),
                  },
                ]}
              />
              <Changes since={since} isChanged={figure.changedTo !== null} />
            </>
          )}
        </Layout>
      )
    },
  })
}

function inWords(amount: ReportFigure['amount'], { unitOfMeasure }: ReportFigure): string {
  if (amount === null) return 'chưa có dữ liệu để đếm'
  return `${formatNumber(amount.value)} ${unitOfMeasure} (${formatNumber(amount.recordCount)} hồ sơ)`
}

function Changes({ since, isChanged }: { since: RecordsSince; isChanged: boolean }) {
  if (since === null) {
    return (
      <InsetText>
        Lần gửi này không giữ danh sách từng hồ sơ (quá nhiều hồ sơ, hoặc gửi trước khi hệ thống giữ danh sách), nên chỉ
        so được số liệu.
      </InsetText>
    )
  }
  if (since.came.count === 0 && since.went.count === 0) {
    return (
      <InsetText>
        {isChanged
          ? 'Không có hồ sơ nào thêm hay bớt: số lượng ghi trong hồ sơ đã được sửa.'
          : 'Không có hồ sơ nào thêm hay bớt từ khi gửi.'}
      </InsetText>
    )
  }
  return (
    <>
      <Records caption="Hồ sơ thêm vào" empty="Không có hồ sơ thêm vào." records={since.came} />
      <Records caption="Hồ sơ không còn được tính" empty="Không có hồ sơ nào bớt đi." records={since.went} />
      {since.went.removed > 0 && (
        <p class="govuk-body">{formatNumber(since.went.removed)} hồ sơ đã rút hoặc không còn trên hệ thống.</p>
      )}
    </>
  )
}

type Named = NonNullable<RecordsSince>['came']

function Records({ caption, empty, records }: { caption: string; empty: string; records: Named }) {
  return (
    <>
      <DataTable
        caption={`${caption} (${formatNumber(records.count)})`}
        phone="stack"
        empty={records.count === 0 ? empty : 'Không có hồ sơ nào bạn được quyền mở.'}
        columns={[
          { key: 'date', title: 'Ngày', width: 'narrow' },
          { key: 'title', title: 'Nội dung', rowHeader: true },
          { key: 'unit', title: 'Đơn vị' },
        ]}
        rows={records.rows.map((row) => ({
          date: formatCalendarDate(row.date),
          title: (
            <a class="govuk-link" href={row.path}>
              {row.title}
            </a>
          ),
          unit: row.unitName,
        }))}
      />
      {records.readable > MOST_NAMED_RECORDS && (
        <p class="govuk-body">
          Hiện {MOST_NAMED_RECORDS} trên {formatNumber(records.readable)} hồ sơ, mới nhất trước.
        </p>
      )}
      {records.unread > 0 && (
        <p class="govuk-body">{formatNumber(records.unread)} hồ sơ nằm ngoài quyền xem của bạn, không liệt kê ở đây.</p>
      )}
    </>
  )
}
