import { PLACES, type Place } from './access-people.ts'

/** The kinds of what is secret in the records; each is one word of its own in each place. */
export const SECRETS = [
  ...[
    'activity',
    'opinion',
    'outgoing',
    'incoming',
    'documentfile',
    'filetext',
    'limited',
    'plan',
    'content',
    'task',
    'evidencefile',
    'petition',
    'sender',
  ],
  ...[
    'petitionfile',
    'denunciation',
    'model',
    'contest',
    'entry',
    'award',
    'report',
    'assessment',
    'assessmentfile',
    'exchange',
    'person',
    'account',
    'requester',
    'submission',
  ],
  ...['visit', 'visitor', 'registrant', 'conclusion'],
  ...['disclosure', 'decision', 'consultation', 'coordination'],
  'published',
  // The name that somebody gave to a table kept for themselves.
  'savedview',
  // Whose a work of a judged contest is: told to nobody but its secretary.
  'contestauthor',
  // What is said about a report: between a unit and who gathers, and inside the unit.
  'reportremark',
  'reportaside',
] as const
export type Secret = (typeof SECRETS)[number]

/** The word in the petition that the sibling unit passed on to the own one. */
export const PASSED_ON = 'zqpassedon'
/** The word by which a secret is known again wherever it comes out. */
export const secretWord = (secret: Secret, place: Place) => `zq${secret}${place}`
/** Any such word, in a page, a document or an answer of the API. */
export const SECRET_WORD = new RegExp(`zq(${SECRETS.join('|')})(${PLACES.join('|')})(?![a-z])`, 'gi')
