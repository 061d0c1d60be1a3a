import type { SignaturePlace } from './issue-state.ts'

const POINTS_PER_MILLIMETRE = 72 / 25.4
/** The page stands upright: A4. */
const PAGE_HEIGHT_IN_POINTS = 297 * POINTS_PER_MILLIMETRE
/** How large a person's signature may stand between title and name. */
const PERSON_IN_MILLIMETRES = { width: 50, height: 22 }
/** Where the column of the signature begins, for words of a body that has no seal to show. */
const COLUMN_IN_MILLIMETRES = 105

/** Sides in whatever unit the caller uses. */
export type Sides = { width: number; height: number }
/** A place on the page in points from its lower left corner. */
export type RoomOnPage = Sides & { page: number; left: number; bottom: number }

/** The size at which a person's signature is printed, in millimetres: as large as fits, in its own proportions. */
export function sizeOfSignature({ width, height }: Sides): Sides {
  const scale = Math.min(PERSON_IN_MILLIMETRES.width / width, PERSON_IN_MILLIMETRES.height / height)
  return { width: width * scale, height: height * scale }
}

/** In the middle between title and name. Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.7d. */
export function roomOfPerson(place: SignaturePlace, size: Sides): RoomOnPage {
  const { width, height } = inPoints(size)
  return { page: place.page, left: place.middle - width / 2, bottom: bottomAround(place, height), width, height }
}

/**
 * Over about the left third of the person's signature (`signature`, null where its size is not known: then as if it were as wide as one may
 * be), at the real size of the seal. Source: the same, II.8a.
 */
export function roomOfSeal(place: SignaturePlace, seal: Sides, signature: Sides | null): RoomOnPage {
  const { width, height } = inPoints(seal)
  const covered = inPoints(signature ?? PERSON_IN_MILLIMETRES).width
  const right = place.middle - covered / 2 + covered / 3
  return { page: place.page, left: Math.max(0, right - width), bottom: bottomAround(place, height), width, height }
}

/** Words in place of a picture (sides in points): the person's above in the middle, those of the body below at the left of the column. */
export function roomOfWords(place: SignaturePlace, of: 'person' | 'body', { width, height }: Sides): RoomOnPage {
  const top = of === 'person' ? place.top + 4 : place.top + place.height - height - 4
  const left = of === 'person' ? place.middle - width / 2 : COLUMN_IN_MILLIMETRES * POINTS_PER_MILLIMETRE
  return { page: place.page, left, bottom: PAGE_HEIGHT_IN_POINTS - top - height, width, height }
}

const inPoints = ({ width, height }: Sides): Sides => ({
  width: width * POINTS_PER_MILLIMETRE,
  height: height * POINTS_PER_MILLIMETRE,
})

const bottomAround = ({ top, height: room }: SignaturePlace, height: number) =>
  PAGE_HEIGHT_IN_POINTS - top - room / 2 - height / 2
