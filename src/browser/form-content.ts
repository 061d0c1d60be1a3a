import type { DraftContent } from './draft-store.ts'

/** What the form would send now; with a button, what that button adds. */
export function contentOf(form: HTMLFormElement, button: HTMLElement | null = null): DraftContent {
  const submitter = button instanceof HTMLButtonElement ? button : null
  const fields = [...new FormData(form, submitter).entries()].filter(
    ([, value]) => typeof value === 'string' || value.size > 0 || value.name !== '',
  )
  return {
    label: labelOf(fields),
    action: submitter?.hasAttribute('formaction') ? submitter.formAction : form.action,
    isMultipart: form.enctype === 'multipart/form-data',
    fields,
  }
}

/** Where the key of a form stands. */
export function tokenOf(form: HTMLFormElement): string {
  const control = form.elements.namedItem('_token')
  return control instanceof HTMLInputElement ? control.value : ''
}

/** Ids, tokens and dates tell nobody which draft this is: the first words do. */
function labelOf(fields: DraftContent['fields']): string {
  const heading = wordsOf(document.querySelector('h1')) || document.title
  const words = fields.find(
    ([name, value]) => !name.startsWith('_') && typeof value === 'string' && /\p{L}+\s+\p{L}+/u.test(value),
  )?.[1]
  return typeof words === 'string' ? `${heading}: ${words.trim().slice(0, 80)}` : heading
}

/** The words of a heading, part by part: a caption and the heading below it are two things. */
function wordsOf(element: Element | null): string {
  const parts = [...(element?.childNodes ?? [])].map((part) => part.textContent?.trim() ?? '')
  return parts.filter((words) => words !== '').join(' – ')
}

/**
 * Puts a draft back into its form, its key and the version it was opened with included.
 * Answers the names of the fields that the form no longer has or no longer offers the value of.
 */
export function restore(form: HTMLFormElement, { fields }: DraftContent): string[] {
  const controls = [...form.elements].filter(isField)
  for (const control of controls) clear(control)
  const lost = new Set<string>()
  for (const [name, value] of fields) {
    const candidates = controls.filter((control) => control.name === name)
    if (!candidates.some((control) => fill(control, value)) && !keepsFile(form, candidates, name, value)) lost.add(name)
  }
  return [...lost]
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

function isField(element: Element): element is Field {
  const isKind =
    element instanceof HTMLInputElement ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement
  return isKind && element.name !== ''
}

function clear(field: Field): void {
  if (field instanceof HTMLSelectElement) for (const option of field.options) option.selected = false
  else if (field instanceof HTMLTextAreaElement) field.value = ''
  else if (isTick(field)) field.checked = false
  else if (field.type !== 'hidden') field.value = ''
  field.removeAttribute('data-filled')
}

const isTick = (field: HTMLInputElement) => field.type === 'checkbox' || field.type === 'radio'

/** True when the field has taken the value. Several fields of one name take one value each, in their order. */
function fill(field: Field, value: string | File): boolean {
  if (value instanceof File) return field instanceof HTMLInputElement && field.type === 'file' && addFile(field, value)
  if (field instanceof HTMLSelectElement) {
    const option = [...field.options].find((each) => each.value === value && !each.selected)
    if (option) option.selected = true
    return option !== undefined
  }
  if (field instanceof HTMLInputElement && field.type === 'file') return false
  if (field instanceof HTMLInputElement && isTick(field)) {
    if (field.value !== value || field.checked) return false
    field.checked = true
    return true
  }
  if (field.hasAttribute('data-filled')) return false
  field.setAttribute('data-filled', '')
  field.value = value
  return true
}

function addFile(field: HTMLInputElement, file: File): boolean {
  const files = new DataTransfer()
  for (const before of field.files ?? []) files.items.add(before)
  files.items.add(file)
  field.files = files.files
  return true
}

/** A file that the system has received already goes along by its id under the name of the file field. */
function keepsFile(form: HTMLFormElement, candidates: readonly Field[], name: string, value: string | File): boolean {
  if (typeof value !== 'string' || !candidates.some((field) => field.type === 'file')) return false
  const kept = document.createElement('input')
  kept.type = 'hidden'
  kept.name = name
  kept.value = value
  form.append(kept)
  return true
}
