import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ReportSection } from './report-type.ts'

type Outline = readonly ReportSection[]

export type Direction = 'up' | 'down'

/** A heading of level 1 with the sections below it. */
type Block = readonly [ReportSection, ...ReportSection[]]

/** The outline with one section more: after the named one (below it where it is of level 2, after its whole block else), or at the end. */
export function withSection(outline: Outline, section: ReportSection, after: string | null): ReportSection[] {
  const at = after === null ? -1 : outline.findIndex(({ code }) => code === after)
  if (at < 0) return [...outline, section]
  let place = at + 1
  if (section.level === 1) while (outline[place]?.level === 2) place++
  return [...outline.slice(0, place), section, ...outline.slice(place)]
}

/** The outline with a section as it was changed. Refuses `report.no-such-section`. */
export function withChangedSection(outline: Outline, section: ReportSection): ReportSection[] {
  requireSection(outline, section.code)
  return outline.map((each) => (each.code === section.code ? section : each))
}

/** The outline without a section; those below it go to the heading before. Refuses `report.no-such-section`. */
export function withoutSection(outline: Outline, code: string): ReportSection[] {
  requireSection(outline, code)
  const left = outline.filter((section) => section.code !== code)
  const [first, ...others] = left
  return first === undefined ? [] : [{ ...first, level: 1 }, ...others]
}

/**
 * The outline with a section moved by one place. A heading of level 1 moves with all below it, past the whole heading next to it; one of
 * level 2 moves past its neighbour, into the next heading at the edge of its own. At the end of the outline nothing changes.
 * Refuses `report.no-such-section`.
 */
export function moved(outline: Outline, code: string, direction: Direction): ReportSection[] {
  const section = requireSection(outline, code)
  if (section.level === 1) {
    const blocks = blocksOf(outline)
    const at = blocks.findIndex(([heading]) => heading.code === code)
    return swapped(blocks, at, direction).flat()
  }
  const at = outline.indexOf(section)
  // Nothing may stand above the first heading.
  if (direction === 'up' && at === 1) return [...outline]
  return swapped(outline, at, direction)
}

/** True when moving would change something. */
export function canMove(outline: Outline, code: string, direction: Direction): boolean {
  return moved(outline, code, direction).some((section, index) => section.code !== outline[index]?.code)
}

function swapped<Item>(items: readonly Item[], at: number, direction: Direction): Item[] {
  const other = direction === 'up' ? at - 1 : at + 1
  const [one, two] = [items[at], items[other]]
  if (one === undefined || two === undefined) return [...items]
  return items.map((item, index) => (index === at ? two : index === other ? one : item))
}

function blocksOf(outline: Outline): Block[] {
  const blocks: [ReportSection, ...ReportSection[]][] = []
  for (const section of outline) {
    const last = blocks.at(-1)
    if (section.level === 1 || !last) blocks.push([section])
    else last.push(section)
  }
  return blocks
}

/** The section of a code. Refuses `report.no-such-section`. */
export function requireSection(outline: Outline, code: string): ReportSection {
  const found = outline.find((section) => section.code === code)
  if (found) return found
  const message = 'Đề cương không còn mục này: có người đã bỏ. Hãy tải lại trang soạn đề cương.'
  throw new Refusal('not-found', 'report.no-such-section', message)
}
