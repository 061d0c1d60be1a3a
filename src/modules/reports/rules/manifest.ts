import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { FigureOverride } from './figure-override.ts'

/**
 * What was sent, told by digests (SHA-256, hexadecimal): whoever holds the manifest can say later whether the words, the figures and the
 * records behind them are still those of that day, without keeping the records twice.
 */
export type Manifest = {
  form: 'report-manifest-1'
  report: {
    type: string
    unit: string
    period: { code: string; from: CalendarDate; to: CalendarDate }
    submission: number
    submittedOn: CalendarDate
    asOf: CalendarDate
  }
  /** Sections that had words. */
  sections: { code: string; sha256: string }[]
  figures: ManifestFigure[]
}

export type ManifestFigure = {
  code: string
  value: number | null
  recordCount: number | null
  lastYear: number | null
  /** What was reported in place of the counted value; absent where nothing was put by hand. */
  override?: FigureOverride
  /** Digest of the list of records behind it; null where it could not be counted. */
  records: string | null
}

/** What stands today where the manifest says what stood then. */
export type Standing = Pick<Manifest, 'sections' | 'figures'>

export type ManifestCheck = {
  sections: { code: string; isSame: boolean }[]
  /** `isSame`: the figure that was sent; `areRecordsSame`: the records behind it, which may go on changing after it was sent. */
  figures: { code: string; isSame: boolean; areRecordsSame: boolean }[]
}

/** Compares part by part what was sent with what stands today; a part that stands in one of them alone is not the same. */
export function compareManifest(sent: Standing, now: Standing): ManifestCheck {
  return {
    sections: codesOf(sent.sections, now.sections).map((code) => ({
      code,
      isSame: find(sent.sections, code)?.sha256 === find(now.sections, code)?.sha256,
    })),
    figures: codesOf(sent.figures, now.figures).map((code) => {
      const [then, today] = [find(sent.figures, code), find(now.figures, code)]
      return {
        code,
        isSame: then !== undefined && today !== undefined && isSameFigure(then, today),
        areRecordsSame: then?.records === today?.records,
      }
    }),
  }
}

const isSameFigure = (one: ManifestFigure, other: ManifestFigure) =>
  one.value === other.value &&
  one.recordCount === other.recordCount &&
  one.lastYear === other.lastYear &&
  one.override?.value === other.override?.value &&
  one.override?.reason === other.override?.reason &&
  one.override?.basis === other.override?.basis

const codesOf = (...lists: readonly (readonly { code: string }[])[]) => [
  ...new Set(lists.flatMap((list) => list.map(({ code }) => code))),
]

const find = <Part extends { code: string }>(parts: readonly Part[], code: string) =>
  parts.find((part) => part.code === code)
