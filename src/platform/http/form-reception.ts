import type { FastifyRequest } from 'fastify'
import { Refusal } from '../../vocabulary/refusal.ts'
import type { PublicContext } from './context.ts'

/** What stands in the fields of a form, by field name. */
export type FormValues = Record<string, string | string[]>

/**
 * What a sent form carries: plain or multipart. Files are kept at once and stand among the values as their ids, so that a form
 * that comes back with an error does not ask for them again; a file that cannot be kept is a problem of its field.
 */
export async function receiveForm(
  request: FastifyRequest,
  context: PublicContext,
): Promise<{ values: FormValues; fileProblems: Record<string, string> }> {
  if (!request.isMultipart()) return { values: plainValues(request.body), fileProblems: {} }
  const values: FormValues = {}
  const fileProblems: Record<string, string> = {}
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      addValue(values, part.fieldname, String(part.value))
      continue
    }
    // Nobody may fill the disk without having signed in.
    if (part.filename === '' || context.official === null) {
      part.file.resume()
      continue
    }
    try {
      const stored = await context.files.put(context.database, {
        name: part.filename,
        content: part.file,
        accountId: context.official?.accountId ?? null,
      })
      addValue(values, part.fieldname, stored.id)
    } catch (refusal) {
      part.file.resume()
      if (!(refusal instanceof Refusal)) throw refusal
      fileProblems[part.fieldname] = refusal.messageForPerson
    }
  }
  return { values, fileProblems }
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
