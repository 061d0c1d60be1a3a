import { Refusal } from '../../vocabulary/refusal.ts'

const LONGEST = 300

/**
 * What administrators are told of a failure. A refusal speaks for itself; of anything else only its kind, its code and where it
 * happened: its words may quote what somebody entered.
 */
export function problemInWords(error: unknown): string {
  if (error instanceof Refusal) return error.messageForPerson.slice(0, LONGEST)
  if (!(error instanceof Error)) return 'Lỗi ngoài dự kiến.'
  const code = (error as { code?: unknown }).code
  const place = /\(?(?:file:\/\/)?\/?\S*?\/((?:src|dist)\/\S+?:\d+):\d+\)?/.exec(error.stack ?? '')?.[1]
  return [
    `Lỗi ngoài dự kiến (${error.name}${typeof code === 'string' && /^[\w-]{1,40}$/.test(code) ? ` ${code}` : ''})`,
    place ? `tại ${place}` : '',
  ]
    .filter((part) => part !== '')
    .join(' ')
    .slice(0, LONGEST)
}
