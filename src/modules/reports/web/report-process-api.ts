import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressDay } from '../../../platform/http/address-fields.ts'
import { apiRead } from '../../../platform/http/api.ts'
import { Id } from '../../../platform/http/page.tsx'
import { boardOf } from '../queries/duty-board.ts'
import { latestSubmission } from '../queries/frozen-figures.ts'
import { deadlinesOf } from '../queries/level-deadlines.ts'
import { sentFindings } from '../queries/report-checks.ts'
import { definitionOf } from '../queries/report-type-drafts.ts'
import { noSuchType, reportTypes, typeVersion, typeVersions } from '../queries/report-types.ts'
import { reportOf } from '../queries/reports.ts'
import { requestOf } from '../queries/requests.ts'
import { supplementsOf } from '../queries/supplements.ts'
import { ruleInWords } from '../rules/level-deadline.ts'
import { versionInForce } from '../rules/type-version.ts'
import { TypeParams } from './types/type-address.ts'

const TypeInList = z.object({
  code: z.string(),
  version: z.number().int(),
  validFrom: z.string().nullable(),
  title: z.string(),
  cutOff: z.string(),
  periodKinds: z.array(z.string()),
  senderKinds: z.array(z.string()),
  receiverKinds: z.array(z.string()),
  source: z.string(),
})

const Type = TypeInList.extend({
  summary: z.string(),
  retiredOn: z.string().nullable(),
  versions: z.array(z.object({ version: z.number().int(), validFrom: z.string().nullable(), reason: z.string() })),
  sections: z.array(
    z.object({
      code: z.string(),
      level: z.number(),
      title: z.string(),
      hint: z.string(),
      indicators: z.array(z.string()),
      unitKinds: z.array(z.string()).nullable(),
      aboutKinds: z.array(z.string()).nullable(),
    }),
  ),
  deadlines: z.array(
    z.object({
      senderKind: z.string().nullable(),
      periodKind: z.string(),
      rule: z.string(),
      shift: z.string(),
      fromYear: z.number().int(),
      toYear: z.number().int().nullable(),
      basis: z.string(),
    }),
  ),
})

const Amount = z.object({ value: z.number(), recordCount: z.number().int() }).nullable()

const Supplement = z.object({
  number: z.number().int(),
  state: z.string(),
  reason: z.string(),
  content: z.string(),
  submission: z.number().int(),
  sentOn: z.string(),
  asOf: z.string(),
  missingUnits: z.array(z.string()),
  gathered: z.array(z.string()),
  decidedOn: z.string().nullable(),
  decidedReason: z.string(),
  changes: z.array(
    z.object({ indicator: z.string(), title: z.string(), unitOfMeasure: z.string(), before: Amount, after: Amount }),
  ),
})

const Finding = z.object({
  strength: z.string(),
  check: z.string(),
  indicator: z.string().nullable(),
  finding: z.string(),
  explanation: z.string().nullable(),
})

const BoardUnit = z.object({
  unit: z.string(),
  unitName: z.string(),
  standing: z.string(),
  firstSubmittedOn: z.string().nullable(),
  late: z.boolean(),
  report: z.string().nullable(),
  supplements: z.number().int(),
  remindedOn: z.string().nullable(),
})

/** Report types, and what is around a report, for programs: supplements, what the checks found, the board of a request. */
export function reportProcessApi(app: FastifyInstance): void {
  apiRead(app, {
    path: '/report-types',
    permission: 'report.read',
    summary: 'Các loại báo cáo đang dùng, mỗi loại ở bản đang có hiệu lực',
    answer: z.object({ types: z.array(TypeInList) }),
    read: async ({ database, today }) => ({
      types: (await reportTypes(database, today)).map(({ number, ...type }) => ({ ...said(type), version: number })),
    }),
  })
  apiRead(app, {
    path: '/report-types/:typeCode',
    permission: 'report.read',
    summary: 'Một loại báo cáo: đề cương, các bản, hạn gửi theo cấp; version: số của bản, không nêu là bản đang dùng',
    params: TypeParams,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    answer: Type,
    read: async ({ database, today, params, query }) => {
      const versions = await typeVersions(database, params.typeCode)
      const inForce = versionInForce(versions, today)
      if (!inForce) throw noSuchType('not-found')
      const type = query.version === undefined ? inForce : await typeVersion(database, inForce.code, query.version)
      const [{ sections }, deadlines] = await Promise.all([
        definitionOf(database, type),
        deadlinesOf(database, type.code),
      ])
      return {
        ...said(type),
        version: type.number,
        summary: type.summary,
        retiredOn: type.retiredOn,
        versions: versions.map(({ number, validFrom, reason }) => ({ version: number, validFrom, reason })),
        sections: sections.map(({ indicatorCodes, unitKinds, aboutKinds, ...section }) => ({
          ...section,
          indicators: [...indicatorCodes],
          unitKinds: unitKinds && [...unitKinds],
          aboutKinds: aboutKinds && [...aboutKinds],
        })),
        deadlines: deadlines.map((deadline) => ({ ...deadline, rule: ruleInWords(deadline) })),
      }
    },
  })
  apiRead(app, {
    path: '/reports/:reportId/supplements',
    permission: 'report.read',
    summary: 'Các báo cáo bổ sung đã gửi của một báo cáo',
    params: z.object({ reportId: Id }),
    answer: z.object({ supplements: z.array(Supplement) }),
    read: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      const supplements = await supplementsOf(database, report.id)
      return {
        supplements: supplements.map(({ submissionNumber, changes, ...supplement }) => ({
          ...supplement,
          submission: submissionNumber,
          changes: changes.map(({ code, ...change }) => ({ ...change, indicator: code })),
        })),
      }
    },
  })
  apiRead(app, {
    path: '/reports/:reportId/findings',
    permission: 'report.read',
    summary: 'Kết quả kiểm tra và giải trình kèm lần gửi gần nhất; rỗng khi chưa gửi',
    params: z.object({ reportId: Id }),
    answer: z.object({ submission: z.number().int().nullable(), findings: z.array(Finding) }),
    read: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      const submission = await latestSubmission(database, report.id)
      const findings = submission === null ? [] : await sentFindings(database, submission.id)
      return {
        submission: submission?.number ?? null,
        findings: findings.map(({ indicatorCode, ...finding }) => ({ ...finding, indicator: indicatorCode })),
      }
    },
  })
  apiRead(app, {
    path: '/report-requests/:requestId/board',
    permission: 'report.read',
    summary: 'Tình hình gửi của một yêu cầu báo cáo vào một ngày: đơn vị nào đã gửi, gửi chậm, chưa gửi',
    params: z.object({ requestId: Id }),
    query: z.object({ asOf: addressDay }),
    answer: z.object({
      type: z.string(),
      period: z.string(),
      asOf: z.string(),
      lastGoodDay: z.string(),
      total: z.number().int(),
      totals: z.record(z.string(), z.number().int()),
      units: z.array(BoardUnit),
    }),
    read: async ({ database, official, today, params, query }) => {
      const request = await requestOf(database, official, params.requestId, today)
      const asOf = query.asOf ?? today
      const board = await boardOf(database, official, { requestId: request.id, asOf, today }, {})
      return {
        ...{ type: request.typeCode, period: request.periodCode, asOf, lastGoodDay: request.lastGoodDay },
        ...{ total: board.total, totals: { ...board.totals } },
        units: board.rows.map((row) => ({
          unit: row.unitCode,
          unitName: row.unitName,
          standing: row.standing,
          firstSubmittedOn: row.firstSubmittedOn,
          late: row.isLate,
          report: row.reportId,
          supplements: row.supplementCount,
          remindedOn: row.remindedOn,
        })),
      }
    },
  })
}

type Said = Omit<z.input<typeof TypeInList>, 'version'>

function said(
  type: {
    readonly [Name in keyof Said]: Said[Name] extends string[] ? readonly string[] : Said[Name]
  },
): Said {
  const { code, validFrom, title, cutOff, source } = type
  return {
    ...{ code, validFrom, title, cutOff, source },
    periodKinds: [...type.periodKinds],
    senderKinds: [...type.senderKinds],
    receiverKinds: [...type.receiverKinds],
  }
}
