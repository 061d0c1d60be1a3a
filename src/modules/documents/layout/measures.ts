/**
 * A4 upright, in millimetres; top and bottom 20–25, left 30–35, right 15–20. The narrowest margins allowed leave most room for long
 * names and wide tables. Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, I.
 */
export const PAGE_IN_MILLIMETRES = {
  width: 210,
  height: 297,
  top: 20,
  bottom: 20,
  left: 30,
  right: 15,
  /** From the edge of the paper to the page number. */
  header: 10,
} as const

/** The right column of the letterhead: wide enough for the nation's name on one line and for “Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019”. */
export const RIGHT_COLUMN_IN_MILLIMETRES = 99
/** The left column at the foot, for the recipients. */
export const RECIPIENTS_COLUMN_IN_MILLIMETRES = 75

/** Between the title of who signs and the name, for the signature. */
export const SIGNATURE_ROOM_IN_MILLIMETRES = 25

const POINTS_PER_MILLIMETRE = 72 / 25.4
export const pointsOf = (millimetres: number) => millimetres * POINTS_PER_MILLIMETRE

/** Between the left and the right margin. */
export const TEXT_WIDTH_IN_POINTS = pointsOf(
  PAGE_IN_MILLIMETRES.width - PAGE_IN_MILLIMETRES.left - PAGE_IN_MILLIMETRES.right,
)

/** The same of a page that lies across: the margins stay where they are on the screen. */
export const TEXT_WIDTH_ACROSS_IN_POINTS = pointsOf(
  PAGE_IN_MILLIMETRES.height - PAGE_IN_MILLIMETRES.left - PAGE_IN_MILLIMETRES.right,
)

/** The frames of the stamps of urgency. Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.10b. */
export const URGENCY_STAMP_IN_MILLIMETRES = {
  height: 8,
  width: { 'Hỏa tốc': 30, 'Thượng khẩn': 40, Khẩn: 20 },
} as const

/** The line under the issuing body and under the summary: between 1/3 and 1/2 of the words above it. */
export const SHORT_RULE_SHARE = 0.42

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
  urgency: 13,
  drafter: 11,
  contact: 11,
  appendixWord: 14,
  appendixTitle: 14,
  marker: 11,
  verification: 9,
} as const
