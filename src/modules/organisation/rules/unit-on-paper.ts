/** A unit as it stands on paper. */
export type UnitOnPaper = {
  name: string
  kindCode: string
  placeName: string | null
  issuerCode: string | null
  /** The body above it; null when that is the province itself, which is no body. */
  parentName: string | null
}

/** Kinds of body that stand alone on paper; all others have the body above them printed over their name. */
const WITHOUT_SUPERIOR = new Set([
  'province',
  'peoples-committee',
  'district',
  'commune',
  'council',
  'council-standing-body',
  'national-assembly-delegation',
  'fatherland-front',
  'party-committee',
])

/** The body printed over the issuer's name (cơ quan chủ quản), or null. */
export function superiorOnPaper(issuer: UnitOnPaper): string | null {
  return WITHOUT_SUPERIOR.has(issuer.kindCode) || issuer.parentName === null
    ? null
    : nameOnPaper({ name: issuer.parentName })
}

/** Kinds of body whose head is a chairperson. */
const UNDER_A_CHAIRPERSON = new Set(['peoples-committee', 'district', 'commune', 'fatherland-front'])

/** What the head is called who signs for the unit. */
export function headOnPaper({ kindCode }: UnitOnPaper): string {
  return UNDER_A_CHAIRPERSON.has(kindCode) ? 'Chủ tịch' : 'Thủ trưởng đơn vị'
}

/** “Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy” heads its papers without the district. */
export function nameOnPaper({ name }: { name: string }): string {
  return name.split(',')[0] ?? name
}
