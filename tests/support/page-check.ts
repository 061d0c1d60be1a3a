import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

/** The success criteria of WCAG 2.2 AA as far as a program can check them. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** English, or the inside of the program, that would stand out on a Vietnamese screen. None of them is a Vietnamese syllable. */
const NOT_VIETNAMESE = [
  ...['the', 'and', 'of', 'with', 'for', 'not', 'yes', 'submit', 'save', 'edit', 'delete', 'search', 'filter', 'next'],
  ...['previous', 'back', 'home', 'login', 'logout', 'error', 'warning', 'success', 'loading', 'draft', 'pending'],
  ...['submitted', 'accepted', 'returned', 'assigned', 'completed', 'refused', 'open', 'closed', 'overdue', 'activity'],
  ...['petition', 'dialogue', 'training', 'report', 'task', 'unit', 'commune', 'district', 'province', 'department'],
  ...['committee', 'clerk', 'leader', 'collector', 'indicator', 'criterion', 'score', 'ranking', 'award', 'document'],
  ...['undefined', 'null', 'NaN', 'true', 'false', 'object Object', 'Invalid Date'],
]
const NOT_VIETNAMESE_WORD = new RegExp(`(?<![\\p{L}\\d])(${NOT_VIETNAMESE.join('|')})(?![\\p{L}\\d])`, 'iu')

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const axeOptions: RunOptions = {
  runOnly: { type: 'tag', values: WCAG },
  resultTypes: ['violations'],
  // Only a rule about the orientation of screens would read the style sheets a second time.
  preload: false,
}

/** In the page, once its program has been evaluated there. */
declare const axe: { run: (of: RunOptions) => Promise<AxeResults> }

/** What axe finds wrong on the page as it stands: rule and place of each. */
export async function axeViolations(page: Page): Promise<string[]> {
  // By evaluation, not by a script element, so that the page's own content security policy stays in force.
  await page.evaluate(await axeSource)
  const results = await page.evaluate((options) => axe.run(options), axeOptions)
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

/** Unfolds everything that can be unfolded, so that it is checked too. */
export function unfoldAll(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true
  })
}

export type Reading = {
  /** What is wrong with the page's frame, its words and its width, first as it stands and then with everything unfolded. */
  faults: string[]
  /** Of which kinds of parts the page is made. Two pages of the same kinds would give axe the same to say. */
  makings: string
}

/** Reads a page as it stands in the window. */
export async function readPage(page: Page): Promise<Reading> {
  const read = await page.evaluate(() => {
    const overTheEdge = (how: string) => {
      const { scrollWidth, clientWidth } = document.documentElement
      if (scrollWidth <= clientWidth) return []
      const over = [...document.querySelectorAll('body *')].filter(
        (part) => part.getBoundingClientRect().right > clientWidth + 1,
      )
      return [
        `${how}: ${scrollWidth} of ${clientWidth} px wide: ${over.map((part) => part.outerHTML)[0]?.slice(0, 160)}`,
      ]
    }
    const tooWide = overTheEdge('as it stands')
    for (const folded of document.querySelectorAll('details')) folded.open = true
    tooWide.push(...overTheEdge('unfolded'))
    const attributes = ['aria-label', 'title', 'placeholder', 'alt']
    const said = attributes.flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name) ?? ''),
    )
    const kind = (part: Element | null) =>
      part === null ? '' : `${part.tagName}.${part.getAttribute('class') ?? ''}:${part.getAttribute('role') ?? ''}`
    const kinds = new Set(
      [...document.querySelectorAll('*')].map((part) => `${kind(part.parentElement)}>${kind(part)}`),
    )
    return {
      tooWide,
      language: document.documentElement.lang,
      headings: document.querySelectorAll('h1').length,
      title: document.title,
      words: [document.title, document.body.textContent ?? '', ...said].join('\n'),
      makings: [...kinds].sort().join('\n'),
    }
  })
  const foreign = NOT_VIETNAMESE_WORD.exec(read.words)
  return {
    faults: [
      ...read.tooWide,
      ...(read.language === 'vi' ? [] : [`lang is ${read.language}`]),
      ...(read.headings === 1 ? [] : [`${read.headings} h1`]),
      ...(read.title.trim() === '' ? ['no title'] : []),
      ...(foreign ? [`not Vietnamese: …${around(read.words, foreign.index)}…`] : []),
    ],
    makings: read.makings,
  }
}

const around = (words: string, index: number) => words.slice(Math.max(0, index - 30), index + 40).replace(/\s+/g, ' ')
