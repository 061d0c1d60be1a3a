import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** The whole HTML document of a page whose root is a `Layout`. */
export function renderPage(page: VNode): string {
  return `<!doctype html>\n${renderToString(page)}`
}
