import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { apiRead } from '../../../platform/http/api.ts'
import { Id } from '../../../platform/http/page.tsx'
import { addDays } from '../../../vocabulary/calendar-date.ts'
import { assessmentYearById, assessmentYears } from '../queries/assessment-years.ts'
import { resultsOfYear } from '../queries/results.ts'
import { shownSheet } from './criterion-in-sheet.ts'
import { noSuchYear } from './year-pages.tsx'

const Points = z.string().nullable()

const Year = z.object({
  id: z.string(),
  year: z.number(),
  province: z.string(),
  state: z.string(),
  criteriaSet: z.string(),
  decisionNumber: z.string().nullable(),
  decidedOn: z.string().nullable(),
  publishedOn: z.string().nullable(),
  /** Says that the points are invented, when they are. */
  demonstration: z.string().nullable(),
})

const Result = z.object({
  unit: z.object({ code: z.string(), name: z.string() }),
  block: z.string(),
  position: z.number().nullable(),
  selfTotal: Points,
  verifiedTotal: Points,
  /** After explanation and appeal: what was ranked. */
  finalTotal: Points,
  rank: z.string().nullable(),
  notRanked: z.string().nullable(),
  lastYear: z.object({ total: Points, rank: z.string().nullable() }).nullable(),
})

const Criterion = z.object({
  code: z.string(),
  title: z.string(),
  selfPoints: Points,
  selfExplanation: z.string().nullable(),
  verifiedPoints: Points,
  verifiedExplanation: z.string().nullable(),
  changed: z.boolean(),
  reason: z.string(),
  /** Given in answer to an appeal. */
  appealPoints: Points,
  appealReason: z.string().nullable(),
})

const Assessment = z.object({
  id: z.string(),
  unit: z.object({ code: z.string(), name: z.string() }),
  year: z.number(),
  state: z.string(),
  selfTotal: Points,
  verifiedTotal: Points,
  finalTotal: Points,
  demonstration: z.string().nullable(),
  figures: z.array(
    z.object({
      code: z.string(),
      value: z.union([z.number(), z.boolean(), z.string()]),
      source: z.string(),
      recordCount: z.number().nullable(),
    }),
  ),
  /** Units that passed into this one in the year: their records count for it. */
  predecessors: z.array(z.object({ name: z.string(), until: z.string() })),
  criteria: z.array(Criterion),
})

/** Years, results and sheets for programs. */
export function criteriaApi(app: FastifyInstance, facts: readonly Fact[]): void {
  apiRead(app, {
    path: '/assessment-years',
    permission: 'criteria.read',
    summary: 'Các năm chấm điểm trong phạm vi của tài khoản',
    answer: z.object({ years: z.array(Year) }),
    read: async ({ database, official, today }) => ({
      years: (await assessmentYears(database, official, today)).map(yearAnswer),
    }),
  })
  apiRead(app, {
    path: '/assessment-years/:yearId/results',
    permission: 'criteria.read',
    summary: 'Kết quả xếp loại đã quyết định của một năm, theo khối và thứ hạng',
    params: z.object({ yearId: Id }),
    answer: z.object({ year: Year, results: z.array(Result) }),
    read: async ({ database, official, today, params }) => {
      const year = await assessmentYearById(database, official, params.yearId, today)
      if (!year) throw noSuchYear()
      const results = await resultsOfYear(database, official, year.id, today)
      return {
        year: yearAnswer(year),
        results: results.map((row) => ({
          unit: { code: row.unitCode, name: row.unitName },
          block: row.blockTitle,
          position: row.position,
          selfTotal: row.selfTotal,
          verifiedTotal: row.verifiedTotal,
          finalTotal: row.finalTotal,
          rank: row.rankTitle,
          notRanked: row.notRankedReason,
          lastYear: row.lastYear && { total: row.lastYear.total, rank: row.lastYear.rankTitle },
        })),
      }
    },
  })
  apiRead(app, {
    path: '/assessments/:assessmentId',
    permission: 'criteria.read',
    summary: 'Bảng chấm điểm của một đơn vị: số liệu, điểm tự chấm, điểm thẩm định và giải thích',
    params: z.object({ assessmentId: Id }),
    answer: Assessment,
    read: async (context) => {
      const { assessment, sheet, self, predecessors } = await shownSheet(context, context.params.assessmentId, facts)
      return {
        id: assessment.id,
        unit: { code: assessment.unitCode, name: assessment.unitName },
        year: assessment.year,
        state: assessment.state,
        selfTotal: assessment.selfTotal,
        verifiedTotal: assessment.verifiedTotal,
        finalTotal: assessment.appealTotal ?? assessment.verifiedTotal,
        demonstration: assessment.demonstrationNote,
        figures: sheet.figures,
        predecessors: predecessors.map(({ name, on }) => ({ name, until: addDays(on, -1) })),
        criteria: self.criteria.map(({ code, title }) => {
          const score = sheet.scores.find((each) => each.criterionCode === code)
          return {
            code,
            title,
            selfPoints: score?.selfPoints ?? null,
            selfExplanation: score?.selfExplanation ?? null,
            verifiedPoints: score?.verifiedPoints ?? null,
            verifiedExplanation: score?.verifiedExplanation ?? null,
            changed: score?.verifiedChanged ?? false,
            reason: score?.verifiedReason ?? '',
            appealPoints: score?.appealPoints ?? null,
            appealReason: score?.appealReason ?? null,
          }
        }),
      }
    },
  })
}

function yearAnswer(year: Awaited<ReturnType<typeof assessmentYears>>[number]): z.input<typeof Year> {
  return {
    id: year.id,
    year: year.year,
    province: year.rootName,
    state: year.state,
    criteriaSet: year.setTitle,
    decisionNumber: year.decisionNumber,
    decidedOn: year.decidedOn,
    publishedOn: year.publishedOn,
    demonstration: year.demonstrationNote,
  }
}
