import { type ComponentChild, h, type VNode } from 'preact'

/** An SVG element as plain data. */
export type SvgElement = { tag: string; attributes: Record<string, string>; children: (SvgElement | string)[] }

/** What may stand in a drawing; anything else (`style`, `script`, foreign objects) is left out together with its content. */
const DRAWN = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'title',
  'desc',
  'defs',
  'pattern',
  'clipPath',
  'linearGradient',
  'radialGradient',
  'stop',
])

const PIECE = /<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->|<(\/?)([\w:-]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g

/** Classes would need a style sheet, handlers a script; `ecmeta` is ECharts' own mark for scripts. */
const UNWANTED = /^(class|on\w+|ecmeta\w*)$/

/**
 * Reads well-formed SVG and keeps what a strict content security policy allows: no `style` element, no script, no event
 * handler; a `style` attribute becomes presentation attributes, which say the same and need no permission.
 */
export function readSvg(source: string): SvgElement {
  const root: SvgElement = { tag: 'root', attributes: {}, children: [] }
  const open: SvgElement[] = [root]
  for (const [, closing, tag, attributes = '', alone, text] of source.matchAll(PIECE)) {
    const parent = open.at(-1) ?? root
    if (text !== undefined) {
      if (text.trim() !== '') parent.children.push(decoded(text))
    } else if (tag !== undefined && closing === '/') {
      open.pop()
    } else if (tag !== undefined) {
      const element: SvgElement = { tag, attributes: readAttributes(attributes), children: [] }
      if (DRAWN.has(tag)) parent.children.push(element)
      if (alone !== '/') open.push(element)
    }
  }
  const svg = root.children[0]
  if (svg === undefined || typeof svg === 'string') throw new Error('the drawing holds no svg element')
  return svg
}

function readAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name = '', value = ''] of source.matchAll(ATTRIBUTE)) {
    if (name === 'style') Object.assign(attributes, declarations(decoded(value)))
    else if (value !== '' && !UNWANTED.test(name)) attributes[name] = decoded(value)
  }
  return attributes
}

function declarations(style: string): Record<string, string> {
  const pairs = style.split(';').map((declaration) => {
    const colon = declaration.indexOf(':')
    return [declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim()] as const
  })
  return Object.fromEntries(pairs.filter(([name]) => /^[a-z-]+$/.test(name)))
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" }

const decoded = (text: string) => text.replace(/&(#39|\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)

/** The drawing as a Preact element, so that it is escaped and written like the rest of the page. */
export function svgNode(element: SvgElement): VNode {
  const children: ComponentChild[] = element.children.map((child) =>
    typeof child === 'string' ? child : svgNode(child),
  )
  return h(element.tag, element.attributes, children)
}
