import { breakFiles } from './files.mjs'
import { fuzz } from './requests.mjs'

/** What nobody means to send, and everybody can. `times` names the option that says how much of it. */
export const FUZZES = [
  {
    name: 'fuzzed',
    title: 'requests to every operation of the API and every form, hostile in part',
    times: 'requests',
    run: fuzz,
  },
  {
    name: 'mutated-files',
    title: 'broken files given to every form that takes one',
    times: 'files',
    run: breakFiles,
  },
]
