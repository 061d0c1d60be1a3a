import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import { Layout, PageHeading } from '../../../platform/page/index.ts'
import { consolidationOf } from '../queries/consolidation.ts'
import { reportContent } from '../queries/report-content.ts'
import { mayAct } from '../queries/report-for-change.ts'
import { noSuchReport, reportOf } from '../queries/reports.ts'
import { requestOf } from '../queries/requests.ts'
import { isOpen } from '../rules/report-state.ts'
import { FiguresByHand, SentFigures, SumChecks } from './consolidation-view.tsx'
import { ConsolidationNavigation } from './report-navigation.tsx'
import { titleOf } from './report-words.ts'

/** What a consolidated report is put together from: whether the sums agree, and each unit's figures as it sent them. */
export function sourcesPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/reports/:reportId/sources',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      if (report.consolidatesRequestId === null) throw noSuchReport()
      const [content, request] = await Promise.all([
        reportContent(database, facts, report, today),
        requestOf(database, official, report.consolidatesRequestId, today),
      ])
      const gathered = await consolidationOf(database, facts, content, { request, today })
      const mayOverride = isOpen(report) && (await mayAct(database, official, report, 'write', today))
      return (
        <Layout
          title={`Đối chiếu số liệu: ${titleOf(report)}`}
          context={page}
          wide
          breadcrumbs={[{ href: '/reports', text: 'Báo cáo' }, { text: report.unitName }]}
        >
          <PageHeading caption={`Báo cáo tổng hợp – ${report.unitName}`}>{titleOf(report)}</PageHeading>
          <ConsolidationNavigation reportId={report.id} current="sources" />
          <SumChecks checks={gathered.checks} report={content.report} />
          <FiguresByHand
            byHand={gathered.byHand}
            overrideHref={
              mayOverride ? (code) => `/reports/${report.id}/figures/${code}/override?units=yes` : undefined
            }
          />
          <SentFigures {...gathered} report={content.report} />
        </Layout>
      )
    },
  })
}
