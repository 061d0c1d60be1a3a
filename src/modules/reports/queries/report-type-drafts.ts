import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { indicatorDefinitions } from '../../indicators/index.ts'
import type { ReportType } from '../rules/report-type.ts'
import type { KnownAround, TypeDefinition } from '../rules/type-definition.ts'
import { sectionsOf } from './report-types.ts'
import './tables.ts'

/** A version of a report type that somebody works on and that is asked of nobody yet. */
export type TypeDraft = {
  id: string
  /** The type of which it is to become a new version; null for a new type. */
  typeCode: string | null
  definition: TypeDefinition
  version: number
  changedAt: Date
  changedBy: string | null
}

/** All drafts, or those of one type; the latest first. */
export function typeDrafts(database: Database, typeCode?: string): Promise<TypeDraft[]> {
  const query = draftQuery(database).orderBy('draft.id', 'desc')
  return (typeCode === undefined ? query : query.where('draft.type_code', '=', typeCode)).execute()
}

/** One draft. Refuses `report.no-such-draft`. */
export async function typeDraftById(database: Database, id: string): Promise<TypeDraft> {
  const draft = await draftQuery(database).where('draft.id', '=', id).executeTakeFirst()
  if (draft) return draft
  const message = 'Không còn bản soạn này: đã được ban hành hoặc đã bỏ. Hãy xem lại danh sách loại báo cáo.'
  throw new Refusal('not-found', 'report.no-such-draft', message)
}

/** A version with its outline, as a draft or a file has it. */
export async function definitionOf(database: Database, type: ReportType): Promise<TypeDefinition> {
  const { number, validFrom: _validFrom, reason: _reason, retiredOn: _retiredOn, ...said } = type
  return { ...said, sections: await sectionsOf(database, { typeCode: type.code, typeVersion: number }) }
}

/** A kind of unit that can be chosen. */
export type UnitKind = { code: string; title: string }

/** The kinds of unit, in their order. */
export async function unitKinds(database: Database): Promise<UnitKind[]> {
  return database.selectFrom('unit_kind').select(['code', 'title']).orderBy('position').execute()
}

/** The figures and kinds of unit that a definition may name on the day. */
export async function knownAround(database: Database, today: CalendarDate): Promise<KnownAround> {
  const [indicators, kinds] = await Promise.all([indicatorDefinitions(database, undefined, today), unitKinds(database)])
  return {
    indicators: indicators.map(({ code, title, retiredOn }) => ({
      code,
      title,
      isRetired: retiredOn !== null && retiredOn < today,
    })),
    unitKinds: kinds.map(({ code }) => code),
  }
}

function draftQuery(database: Database) {
  return database
    .selectFrom('report_type_draft as draft')
    .leftJoin('account', 'account.id', 'draft.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'draft.id',
      'draft.type_code as typeCode',
      'draft.definition',
      'draft.version',
      'draft.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
}
