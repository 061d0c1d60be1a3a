import { addDays, type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** What a unit is called and where it stands, from a day on. */
export type UnitDescription = {
  name: string
  shortName: string
  kindCode: string
  /** Null only for the body at the top. */
  parentUnitId: string | null
  /** The place written before the date of its documents. */
  placeName: string | null
  /** The issuer part of its document numbers. */
  issuerCode: string | null
  /** Official code of the administrative unit; null for bodies that have none. */
  administrativeCode: string | null
}

/** One of the dated versions of a unit; both days are inside. */
export type UnitVersion = UnitDescription & { id: string; validFrom: CalendarDate; validTo: CalendarDate | null }

/**
 * The version that a change from the day on closes, and its last day: the day before. Nothing is overwritten, so a change begins
 * after the latest version began.
 * Refuses `organisation.unit-ended`, `organisation.version-overlaps` and `organisation.nothing-changed`.
 */
export function versionClosedBy(
  versions: readonly UnitVersion[],
  from: CalendarDate,
  changed: UnitDescription,
): { closed: UnitVersion; lastDay: CalendarDate } {
  const latest = latestVersion(versions)
  if (latest.validTo !== null) {
    refuse(
      'organisation.unit-ended',
      `Đơn vị này đã kết thúc hoạt động ngày ${formatCalendarDate(latest.validTo)} nên không thay đổi được nữa.`,
    )
  }
  if (from <= latest.validFrom) {
    refuse(
      'organisation.version-overlaps',
      `Thông tin đang ghi đã có hiệu lực từ ngày ${formatCalendarDate(latest.validFrom)}. Thay đổi mới phải bắt đầu sau ngày đó để hai giai đoạn không chồng lên nhau.`,
    )
  }
  if (isSame(latest, changed)) {
    throw new Refusal(
      'invalid',
      'organisation.nothing-changed',
      'Chưa có thông tin nào khác với hiện nay nên chưa ghi gì. Hãy sửa ô cần thay đổi rồi lưu lại.',
    )
  }
  return { closed: latest, lastDay: addDays(from, -1) }
}

/** The version that began last. */
export function latestVersion(versions: readonly UnitVersion[]): UnitVersion {
  const [latest] = [...versions].sort((first, second) => second.validFrom.localeCompare(first.validFrom))
  if (!latest) throw new Error('A unit always has a version.')
  return latest
}

/** The version that holds on the day; undefined before the first, after the last and in a gap. */
export function versionOn(versions: readonly UnitVersion[], day: CalendarDate): UnitVersion | undefined {
  return versions.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
}

const DESCRIBED: readonly (keyof UnitDescription)[] = [
  'name',
  'shortName',
  'kindCode',
  'parentUnitId',
  'placeName',
  'issuerCode',
  'administrativeCode',
]

function isSame(first: UnitDescription, second: UnitDescription): boolean {
  return DESCRIBED.every((key) => first[key] === second[key])
}

function refuse(code: string, message: string): never {
  throw new Refusal('conflict', code, message, { validFrom: message })
}
