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

/**
 * A4 upright; top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm.
 * The narrowest margins allowed leave most room for long names and wide tables.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, I.
 */
export const PAGE = {
  width: 11_906,
  height: 16_838,
  margin: {
    top: twips(20),
    bottom: twips(20),
    left: twips(30),
    right: twips(15),
    header: twips(10),
    footer: twips(10),
  },
} as const

/** Between the left and the right margin, in twips: 165 mm. */
export const TEXT_WIDTH = PAGE.width - PAGE.margin.left - PAGE.margin.right

/** Size of letters of each component, in points, as in the decree's own example. Source: Appendix I, Part I, V. */
export const SIZE_IN_POINTS = {
  nation: 12,
  motto: 13,
  body: 12,
  number: 13,
  placeAndDate: 13,
  letterSummary: 12,
  title: 14,
  text: 14,
  table: 13,
  pageNumber: 14,
  signature: 14,
  recipientsTitle: 12,
  recipients: 11,
  marker: 11,
} as const
