import { createHash } from 'node:crypto'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { recordDigests } from '../../indicators/index.ts'
import type { FigureOverride } from '../rules/figure-override.ts'
import { compareManifest, type Manifest, type ManifestCheck, type ManifestFigure } from '../rules/manifest.ts'
import { isOpen } from '../rules/report-state.ts'
import { latestSubmission } from './frozen-figures.ts'
import type { ReportRecord } from './reports.ts'
import { textsOf } from './texts.ts'

export const sha256 = (content: string | Buffer) => createHash('sha256').update(content).digest('hex')

type FigureSent = {
  code: string
  amount: { value: number; recordCount: number } | null
  lastYear: number | null
  override: FigureOverride | null
  countedFor: { unitId: string } | null
}

/** What stands in the report now, as a manifest of one sending of it. */
export async function manifestOf(
  database: Database,
  facts: readonly Fact[],
  { report, figures, ...sending }: ManifestAsked,
): Promise<Manifest> {
  const { number, submittedOn, asOf } = sending
  const texts = await textsOf(database, report.id)
  const digests = new Map<string, string>()
  for (const unitId of new Set(figures.map(({ countedFor }) => countedFor?.unitId ?? report.unitId))) {
    const counted = figures.filter(({ countedFor }) => (countedFor?.unitId ?? report.unitId) === unitId)
    const indicators = counted.map(({ code }) => code)
    const found = await recordDigests(database, facts, { indicators, unitId, period: report.period, asOf })
    for (const [code, digest] of found) digests.set(code, digest)
  }
  return {
    form: 'report-manifest-1',
    report: {
      type: report.typeCode,
      unit: report.unitCode,
      period: { code: report.period.code, from: report.period.from, to: report.period.to },
      submission: number,
      submittedOn,
      asOf,
    },
    sections: texts
      .filter(({ content }) => content !== '')
      .map(({ sectionCode, content }) => ({ code: sectionCode, sha256: sha256(content) }))
      .sort((one, other) => (one.code < other.code ? -1 : 1)),
    figures: figures.map((figure) => figureSent(figure, digests)),
  }
}

type ManifestAsked = {
  report: ReportRecord
  figures: readonly FigureSent[]
  number: number
  submittedOn: CalendarDate
  asOf: CalendarDate
}

const figureSent = (
  { code, amount, lastYear, override }: FigureSent,
  digests: ReadonlyMap<string, string>,
): ManifestFigure => ({
  code,
  value: amount?.value ?? null,
  recordCount: amount?.recordCount ?? null,
  lastYear,
  // Left out where nothing was put by hand, so that manifests of such figures stay as they were.
  ...(override === null ? {} : { override }),
  records: amount === null ? null : (digests.get(code) ?? null),
})

export type ManifestChecked = {
  manifest: Manifest
  sha256: string
  /** Whether the manifest itself is still the one that was kept. */
  isWhole: boolean
  check: ManifestCheck
}

/**
 * Compares a report with the manifest of its latest sending, counting the records behind each figure anew. null for a report that is
 * being written, and for one that was sent before manifests were kept.
 */
export async function checkedManifest(
  database: Database,
  facts: readonly Fact[],
  report: ReportRecord,
): Promise<ManifestChecked | null> {
  if (isOpen(report)) return null
  const submission = await latestSubmission(database, report.id)
  if (submission === null) return null
  const kept = await database
    .selectFrom('report_manifest')
    .select(['content', 'sha256'])
    .where('submission_id', '=', submission.id)
    .executeTakeFirst()
  if (kept === undefined) return null
  const { figures, number, submittedOn, asOf } = submission
  const manifest = JSON.parse(kept.content) as Manifest
  const now = await manifestOf(database, facts, { report, figures, number, submittedOn, asOf })
  return {
    manifest,
    sha256: kept.sha256,
    isWhole: sha256(kept.content) === kept.sha256,
    check: compareManifest(manifest, now),
  }
}
