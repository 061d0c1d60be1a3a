/** Signs that XML 1.0 has no way to write: one of them in a text typed by a person makes Word refuse the whole file. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

/** One line of text as it may stand in a document: composed letters, single spaces, nothing XML can't hold. */
export function oneLine(text: string): string {
  return cleaned(text)
    .replace(/[^\S\u00a0]+/gu, ' ')
    .trim()
}

/** The paragraphs of a text that a person typed into a field, without the empty ones. */
export function paragraphsOf(text: string): string[] {
  return cleaned(text)
    .split(/[\n\r]+/u)
    .map(oneLine)
    .filter((paragraph) => paragraph !== '')
}

function cleaned(text: string): string {
  return text.normalize('NFC').replace(NOT_IN_XML, '')
}

/** In capitals by the rules of Vietnamese. */
export function inCapitals(text: string): string {
  return oneLine(text).toLocaleUpperCase('vi')
}

/** A sentence of a list closed with the given sign in place of whatever it ended with. */
export function closedWith(text: string, sign: string): string {
  return `${oneLine(text).replace(/[\s;.,/]+$/u, '')}${sign}`
}
