import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  Tag,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { checkedManifest, type ManifestChecked } from '../queries/manifest.ts'
import { reportContent, type SectionContent } from '../queries/report-content.ts'
import { type ReportRecord, reportOf } from '../queries/reports.ts'
import { titleOf } from './report-words.ts'

/** Whether a report that was sent still is what was sent: its words, its figures, and the records behind them, part by part. */
export function manifestPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/reports/:reportId/manifest',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      const [checked, { sections }] = await Promise.all([
        checkedManifest(database, facts, report),
        reportContent(database, facts, report, today),
      ])
      return (
        <Layout
          title="Đối chiếu với bản đã gửi"
          context={page}
          backLink={{ href: `/reports/${report.id}`, text: 'Trở lại báo cáo' }}
        >
          <PageHeading caption={`${titleOf(report)} – ${report.unitName}`}>Đối chiếu với bản đã gửi</PageHeading>
          {checked ? <Checked checked={checked} sections={sections} /> : <NotKept report={report} />}
        </Layout>
      )
    },
  })
}

function NotKept({ report }: { report: ReportRecord }) {
  return (
    <InsetText>
      {report.submittedOn === null
        ? 'Báo cáo chưa gửi. Khi gửi, hệ thống giữ dấu kiểm tra của lời văn, số liệu và hồ sơ đứng sau số liệu.'
        : 'Báo cáo đang được sửa để gửi lại, hoặc đã gửi trước khi hệ thống giữ dấu kiểm tra.'}
    </InsetText>
  )
}

function Checked({ checked, sections }: { checked: ManifestChecked; sections: readonly SectionContent[] }) {
  const { manifest, check, isWhole, sha256 } = checked
  const altered = [...check.sections, ...check.figures].filter(({ isSame }) => !isSame).length
  const titles = new Map(sections.flatMap(({ figures }) => figures.map(({ code, title }) => [code, title] as const)))
  const sectionTitle = (code: string) => sections.find((section) => section.code === code)?.title ?? code
  return (
    <>
      {altered === 0 && isWhole ? (
        <InsetText>Lời văn và số liệu còn đúng như khi gửi.</InsetText>
      ) : (
        <WarningText>
          {isWhole ? `${altered} phần không còn đúng như khi gửi.` : 'Bản ghi dấu kiểm tra đã bị thay đổi.'} Hãy báo
          người quản trị và đối chiếu nhật ký hệ thống.
        </WarningText>
      )}
      <SummaryList
        rows={[
          { label: 'Lần gửi', value: formatNumber(manifest.report.submission) },
          { label: 'Ngày gửi', value: formatCalendarDate(manifest.report.submittedOn) },
          { label: 'Số liệu tính đến', value: formatCalendarDate(manifest.report.asOf) },
          { label: 'Dấu kiểm tra (SHA-256)', value: <span class="app-break">{sha256}</span> },
        ]}
      />
      <DataTable
        caption="Lời văn"
        phone="stack"
        empty="Báo cáo gửi đi không có lời văn."
        columns={[
          { key: 'title', title: 'Mục', rowHeader: true, width: 'two-thirds' },
          { key: 'state', title: 'So với bản đã gửi' },
        ]}
        rows={check.sections.map(({ code, isSame }) => ({
          title: sectionTitle(code),
          state: <Same isSame={isSame} />,
        }))}
      />
      <DataTable
        caption="Số liệu"
        phone="stack"
        empty="Báo cáo không có số liệu."
        columns={[
          { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'two-thirds' },
          { key: 'value', title: 'Đã gửi', numeric: true },
          { key: 'state', title: 'So với bản đã gửi' },
          { key: 'records', title: 'Hồ sơ đứng sau' },
        ]}
        rows={check.figures.map(({ code, isSame, areRecordsSame }) => {
          const value = manifest.figures.find((figure) => figure.code === code)?.value ?? null
          return {
            title: titles.get(code) ?? code,
            value: value === null ? '…' : formatNumber(value),
            state: <Same isSame={isSame} />,
            records: areRecordsSame ? 'như khi gửi' : 'đã có thay đổi sau khi gửi',
          }
        })}
      />
      <p class="govuk-body app-muted">
        Hồ sơ ghi thêm hoặc sửa sau khi gửi không làm thay đổi số đã gửi; cột “Hồ sơ đứng sau” cho biết chỉ tiêu nào có
        hồ sơ như thế.
      </p>
    </>
  )
}

const Same = ({ isSame }: { isSame: boolean }) =>
  isSame ? <Tag colour="green" text="Đúng" /> : <Tag colour="red" text="Đã bị thay đổi" />
