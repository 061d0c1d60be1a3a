import { PAGE_IN_MILLIMETRES } from '../layout/measures.ts'

/** Word measures lengths in twentieths of a point. Rounded up, so that a margin is never under its minimum. */
export function twips(millimetres: number): number {
  return Math.ceil((millimetres / 25.4) * 1440)
}

/** Word counts the size of letters in half points. */
export function halfPoints(points: number): number {
  return points * 2
}

const TWIPS_PER_POINT = 20

export function twipsOfPoints(points: number): number {
  return Math.round(points * TWIPS_PER_POINT)
}

const { top, bottom, left, right, header } = PAGE_IN_MILLIMETRES

/** The page in twips. */
export const PAGE = {
  width: 11_906,
  height: 16_838,
  margin: {
    top: twips(top),
    bottom: twips(bottom),
    left: twips(left),
    right: twips(right),
    header: twips(header),
    footer: twips(header),
  },
} as const

/** Between the left and the right margin, in twips: 165 mm. */
export const TEXT_WIDTH = PAGE.width - PAGE.margin.left - PAGE.margin.right
/** The same on a page that lies across: 252 mm. */
export const TEXT_WIDTH_ACROSS = PAGE.height - PAGE.margin.left - PAGE.margin.right
