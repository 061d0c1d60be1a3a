import { withoutAccents } from '../../../vocabulary/vietnamese.ts'

/** A province of today, as the list of the country's units writes it. */
export type ListedProvince = { province_code: string; name: string; place_type: string }
/** A commune, ward or special zone of today. */
export type ListedWard = { ward_code: string; name: string; province_code: string }
/** Which unit of today an old commune became part of; the old one may be without code or names. */
export type ListedMapping = {
  old_ward_code: string | null
  old_ward_name: string | null
  old_district_name: string | null
  old_province_name: string | null
  new_ward_code: string
}
export type CountryList = {
  provinces: readonly ListedProvince[]
  wards: readonly ListedWard[]
  mappings: readonly ListedMapping[]
}

export type ListedVersion = {
  name: string
  shortName: string
  kindCode: 'province' | 'district' | 'commune'
  parentCode: string | null
  placeName: string | null
  issuerCode: string | null
  administrativeCode: string | null
  validFrom: string
  validTo: string | null
  legalAct: string
}
export type ListedUnit = {
  code: string
  group: 'province' | 'commune' | 'former-province' | 'former-district' | 'former-commune'
  versions: ListedVersion[]
}
export type ListedSuccession = {
  fromCode: string
  toCode: string | null
  kind: 'merged-into' | 'dissolved'
  legalAct: string
}

/** What the list makes of units, and what in it could not be used. */
export type CountryUnits = {
  units: ListedUnit[]
  successions: ListedSuccession[]
  counts: {
    provinces: number
    communes: number
    mappings: number
    /** Communes that went on under the same code and name: one unit with two versions, no succession. */
    communesThatContinue: number
    /**
     * Mappings without the code of an old unit: communes that had ended before the reform, on a day that the list does not give,
     * and island districts that had no communes. No unit is made from them.
     */
    mappingsWithoutOldUnit: number
    /** Communes of today for which the list names no old unit with a code. */
    communesWithoutPredecessor: string[]
  }
}

/** The first day of local government in two levels. Source: Nghị quyết 203/2025/QH15. */
export const REFORM_DAY = '2025-07-01'
const LAST_DAY_BEFORE = '2025-06-30'
/** The list says which old units there were when the reform came, not since when; it is believed for that year and no longer. */
const LISTED_FROM = '2025-01-01'

const LISTED_BEFORE = 'Danh mục đơn vị hành chính trước ngày 01/07/2025; ngày thành lập chưa có trong danh mục'
const PROVINCES_ACT = 'Nghị quyết 202/2025/QH15'
const DISTRICTS_ACT = 'Nghị quyết 203/2025/QH15'
const COMMUNES_ACT =
  'Nghị quyết sắp xếp đơn vị hành chính cấp xã năm 2025 của Ủy ban Thường vụ Quốc hội (danh mục không nêu số)'
/** Resolutions on communes whose numbers we know, by the province of today. */
const KNOWN_COMMUNES_ACTS: Readonly<Record<string, string>> = {
  '82': 'Nghị quyết 1663/NQ-UBTVQH15',
  '92': 'Nghị quyết 1668/NQ-UBTVQH15',
}

/**
 * The units of the country, or of one province of today with all that became part of it, from the list: today's units from
 * 1 July 2025, old provinces, districts and communes until 30 June 2025, and what became of each.
 * A unit of today is coded P or X and its official code, because new communes took over old codes; an old commune keeps its code.
 * Sources: Nghị quyết 202/2025/QH15 (provinces), 203/2025/QH15 (districts end), one resolution for each province (communes).
 */
export function countryUnits(list: CountryList, onlyProvince?: string): CountryUnits {
  const provinces = list.provinces.filter((province) => !onlyProvince || province.province_code === onlyProvince)
  const codes = new Set(provinces.map((province) => province.province_code))
  const wards = list.wards.filter((ward) => codes.has(ward.province_code))
  const wardOfCode = new Map(wards.map((ward) => [ward.ward_code, ward]))
  const known = list.mappings.filter(isOfKnownUnit)
  const mappings = known.filter((mapping) => wardOfCode.has(mapping.new_ward_code))
  const oldProvinces = oldProvinceCodes(mappings, wardOfCode, provinces)
  const predecessors = groupedBy(mappings, (mapping) => mapping.new_ward_code)
  const continuing = new Map<string, OldCommune>()
  for (const [code, [only, ...others]] of predecessors) {
    const ward = wardOfCode.get(code)
    if (only && ward && others.length === 0 && isSameCommune(only, ward)) continuing.set(code, only)
  }
  const actOf = (mapping: OldCommune) => communesAct(wardOfCode.get(mapping.new_ward_code)?.province_code)
  const ended = mappings.filter((mapping) => continuing.get(mapping.new_ward_code) !== mapping)
  return {
    units: [
      ...provinces.map((province) => provinceOfToday(province, continuesFrom(province, oldProvinces))),
      ...[...oldProvinces]
        .filter(([, code]) => code.startsWith('T.'))
        .map(([name, code]) => formerProvince(name, code)),
      ...formerDistricts(mappings, oldProvinces),
      ...wards.map((ward) => communeOfToday(ward, continuing.get(ward.ward_code))),
      ...ended.map((mapping) => formerCommune(mapping)),
    ],
    successions: [
      ...[...oldProvinces].flatMap(([name, code]) => provinceSuccession(name, code, mappings, wardOfCode)),
      ...formerDistricts(mappings, oldProvinces).map(({ code }) => ({
        fromCode: code,
        toCode: null,
        kind: 'dissolved' as const,
        legalAct: DISTRICTS_ACT,
      })),
      ...ended.map((mapping) => ({
        fromCode: mapping.old_ward_code,
        toCode: `X${mapping.new_ward_code}`,
        kind: 'merged-into' as const,
        legalAct: actOf(mapping),
      })),
    ],
    counts: {
      provinces: provinces.length,
      communes: wards.length,
      mappings: onlyProvince ? mappings.length : list.mappings.length,
      communesThatContinue: continuing.size,
      mappingsWithoutOldUnit: onlyProvince ? 0 : list.mappings.length - known.length,
      communesWithoutPredecessor: wards.filter((ward) => !predecessors.has(ward.ward_code)).map((ward) => ward.name),
    },
  }
}

type OldCommune = { [Key in keyof ListedMapping]: string }

function isOfKnownUnit(mapping: ListedMapping): mapping is OldCommune {
  return Boolean(
    mapping.old_ward_code && mapping.old_ward_name && mapping.old_district_name && mapping.old_province_name,
  )
}

/** The code of each old province: today's when nothing was joined to it and it kept its name, else one of its own. */
function oldProvinceCodes(
  mappings: readonly OldCommune[],
  wardOfCode: ReadonlyMap<string, ListedWard>,
  provinces: readonly ListedProvince[],
): Map<string, string> {
  const joined = groupedBy(mappings, (mapping) => wardOfCode.get(mapping.new_ward_code)?.province_code ?? '')
  const codes = new Map<string, string>()
  for (const province of provinces) {
    const names = [...new Set((joined.get(province.province_code) ?? []).map((mapping) => mapping.old_province_name))]
    for (const name of names) {
      const continues = names.length === 1 && name === provinceName(province)
      codes.set(name, continues ? `P${province.province_code}` : `T.${slug(withoutKind(name))}`)
    }
  }
  return codes
}

function continuesFrom(province: ListedProvince, oldProvinces: ReadonlyMap<string, string>): boolean {
  return oldProvinces.get(provinceName(province)) === `P${province.province_code}`
}

function provinceOfToday(province: ListedProvince, continues: boolean): ListedUnit {
  const version = provinceVersion(provinceName(province))
  return {
    code: `P${province.province_code}`,
    group: 'province',
    versions: [
      {
        ...version,
        administrativeCode: province.province_code,
        validFrom: continues ? LISTED_FROM : REFORM_DAY,
        validTo: null,
        legalAct: continues ? LISTED_BEFORE : PROVINCES_ACT,
      },
    ],
  }
}

function formerProvince(name: string, code: string): ListedUnit {
  const dated = { validFrom: LISTED_FROM, validTo: LAST_DAY_BEFORE, legalAct: LISTED_BEFORE }
  return { code, group: 'former-province', versions: [{ ...provinceVersion(name), ...dated }] }
}

function provinceVersion(name: string) {
  return {
    name,
    shortName: withoutKind(name),
    kindCode: 'province' as const,
    parentCode: null,
    placeName: null,
    issuerCode: null,
    administrativeCode: null,
  }
}

function provinceSuccession(
  name: string,
  code: string,
  mappings: readonly OldCommune[],
  wardOfCode: ReadonlyMap<string, ListedWard>,
): ListedSuccession[] {
  if (code.startsWith('P')) return []
  const into = new Set(
    mappings
      .filter((mapping) => mapping.old_province_name === name)
      .map((mapping) => wardOfCode.get(mapping.new_ward_code)?.province_code ?? ''),
  )
  return [...into].map((to) => ({
    fromCode: code,
    toCode: `P${to}`,
    kind: 'merged-into' as const,
    legalAct: PROVINCES_ACT,
  }))
}

const districtCode = (province: string, district: string) => `H.${slug(withoutKind(province))}.${slug(district)}`

function formerDistricts(mappings: readonly OldCommune[], oldProvinces: ReadonlyMap<string, string>): ListedUnit[] {
  const districts = new Map<string, OldCommune>()
  for (const mapping of mappings) {
    districts.set(districtCode(mapping.old_province_name, mapping.old_district_name), mapping)
  }
  return [...districts].map(([code, { old_district_name: name, old_province_name: province }]) => ({
    code,
    group: 'former-district' as const,
    versions: [
      {
        ...peoplesCommittee(name),
        kindCode: 'district' as const,
        parentCode: oldProvinces.get(province) ?? null,
        administrativeCode: null,
        validFrom: LISTED_FROM,
        validTo: LAST_DAY_BEFORE,
        legalAct: LISTED_BEFORE,
      },
    ],
  }))
}

function communeOfToday(ward: ListedWard, before: OldCommune | undefined): ListedUnit {
  const today: ListedVersion = {
    ...peoplesCommittee(ward.name),
    kindCode: 'commune',
    parentCode: `P${ward.province_code}`,
    administrativeCode: ward.ward_code,
    validFrom: REFORM_DAY,
    validTo: null,
    legalAct: communesAct(ward.province_code),
  }
  return {
    code: `X${ward.ward_code}`,
    group: 'commune',
    versions: before ? [...formerCommune(before).versions, { ...today, legalAct: DISTRICTS_ACT }] : [today],
  }
}

function formerCommune(mapping: OldCommune): ListedUnit {
  const { old_province_name: province, old_district_name: district } = mapping
  return {
    code: mapping.old_ward_code,
    group: 'former-commune',
    versions: [
      {
        ...peoplesCommittee(mapping.old_ward_name),
        kindCode: 'commune',
        parentCode: districtCode(province, district),
        administrativeCode: mapping.old_ward_code,
        validFrom: LISTED_FROM,
        validTo: LAST_DAY_BEFORE,
        legalAct: LISTED_BEFORE,
      },
    ],
  }
}

/** A commune or district works as its People's Committee: that is the unit, and the place is what the kind stands before. */
function peoplesCommittee(place: string) {
  const inSentence = place.charAt(0).toLowerCase() + place.slice(1)
  return {
    name: `Ủy ban nhân dân ${inSentence}`,
    shortName: `UBND ${inSentence}`,
    placeName: withoutKind(place),
    issuerCode: 'UBND',
  }
}

function provinceName(province: ListedProvince): string {
  return province.name.startsWith('Thành phố') ? province.name : `Tỉnh ${province.name}`
}

/** `Xã Vĩnh Tường` is called Vĩnh Tường; `Phường 12` and `Quận 1` need their kind. */
function withoutKind(name: string): string {
  const place = name.replace(/^(Tỉnh|Thành phố|Thị xã|Thị trấn|Huyện|Quận|Phường|Xã|Đặc khu) /, '')
  return /^\d+$/.test(place) ? name : place
}

/** The same commune went on: its code, its kind and, but for the way it is spelt, its name. */
function isSameCommune(old: OldCommune, ward: ListedWard): boolean {
  return old.old_ward_code === ward.ward_code && slug(old.old_ward_name) === slug(ward.name)
}

function communesAct(provinceCode: string | undefined): string {
  return KNOWN_COMMUNES_ACTS[provinceCode ?? ''] ?? COMMUNES_ACT
}

/** `Huyện Ea H'leo` as a part of a code: HUYEN-EA-H-LEO. */
function slug(name: string): string {
  return withoutAccents(name)
    .toUpperCase()
    .replace(/['’]/g, '')
    .replace(/[^A-Z0-9]+/g, '-')
}

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
