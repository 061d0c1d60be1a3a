/** What a page asks people to fill in, read from its HTML: for tests that try every form there is, and for what `npm run faults` sends. */

/** The forms of a page that are posted, without the one for signing out. */
export function postFormsIn(html) {
  return [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)]
    .map(([, head = '', body = '']) => ({ attributes: attributesOf(head), body }))
    .filter(({ attributes }) => attributes.method === 'post' && attributes.action !== '/sign-out')
    .map(({ attributes, body }) => ({
      action: attributes.action ?? null,
      multipart: attributes.enctype === 'multipart/form-data',
      fields: fieldsIn(body),
    }))
}

/** The names of the text fields by which a page is searched. */
export function searchFieldsIn(html) {
  return [...html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)]
    .filter(([, head = '']) => attributesOf(head).method === 'get')
    .flatMap(([, , body = '']) => fieldsIn(body))
    .filter((field) => field.kind === 'text')
    .map((field) => field.name)
}

/**
 * What a person would send who fills in everything: a day where a number of digits is asked, the first choice of each list, and
 * `words` of each text field. What stands in a field already stays, unless `words` are given for it.
 */
export function filledIn(form, words) {
  const sent = []
  const decided = new Set()
  for (const field of form.fields) {
    const { name, kind, value, options } = field
    if (kind === 'hidden') sent.push([name, value])
    else if (kind === 'text' || kind === 'lines' || kind === 'password') sent.push([name, words(field) ?? value])
    else if (kind === 'number') sent.push([name, value || digitsFor(name)])
    else if (kind === 'select') sent.push([name, value || (options.find((option) => option !== '') ?? '')])
    else if (kind === 'radio' || kind === 'checkbox') {
      if (decided.has(name)) continue
      decided.add(name)
      const ticked = form.fields.filter((each) => each.name === name && each.value !== '')
      const first = options[0] ?? ''
      for (const chosen of ticked.length > 0 ? ticked.map((each) => each.value) : [first]) sent.push([name, chosen])
    }
  }
  return sent
}

const A_DAY = /(On|By|From|To|Day|from|to)$/

function digitsFor(name) {
  return A_DAY.test(name) ? '20/11/2026' : /year/i.test(name) ? '2026' : '1'
}

function fieldsIn(html) {
  const fields = []
  const controls =
    /<input([^>]*?)\/?>|<textarea([^>]*)>(.*?)<\/textarea>|<select([^>]*)>(.*?)<\/select>|<button([^>]*)>/gs
  for (const [, input, area, text, select, choices, button] of html.matchAll(controls)) {
    const attributes = attributesOf(input ?? area ?? select ?? button ?? '')
    const { name, value = '' } = attributes
    if (name === undefined) continue
    if (area !== undefined) fields.push({ name, kind: 'lines', value: plain(text ?? ''), options: [] })
    else if (select !== undefined) fields.push({ name, kind: 'select', ...optionsIn(choices ?? '') })
    else if (button !== undefined) fields.push({ name, kind: 'button', value, options: [] })
    else if (attributes.type === 'radio' || attributes.type === 'checkbox') {
      fields.push({ name, kind: attributes.type, value: 'checked' in attributes ? value : '', options: [value] })
    } else if (attributes.type === 'hidden' || attributes.type === 'file' || attributes.type === 'password') {
      fields.push({ name, kind: attributes.type, value, options: [], accept: attributes.accept })
    } else {
      const digits = attributes.inputmode === 'numeric' || attributes.inputmode === 'decimal'
      fields.push({ name, kind: digits ? 'number' : 'text', value, options: [] })
    }
  }
  return fields
}

function optionsIn(html) {
  const options = [...html.matchAll(/<option([^>]*)>/g)].map(([, head = '']) => attributesOf(head))
  const chosen = options.find((option) => 'selected' in option)
  return { value: chosen?.value ?? '', options: options.map((option) => option.value ?? '') }
}

function attributesOf(tag) {
  const found = {}
  for (const [, name = '', value] of tag.matchAll(/([a-zA-Z_:-]+)(?:="([^"]*)")?/g))
    found[name.toLowerCase()] = plain(value ?? '')
  return found
}

/** The text as it was before it was written into HTML. */
export function plain(html) {
  return html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
