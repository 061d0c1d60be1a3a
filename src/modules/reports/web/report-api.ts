import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { apiRead } from '../../../platform/http/api.ts'
import { Id } from '../../../platform/http/page.tsx'
import { reportAnswer } from '../queries/report-answer.ts'
import { reportContent } from '../queries/report-content.ts'
import { reportOf, reports } from '../queries/reports.ts'
import { ReportQuery } from './report-list-page.tsx'

const Amount = z.object({ value: z.number(), recordCount: z.number().int() })

const Report = z.object({
  id: z.string().nullable(),
  type: z.string(),
  title: z.string(),
  unit: z.object({ code: z.string(), name: z.string() }),
  period: z.object({ code: z.string(), title: z.string(), from: z.string(), to: z.string() }),
  state: z.string(),
  consolidated: z.boolean(),
  lastGoodDay: z.string().nullable(),
  submittedOn: z.string().nullable(),
  asOf: z.string(),
  lastYearUnits: z.array(z.string()),
  sections: z.array(
    z.object({
      code: z.string(),
      level: z.number(),
      title: z.string(),
      text: z.string(),
      figures: z.array(
        z.object({
          indicator: z.string(),
          title: z.string(),
          unitOfMeasure: z.string(),
          value: z.number().nullable(),
          counted: z.number().nullable(),
          reason: z.string().nullable(),
          basis: z.string().nullable(),
          countedFor: z.string().nullable(),
          recordCount: z.number().int().nullable(),
          lastYear: z.number().nullable(),
          onBehalfOf: z.array(Amount.extend({ unitName: z.string() })),
          changedTo: Amount.nullable(),
        }),
      ),
    }),
  ),
})

const ReportInList = z.object({
  id: z.string(),
  type: z.string(),
  unit: z.string(),
  unitName: z.string(),
  period: z.string(),
  periodTitle: z.string(),
  state: z.string(),
  submittedOn: z.string().nullable(),
})

/** Reports for programs. */
export function reportApi(app: FastifyInstance, facts: readonly Fact[]): void {
  apiRead(app, {
    path: '/reports',
    permission: 'report.read',
    summary: 'Danh sách báo cáo trong phạm vi của tài khoản',
    query: ReportQuery,
    answer: z.object({ reports: z.array(ReportInList), next: z.string().nullable() }),
    read: async ({ database, official, today, query }) => {
      const list = await reports(database, official, query, today)
      return {
        reports: list.rows.map((row) => ({
          id: row.id,
          type: row.typeCode,
          unit: row.unitCode,
          unitName: row.unitName,
          period: row.periodCode,
          periodTitle: row.periodTitle,
          state: row.state,
          submittedOn: row.submittedOn,
        })),
        next: list.next,
      }
    },
  })
  apiRead(app, {
    path: '/reports/:reportId',
    permission: 'report.read',
    summary: 'Một báo cáo: lời văn và số liệu từng mục',
    params: z.object({ reportId: Id }),
    answer: Report,
    read: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      return reportAnswer(await reportContent(database, facts, report, today))
    },
  })
}
