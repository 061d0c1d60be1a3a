import type { Database } from '../../../../platform/database/database.ts'
import type { CalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../../vocabulary/official.ts'
import { type CountedForms, countForms } from '../../queries/forms/count-forms.ts'
import { type FormUnit, formUnits } from '../../queries/forms/form-units.ts'
import { PETITIONS, VISITS } from '../../queries/forms/sources.ts'
import type { Form } from '../../rules/forms/form.ts'
import { RECEPTION } from '../../rules/forms/form-of-reception.ts'
import { type FormQuestion, questionOf, type WholeQuestion } from './form-address.ts'

type Asked = { form: Form<never>; query: FormQuestion; official: Official; today: CalendarDate }

export const isOfReception = ({ code }: Pick<Form<never>, 'code'>): boolean => code === RECEPTION.code

/** The question made whole, with the units that the reader can choose from. */
export async function questionAsked(
  database: Database,
  { form, query, official, today }: Asked,
): Promise<{ units: readonly FormUnit[]; question: WholeQuestion }> {
  const { permission } = isOfReception(form) ? VISITS : PETITIONS
  const { from } = questionOf(query, [], today).period
  const units = await formUnits(database, official, { from, today, permission })
  return { units, question: questionOf(query, units, today) }
}

/** The form as it is asked for, counted. */
export async function formAsked(
  database: Database,
  asked: Asked,
): Promise<{ units: readonly FormUnit[]; question: WholeQuestion; counted: CountedForms }> {
  const { units, question } = await questionAsked(database, asked)
  const { unitId, period, reading } = question
  const which = { official: asked.official, today: asked.today, unitId, period, reading }
  const counted = isOfReception(asked.form)
    ? await countForms(database, VISITS, which)
    : await countForms(database, PETITIONS, which)
  return { units, question, counted }
}
