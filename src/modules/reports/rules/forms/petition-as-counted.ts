/** What the forms ask of one petition in one unit and period; the module of petitions finds it. */
export type PetitionAsCounted = {
  readonly basis: 'carried' | 'received'
  readonly kind: 'complaint' | 'denunciation' | 'proposal' | 'feedback'
  readonly senders: 'one' | 'several' | 'other'
  readonly processing: 'pending' | 'ineligible' | 'within' | 'guided' | 'transferred' | 'urged'
  readonly settlement: 'once' | 'several' | 'resolving' | 'unresolved'
  readonly isFurther: boolean
  readonly isCase: boolean
  readonly ending: 'settled' | 'withdrawn' | 'stopped' | null
  readonly outcome: 'founded' | 'unfounded' | 'partly' | null
  readonly manner: 'decision' | 'explanation' | null
  /** What its decision recommended: money in đồng, land in m²; null when nothing. */
  readonly recommended: Readonly<Partial<Record<RecommendedItem, number>>> | null
  readonly timeliness: 'on-time' | 'late' | 'unknown' | null
  readonly isReplied: boolean
  readonly isPassedOn: boolean
}

export type RecommendedItem =
  | 'state-money'
  | 'state-land'
  | 'organisation-money'
  | 'organisation-land'
  | 'person-money'
  | 'person-land'
  | 'organisations-restored'
  | 'persons-restored'
  | 'persons-sanctioned'
  | 'officials-sanctioned'
  | 'cases-investigated'
  | 'persons-investigated'
  | 'officials-investigated'

export type Says = (petition: PetitionAsCounted) => boolean

/** One for each petition of which all that is asked holds. */
export function petitionsThat(...all: readonly Says[]): (petition: PetitionAsCounted) => number {
  return (petition) => (all.every((says) => says(petition)) ? 1 : 0)
}

export const is =
  <Name extends keyof PetitionAsCounted>(name: Name, ...values: readonly PetitionAsCounted[Name][]): Says =>
  (petition) =>
    values.includes(petition[name])

export const isComplaint = is('kind', 'complaint')
export const isDenunciation = is('kind', 'denunciation')
export const isSuggestion = is('kind', 'proposal', 'feedback')
export const isProcessed: Says = (petition) => petition.processing !== 'pending'
export const isWithin = is('processing', 'within')
export const isNotWithin = is('processing', 'guided', 'transferred', 'urged')
export const isEligible: Says = (petition) => isWithin(petition) || isNotWithin(petition)
export const isCase = is('isCase', true)
export const isFurther = is('isFurther', true)
export const isFirst = is('isFurther', false)
