/** By code: the titles of the indicators that the system counts. */
type Titles = ReadonlyMap<string, string>

const IN_BRACKETS = /\[([^\][]+)\]/gu

/** The texts of a form as people read them: an indicator in brackets by its title. One whose title another has too keeps its code. */
export function withIndicatorTitles<Value extends string | string[]>(
  fields: Readonly<Record<string, Value>>,
  titles: Titles,
): Record<string, Value> {
  const codes = codeByTitle(titles)
  return eachInBrackets(fields, (code) => {
    const title = titles.get(code)
    return title !== undefined && codes.get(asTyped(title)) === code ? title : code
  })
}

/** The same the other way round, as the set is kept: what names no indicator stays as it was typed. */
export function withIndicatorCodes(fields: Readonly<Record<string, string>>, titles: Titles): Record<string, string> {
  const codes = codeByTitle(titles)
  return eachInBrackets(fields, (named) => codes.get(asTyped(named)) ?? named)
}

function eachInBrackets<Value extends string | string[]>(
  fields: Readonly<Record<string, Value>>,
  change: (inside: string) => string,
): Record<string, Value> {
  const changed = (text: Value) =>
    typeof text === 'string' ? text.replaceAll(IN_BRACKETS, (_, inside: string) => `[${change(inside.trim())}]`) : text
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, changed(text) as Value]))
}

const asTyped = (title: string) => title.trim().toLowerCase().normalize('NFC')

function codeByTitle(titles: Titles): Map<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const [code, title] of titles) {
    const typed = asTyped(title)
    if (found.has(typed)) twice.add(typed)
    found.set(typed, code)
  }
  for (const typed of twice) found.delete(typed)
  return found
}
