/** Who is proposed or awarded, for the work of which year: what every question about awards answers. */
export const RECIPIENT_COLUMNS = [
  'award.id',
  'award.unit_id as unitId',
  'award.for_year as forYear',
  'award.recipient_kind as recipientKind',
  'award.person_name as personName',
  'award.person_post as personPost',
] as const

/** What is proposed or given, of `award` joined with `award_form as form`. */
export const FORM_COLUMNS = ['award.form', 'form.title as formTitle'] as const
