import { reportedValue } from '../rules/figure-override.ts'
import type { ReportContent } from './report-content.ts'

/** A report as programs get it: from the API and from the command line. */
export type ReportAnswer = ReturnType<typeof reportAnswer>

/** Lays a report out as data. */
export function reportAnswer({ report, sections, asOf, submission, lastYearUnits }: ReportContent) {
  return {
    id: report.id,
    type: report.typeCode,
    title: report.typeTitle,
    unit: { code: report.unitCode, name: report.unitName },
    period: { code: report.period.code, title: report.period.title, from: report.period.from, to: report.period.to },
    state: report.state,
    consolidated: report.consolidatesRequestId !== null,
    lastGoodDay: report.lastGoodDay,
    submittedOn: submission?.submittedOn ?? null,
    asOf,
    lastYearUnits: [...lastYearUnits],
    sections: sections.map((section) => ({
      code: section.code,
      level: section.level,
      title: section.title,
      text: section.text?.content ?? '',
      figures: section.figures.map((figure) => ({
        indicator: figure.code,
        title: figure.title,
        unitOfMeasure: figure.unitOfMeasure,
        // What is reported; beside it what was counted, and why it differs where somebody put another value.
        value: reportedValue(figure),
        counted: figure.amount?.value ?? null,
        reason: figure.override?.reason ?? null,
        basis: figure.override?.basis ?? null,
        countedFor: figure.countedFor?.unitName ?? null,
        recordCount: figure.amount?.recordCount ?? null,
        lastYear: figure.lastYear,
        onBehalfOf: figure.onBehalfOf.map(({ unitName, value, recordCount }) => ({ unitName, value, recordCount })),
        changedTo: figure.changedTo,
      })),
    })),
  }
}
