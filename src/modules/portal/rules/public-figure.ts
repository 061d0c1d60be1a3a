/** The indicators that everybody may read: work with and for the people. Nothing on single persons, staff or open cases. */
export const PUBLIC_INDICATORS: readonly string[] = [
  'dialogue.count',
  'dialogue.participants',
  'dialogue.opinions',
  'opinion.answered',
  'reception.count',
  'reception.visits',
  'petition.received',
  'petition.answered',
  'petition.answered-on-time',
  'dissemination.count',
  'training.count',
  'training.trainees',
  'supervision.count',
  'inspection.count',
  'plan.issued',
  'model.registered',
  'award.collectives',
  'award.individuals',
]

/** The ones on the first page. */
export const HEADLINE_INDICATORS: readonly string[] = [
  'dialogue.count',
  'dialogue.participants',
  'dialogue.opinions',
  'reception.visits',
]

/** Letters below this number are not told exactly: from one or two one could tell whose they are (denunciations are among them). */
export const FEWEST_TOLD = 5

/** True when the public must not learn the exact number. Nought is nobody's letter. */
export function isTooFewToTell(indicatorCode: string, value: number): boolean {
  return indicatorCode.startsWith('petition.') && value > 0 && value < FEWEST_TOLD
}
