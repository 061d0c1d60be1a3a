import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { readableUnits } from '../../indicators/index.ts'
import type { ReportContent } from './report-content.ts'

/** The same content, with each figure about another body saying whether this reader may open that body's records. */
export async function withReadableBodies(
  database: Database,
  official: Official,
  content: ReportContent,
  today: CalendarDate,
): Promise<ReportContent> {
  const isOfAnother = content.sections.some(({ figures }) => figures.some(({ countedFor }) => countedFor !== null))
  if (!isOfAnother) return content
  const units = await readableUnits(database, official, { period: content.report.period, asOf: content.asOf, today })
  const readable = new Set(units.map(({ id }) => id))
  return {
    ...content,
    sections: content.sections.map((section) => ({
      ...section,
      figures: section.figures.map((figure) => ({
        ...figure,
        countedFor: figure.countedFor && { ...figure.countedFor, isReadable: readable.has(figure.countedFor.unitId) },
      })),
    })),
  }
}
