import { strFromU8, unzipSync } from 'fflate'
import { all, at, readXml, textOf, type XmlElement } from './read-xml.ts'

/** A paragraph as a reader of the page sees it: what it doesn't say itself comes from its style and from the file's defaults. */
export interface WordParagraph {
  readonly text: string
  readonly style: string
  readonly alignment: string
  readonly typeface: string
  readonly sizeInPoints: number
  readonly bold: boolean
  readonly italic: boolean
  readonly colour: string
  /** In twentieths of a point. */
  readonly spaceBefore: number
  readonly spaceAfter: number
  /** 240 is single. */
  readonly line: number
  readonly lineRule: string
  readonly firstLine: number
  readonly left: number
  readonly right: number
  readonly keepsWithNext: boolean
  /** True for an empty paragraph whose upper border is a horizontal line. */
  readonly isRule: boolean
  readonly fields: readonly string[]
}

export interface WordTable {
  readonly columnWidths: readonly number[]
  readonly hasLines: boolean
  readonly repeatsFirstRow: boolean
  /** Paragraphs of each cell of each row. */
  readonly cells: readonly (readonly (readonly WordParagraph[])[])[]
}

/** Pages of one kind of paper, with what stands at their head and foot. */
export interface WordSection {
  readonly properties: XmlElement
  readonly firstHeader: readonly WordParagraph[]
  readonly otherHeader: readonly WordParagraph[]
  readonly firstFooter: readonly WordParagraph[]
  readonly firstPageDiffers: boolean
}

/** A Word file read back by other means than those it was written with. For tests only. */
export interface WordFile {
  readonly files: Readonly<Record<string, string>>
  readonly body: readonly (WordParagraph | WordTable)[]
  readonly firstHeader: readonly WordParagraph[]
  readonly otherHeader: readonly WordParagraph[]
  readonly section: XmlElement
  /** Each section in the order of the pages, the appendices after the document itself. */
  readonly sections: readonly WordSection[]
  /** True when page 1 has the first header and not the other one. */
  readonly firstPageDiffers: boolean
  readonly language: string
  readonly title: string
  readonly creator: string
}

/** Unpacks and reads a .docx; every part must be well-formed XML. For tests only. */
export function readWord(file: Uint8Array): WordFile {
  const unpacked = unzipSync(file)
  const files = Object.fromEntries(Object.entries(unpacked).map(([name, bytes]) => [name, strFromU8(bytes)]))
  const parts = new Map(
    Object.entries(files)
      .filter(([name]) => /\.(xml|rels)$/.test(name))
      .map(([name, source]) => [name, readXml(source)]),
  )
  const part = (name: string): XmlElement => {
    const found = parts.get(name)
    if (found === undefined) throw new Error(`the file has no ${name}`)
    return found
  }
  const styles = part('word/styles.xml')
  const body = at(part('word/document.xml'), 'w:body')
  // All but the last stand in the last paragraph of their section.
  const [section, ...appendices] = all(part('word/document.xml'), 'w:sectPr')
  if (body === undefined || section === undefined) throw new Error('the document has no body or no section')
  const relations = all(part('word/_rels/document.xml.rels'), 'Relationship')
  const edge = (of: XmlElement, name: 'header' | 'footer', type: string) => {
    const reference = of.children.find(
      (child) => child.name === `w:${name}Reference` && child.attributes['w:type'] === type,
    )
    const relation = relations.find((candidate) => candidate.attributes.Id === reference?.attributes['r:id'])
    return all(part(`word/${relation?.attributes.Target}`), 'w:p').map((element) => paragraph(element, styles))
  }
  const sectionOf = (properties: XmlElement): WordSection => ({
    properties,
    firstHeader: edge(properties, 'header', 'first'),
    otherHeader: edge(properties, 'header', 'default'),
    firstFooter: edge(properties, 'footer', 'first'),
    firstPageDiffers: isSwitchedOn(at(properties, 'w:titlePg')),
  })
  const first = sectionOf(section)
  return {
    files,
    body: body.children.flatMap((element): (WordParagraph | WordTable)[] => {
      if (element.name === 'w:p') return [paragraph(element, styles)]
      return element.name === 'w:tbl' ? [table(element, styles)] : []
    }),
    firstHeader: first.firstHeader,
    otherHeader: first.otherHeader,
    section,
    sections: [first, ...appendices.map(sectionOf)],
    firstPageDiffers: first.firstPageDiffers,
    language: at(styles, 'w:docDefaults', 'w:rPrDefault', 'w:rPr', 'w:lang')?.attributes['w:val'] ?? '',
    title: textOf(at(part('docProps/core.xml'), 'dc:title')),
    creator: textOf(at(part('docProps/core.xml'), 'dc:creator')),
  }
}

/** All paragraphs of the body, those in tables included, in the order of the file. */
export function paragraphsOfBody(file: WordFile): WordParagraph[] {
  return file.body.flatMap((piece) => ('cells' in piece ? piece.cells.flat(2) : [piece]))
}

function table(element: XmlElement, styles: XmlElement): WordTable {
  const rows = element.children.filter((child) => child.name === 'w:tr')
  return {
    columnWidths: all(element, 'w:gridCol').map((column) => Number(column.attributes['w:w'])),
    hasLines: at(element, 'w:tblPr', 'w:tblBorders', 'w:top')?.attributes['w:val'] === 'single',
    repeatsFirstRow: isSwitchedOn(at(rows[0], 'w:trPr', 'w:tblHeader')),
    cells: rows.map((row) =>
      row.children
        .filter((child) => child.name === 'w:tc')
        .map((cell) => all(cell, 'w:p').map((child) => paragraph(child, styles))),
    ),
  }
}

function paragraph(element: XmlElement, styles: XmlElement): WordParagraph {
  const own = at(element, 'w:pPr')
  const style = at(own, 'w:pStyle')?.attributes['w:val'] ?? 'Normal'
  const chain = styleChain(style, styles)
  const defaults = at(styles, 'w:docDefaults')
  const aboutParagraph = [own, ...chain.map((link) => at(link, 'w:pPr')), at(defaults, 'w:pPrDefault', 'w:pPr')]
  const run = all(element, 'w:r').find((candidate) => textOf(at(candidate, 'w:t')) !== '')
  const aboutLetters = [
    at(run, 'w:rPr'),
    ...chain.map((link) => at(link, 'w:rPr')),
    at(defaults, 'w:rPrDefault', 'w:rPr'),
  ]
  const first = (places: (XmlElement | undefined)[], name: string, attribute: string) =>
    places.map((place) => at(place, name)?.attributes[attribute]).find((value) => value !== undefined)
  const isOn = (places: (XmlElement | undefined)[], name: string) =>
    isSwitchedOn(places.map((place) => at(place, name)).find((place) => place !== undefined))
  const length = (name: string, attribute: string) => Number(first(aboutParagraph, name, attribute) ?? 0)
  const text = all(element, 'w:t').map(textOf).join('')
  return {
    text,
    style,
    alignment: first(aboutParagraph, 'w:jc', 'w:val') ?? 'left',
    typeface: first(aboutLetters, 'w:rFonts', 'w:ascii') ?? '',
    sizeInPoints: Number(first(aboutLetters, 'w:sz', 'w:val')) / 2,
    bold: isOn(aboutLetters, 'w:b'),
    italic: isOn(aboutLetters, 'w:i'),
    colour: first(aboutLetters, 'w:color', 'w:val') ?? '',
    spaceBefore: length('w:spacing', 'w:before'),
    spaceAfter: length('w:spacing', 'w:after'),
    line: length('w:spacing', 'w:line'),
    lineRule: first(aboutParagraph, 'w:spacing', 'w:lineRule') ?? 'auto',
    firstLine: length('w:ind', 'w:firstLine'),
    left: length('w:ind', 'w:left'),
    right: length('w:ind', 'w:right'),
    keepsWithNext: isOn(aboutParagraph, 'w:keepNext'),
    isRule: text === '' && at(own, 'w:pBdr', 'w:top')?.attributes['w:val'] === 'single',
    fields: all(element, 'w:instrText').map(textOf),
  }
}

/** A switch is on when it is there, unless it says otherwise. */
function isSwitchedOn(element: XmlElement | undefined): boolean {
  return element !== undefined && !['false', '0'].includes(element.attributes['w:val'] ?? 'true')
}

/** The style and those it is based on, nearest first. */
function styleChain(id: string, styles: XmlElement): XmlElement[] {
  const style = styles.children.find((child) => child.name === 'w:style' && child.attributes['w:styleId'] === id)
  const base = at(style, 'w:basedOn')?.attributes['w:val']
  if (style === undefined) return []
  return base === undefined || base === id ? [style] : [style, ...styleChain(base, styles)]
}
