import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../vocabulary/refusal.ts'
import type { PublicContext } from './context.ts'
import type { FormUploads } from './form-uploads.ts'

/** What stands in the fields of a form, by field name. */
export type FormValues = Record<string, string | string[]>

/**
 * What a sent form carries: plain or multipart. Files are kept at once and stand among the values as their ids, so that a form
 * that comes back with an error does not ask for them again; a file that cannot be kept is a problem of its field. Files of somebody
 * without an account are dropped, unless the form takes so many of them (`filesOfAnyone`); `received` are the ids kept just now. With `put` they are kept elsewhere than in the file store.
 */
export async function receiveForm(
  request: FastifyRequest,
  context: PublicContext,
  { filesOfAnyone = 0, put }: { filesOfAnyone?: number; put?: FormUploads['put'] } = {},
): Promise<{ values: FormValues; fileProblems: Record<string, string>; received: string[] }> {
  if (!request.isMultipart()) return { values: plainValues(request.body), fileProblems: {}, received: [] }
  const values: FormValues = {}
  const fileProblems: Record<string, string> = {}
  const received: string[] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      addValue(values, part.fieldname, String(part.value))
      continue
    }
    // Nobody may fill the disk without having signed in.
    const isTaken = filesOfAnyone > 0 ? received.length < filesOfAnyone : context.official !== null
    if (part.filename === '' || !isTaken) {
      part.file.resume()
      continue
    }
    try {
      const file = { name: part.filename, content: part.file }
      const accountId = filesOfAnyone > 0 ? null : (context.official?.accountId ?? null)
      const stored = put ? await put(file) : await context.files.put(context.database, { ...file, accountId })
      received.push(stored.id)
      addValue(values, part.fieldname, stored.id)
    } catch (refusal) {
      part.file.resume()
      if (!(refusal instanceof Refusal)) throw refusal
      fileProblems[part.fieldname] = refusal.messageForPerson
    }
  }
  return { values, fileProblems, received }
}

function addValue(values: FormValues, name: string, value: string): void {
  const before = values[name]
  values[name] = before === undefined ? value : [before, value].flat()
}

/** More fields than any form of ours has, even one with a line for every unit of a province. */
const MOST_FIELDS = 5_000

function plainValues(body: unknown): FormValues {
  const values: FormValues = {}
  const given = Object.values((body ?? {}) as Record<string, unknown>).reduce<number>(
    (sum, each) => sum + [each].flat().length,
    0,
  )
  if (given > MOST_FIELDS) throw Object.assign(new Error(`${given} fields`), { statusCode: 413 })
  for (const [name, value] of Object.entries((body ?? {}) as Record<string, unknown>)) {
    values[name] = Array.isArray(value) ? value.map(String) : String(value)
  }
  return values
}
