import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { readSource } from './page-source.ts'

/** The success criteria of WCAG 2.2 AA as far as a program can check them. */
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

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
  // By evaluation, not by a script element, so that the page's own content security policy stays in force; once for each page.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axeSource)
  const results = await page.evaluate((options) => axe.run(options), axeOptions)
  return results.violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

/** Unfolds everything that can be unfolded, so that it is checked too. */
export function unfoldAll(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true
  })
}

/** Reads a page as it stands in the window: what is wrong with its width, first as it stands and then with everything unfolded. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
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
    const folded = overTheEdge('as it stands')
    for (const each of document.querySelectorAll('details')) each.open = true
    return [...folded, ...overTheEdge('unfolded')]
  })
}

/** What is wrong with the frame, the words and the width of the page in the window. */
export async function readPage(page: Page): Promise<{ faults: string[] }> {
  return { faults: [...readSource(await page.content()).faults, ...(await tooWide(page))] }
}
