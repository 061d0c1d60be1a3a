import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { overridesOf } from '../queries/overrides.ts'
import { type ReportFigure, reportContent } from '../queries/report-content.ts'
import { reportForChange } from '../queries/report-for-change.ts'
import type { ReportRecord } from '../queries/reports.ts'
import { type FigureOverride, reportedValue } from '../rules/figure-override.ts'
import { requireOpen } from '../rules/report-state.ts'

export type FigureToOverride = FigureOverride & {
  reportId: string
  indicatorCode: string
  /** The version of the override that the person saw: 0 when there was none yet. */
  version: string | null
}

/**
 * Puts another value beside the counted one, with the reason and what it rests on; or changes the one put before. Whole and not
 * negative: what is reported is counted in people, papers and meetings. Throws StaleEdit when somebody changed it meanwhile.
 * Refuses `report.locked`, `report.not-yours`, `report.no-such-figure`, `report.override-is-counted` (the same as the counted one).
 */
export function overrideFigure(
  database: Database,
  facts: readonly Fact[],
  official: Official,
  given: FigureToOverride,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { report, figure } = await figureForChange(transaction, facts, official, { ...given, today })
    const { value, reason, basis } = given
    if (value === figure.amount?.value) {
      const message = `Số này bằng số đếm được từ hồ sơ (${formatNumber(value)}) nên không cần điều chỉnh.`
      throw new Refusal('invalid', 'report.override-is-counted', message, { value: message })
    }
    const before = (await overridesOf(transaction, given.reportId)).find(({ code }) => code === given.indicatorCode)
    const standing = {
      version: before?.version ?? 0,
      changedBy: before?.setBy ?? null,
      changedAt: before?.setAt ?? new Date(0),
    }
    refuseStaleEdit(given.version, standing, () => ({
      value: before === undefined ? '' : String(before.value),
      reason: before?.reason ?? '',
      basis: before?.basis ?? '',
    }))
    const row = {
      value,
      reason,
      basis,
      counted_value: figure.amount?.value ?? null,
      set_by_account_id: official.accountId,
    }
    await transaction
      .insertInto('report_override')
      .values({ report_id: given.reportId, indicator_code: given.indicatorCode, ...row })
      .onConflict((conflict) =>
        conflict
          .columns(['report_id', 'indicator_code'])
          .doUpdateSet({ ...row, version: sql`report_override.version + 1`, set_at: sql`now()` }),
      )
      .execute()
    await recordChange(transaction, {
      official,
      action: 'report.figure-overridden',
      subject: { kind: 'report', id: given.reportId },
      unitId: report.unitId,
      // The reason stands with the values below: who reads the trail need not be one who may read reports.
      summary: `Điều chỉnh “${figure.title}” thành ${formatNumber(value)} (${countedInWords(figure)})`,
      before: { figure: given.indicatorCode, value: reportedValue(figure) },
      after: { figure: given.indicatorCode, value, reason, basis },
    })
  })
}

/**
 * Takes the value put by hand away again: the counted one is reported.
 * Refuses `report.locked`, `report.not-yours`, `report.no-such-figure`, `report.no-such-override`.
 */
export function withdrawOverride(
  database: Database,
  facts: readonly Fact[],
  official: Official,
  { reportId, indicatorCode, today }: { reportId: string; indicatorCode: string; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { report, figure } = await figureForChange(transaction, facts, official, { reportId, indicatorCode, today })
    if (figure.override === null) throw noSuchOverride()
    await transaction
      .deleteFrom('report_override')
      .where('report_id', '=', reportId)
      .where('indicator_code', '=', indicatorCode)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'report.override-withdrawn',
      subject: { kind: 'report', id: reportId },
      unitId: report.unitId,
      summary: `Bỏ số điều chỉnh ${formatNumber(figure.override.value)} của “${figure.title}” (${countedInWords(figure)})`,
      before: { figure: indicatorCode, ...withoutCode(figure.override) },
      after: { figure: indicatorCode, value: figure.amount?.value ?? null },
    })
  })
}

export function noSuchOverride(): Refusal {
  return new Refusal(
    'not-found',
    'report.no-such-override',
    'Chỉ tiêu này không có số điều chỉnh. Báo cáo dùng số đếm được từ hồ sơ.',
  )
}

export function noSuchFigure(): Refusal {
  return new Refusal('not-found', 'report.no-such-figure', 'Báo cáo không có chỉ tiêu này.')
}

async function figureForChange(
  transaction: Database,
  facts: readonly Fact[],
  official: Official,
  { reportId, indicatorCode, today }: { reportId: string; indicatorCode: string; today: CalendarDate },
): Promise<{ report: ReportRecord; figure: ReportFigure }> {
  const report = await reportForChange(transaction, official, { id: reportId, act: 'write', today })
  requireOpen(report)
  const { sections } = await reportContent(transaction, facts, report, today)
  const figure = sections.flatMap((section) => section.figures).find(({ code }) => code === indicatorCode)
  if (!figure) throw noSuchFigure()
  return { report, figure }
}

function withoutCode({ value, reason, basis }: FigureOverride): FigureOverride {
  return { value, reason, basis }
}

function countedInWords({ amount }: ReportFigure): string {
  return amount === null ? 'không đếm được từ hồ sơ' : `số đếm được ${formatNumber(amount.value)}`
}
