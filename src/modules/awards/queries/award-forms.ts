import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { isGivenOn } from '../rules/award-form.ts'
import './tables.ts'

/** Every form of award in its order, those that have ended too, each with how many proposals and awards have it. */
export function awardForms(database: Database) {
  return database
    .selectFrom('award_form as form')
    .leftJoin('account', 'account.id', 'form.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'form.code',
      'form.title',
      'form.deciding_kinds as decidingKinds',
      'form.for_collectives as forCollectives',
      'form.for_individuals as forIndividuals',
      'form.legal_source as legalSource',
      'form.required_percent as requiredPercent',
      'form.share_of as shareOf',
      'form.share_source as shareSource',
      'form.share_is_checked as shareIsChecked',
      'form.ended_on as endedOn',
      'form.version',
      'form.changed_at as changedAt',
      'person.full_name as changedBy',
      sql<number>`(select count(*)::int from award where award.form = form.code)`.as('awardCount'),
    ])
    .orderBy('form.position')
    .orderBy('form.code')
    .execute()
}

export type ListedForm = Awaited<ReturnType<typeof awardForms>>[number]

/** Those that are given on the day. */
export async function formsGivenOn(database: Database, day: CalendarDate): Promise<ListedForm[]> {
  return (await awardForms(database)).filter((form) => isGivenOn(form, day))
}

/** What the forms are called, by their codes; those that have ended too, because awards keep the form they have. */
export async function formTitles(database: Database): Promise<Record<string, string>> {
  const forms = await database.selectFrom('award_form').select(['code', 'title']).orderBy('position').execute()
  return Object.fromEntries(forms.map(({ code, title }) => [code, title]))
}
