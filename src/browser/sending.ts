import type { DraftContent } from './draft-store.ts'

/**
 * What became of a sending. `unreached`: nobody knows whether it arrived; the same token may be sent again and acts once.
 * `refused`: nothing was recorded; `page` is what the system shows instead.
 */
export type Answer =
  | { state: 'accepted'; location: string }
  | { state: 'refused'; page: Document }
  | { state: 'signed-out' }
  | { state: 'unreached' }

/** The system was there but could not take it now: too many at once, restarting, or the line broke on the way. */
const TO_BE_REPEATED = [408, 429, 502, 503, 504]

/** Time for a page of text, and for files over a weak line; the system itself waits no longer. */
const PATIENCE_IN_MILLISECONDS = { text: 60_000, files: 600_000 }

/** Sends a form as its button would, and asks for the address to go on to instead of the page there. */
export async function send({ action, fields, isMultipart }: DraftContent): Promise<Answer> {
  const patience = isMultipart ? PATIENCE_IN_MILLISECONDS.files : PATIENCE_IN_MILLISECONDS.text
  try {
    const response = await fetch(action, {
      method: 'POST',
      body: isMultipart ? withFiles(fields) : withoutFiles(fields),
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    if (response.ok) return { state: 'accepted', location: ((await response.json()) as { location: string }).location }
    if (response.status === 401) return { state: 'signed-out' }
    if (TO_BE_REPEATED.includes(response.status)) return { state: 'unreached' }
    return { state: 'refused', page: new DOMParser().parseFromString(await response.text(), 'text/html') }
  } catch {
    return { state: 'unreached' }
  }
}

function withFiles(fields: DraftContent['fields']): FormData {
  const form = new FormData()
  for (const [name, value] of fields) {
    if (value instanceof File) form.append(name, value, value.name)
    else form.append(name, value)
  }
  return form
}

function withoutFiles(fields: DraftContent['fields']): URLSearchParams {
  return new URLSearchParams(fields.filter((field): field is [string, string] => typeof field[1] === 'string'))
}
