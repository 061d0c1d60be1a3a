import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { addDays, type CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { countFigures, type Indicator, indicatorDefinitions } from '../../indicators/index.ts'
import { findingsOf } from '../rules/report-check.ts'
import { type CheckedFigure, type CheckOfType, findingKey } from '../rules/report-finding.ts'
import type { ExplainedFinding } from '../rules/sending-check.ts'
import { brokenSums, type Counting, sumRulesOf, type ValuesOfFacts } from '../rules/sums-of-outline.ts'
import { type ReportContent, reportContent } from './report-content.ts'
import { reportOf } from './reports.ts'
import './figure-tables.ts'

/** The checks of a type of report, in their order. */
export async function checksOf(database: Database, typeCode: string): Promise<CheckOfType[]> {
  const rows = await database
    .selectFrom('report_check')
    .select([
      'code',
      'strength',
      'rule',
      'indicator_code as indicatorCode',
      'other_codes as otherCodes',
      'amount',
      'least',
      'sentence',
    ])
    .where('type_code', '=', typeCode)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({ ...row, amount: Number(row.amount), least: Number(row.least) }))
}

/** What was written so far about findings of a report, by the key of the finding. */
export async function explanationsOf(database: Database, reportId: string): Promise<Record<string, string>> {
  const rows = await database
    .selectFrom('report_explanation')
    .select(['check_code', 'indicator_code', 'content'])
    .where('report_id', '=', reportId)
    .execute()
  return Object.fromEntries(
    rows.map((row) => [
      findingKey({ check: row.check_code, indicatorCode: row.indicator_code === '' ? null : row.indicator_code }),
      row.content,
    ]),
  )
}

/**
 * What is found in a report that is being written: sums that do not add up first (those of its outline, then those of its type), then
 * what must be explained, then hints. Each with what was written about it so far.
 */
export async function findingsIn(
  database: Database,
  facts: readonly Fact[],
  content: ReportContent,
  today: CalendarDate,
): Promise<ExplainedFinding[]> {
  const { report, sections } = content
  const figures = checkedFigures(content)
  const codes = [...new Set(figures.map((figure) => figure.code))]
  const [checks, definitions, written] = await Promise.all([
    checksOf(database, report.typeCode),
    indicatorDefinitions(database, codes),
    report.id === null ? {} : explanationsOf(database, report.id),
  ])
  const afterCutOff = await recordsAfterCutOff(database, facts, { content, checks, today })
  const found = [
    ...brokenSums(figures, sumRulesOf(definitions.flatMap(countingOf), valuesOf(facts))),
    ...findingsOf({
      figures,
      checks,
      afterCutOff,
      sections: sections.map(({ code, title, hint, text }) => ({
        code,
        title,
        asksForWords: hint !== '',
        isWritten: (text?.content ?? '') !== '',
      })),
    }),
  ]
  const explained: Readonly<Record<string, string>> = written
  return found.map((finding) => ({
    ...finding,
    explanation: finding.strength === 'explain' ? (explained[findingKey(finding)] ?? null) : null,
  }))
}

/** The keys of what must be explained before a report that the official may read can be sent. Refuses `report.no-such-report`. */
export async function keysToExplain(
  database: Database,
  facts: readonly Fact[],
  official: Official,
  { reportId, today }: { reportId: string; today: CalendarDate },
): Promise<string[]> {
  const report = await reportOf(database, official, reportId, today)
  const findings = await findingsIn(database, facts, await reportContent(database, facts, report, today), today)
  return findings.filter(({ strength }) => strength === 'explain').map(findingKey)
}

function checkedFigures({ report, sections }: ReportContent): CheckedFigure[] {
  return sections
    .flatMap((section) => section.figures)
    .map((figure) => ({
      ...figure,
      unitId: figure.countedFor?.unitId ?? report.unitId,
      onBehalfOfOthers: figure.onBehalfOf.reduce((sum, body) => sum + body.value, 0),
    }))
}

/** Only what is added up from records is part of another: a share, a formula or a number of persons is not. */
function countingOf({ factCode, measure, ...definition }: Indicator): Counting[] {
  return factCode !== null && (measure === 'count' || measure === 'sum') ? [{ ...definition, factCode }] : []
}

/** The closed lists of values of each kind of record that can be counted. */
function valuesOf(facts: readonly Fact[]): ValuesOfFacts {
  return Object.fromEntries(
    facts.map((fact) => [
      fact.code,
      Object.fromEntries(
        Object.entries(fact.dimensions).flatMap(([name, { values }]) => (values ? [[name, Object.keys(values)]] : [])),
      ),
    ]),
  )
}

/** Records of the days after a period that has ended: counted only where the type of report asks for it. */
async function recordsAfterCutOff(
  database: Database,
  facts: readonly Fact[],
  { content, checks, today }: { content: ReportContent; checks: readonly CheckOfType[]; today: CalendarDate },
): Promise<Record<string, number>> {
  const { report } = content
  const days = checks.find((check) => check.rule === 'dated-after-cut-off')?.amount ?? 0
  if (days <= 0 || today <= report.period.to) return {}
  const from = addDays(report.period.to, 1)
  const last = addDays(report.period.to, days)
  const own = content.sections.flatMap(({ figures }) => figures.filter((figure) => figure.countedFor === null))
  const counted = await countFigures(database, facts, {
    indicators: own.map((figure) => figure.code),
    unitIds: [report.unitId],
    period: { from, to: last < today ? last : today },
  })
  return Object.fromEntries(
    counted.flatMap(({ indicator, total }) =>
      indicator.time === 'flow' && total !== null ? [[indicator.code, total.recordCount]] : [],
    ),
  )
}

/** What was found when the report was sent, with what was explained. */
export type SentFinding = {
  strength: 'explain' | 'hint'
  check: string
  indicatorCode: string | null
  finding: string
  explanation: string | null
}

export function sentFindings(database: Database, submissionId: string): Promise<SentFinding[]> {
  return database
    .selectFrom('report_finding')
    .select(['strength', 'check_code as check', 'indicator_code as indicatorCode', 'finding', 'explanation'])
    .where('submission_id', '=', submissionId)
    .orderBy('position')
    .execute()
}
