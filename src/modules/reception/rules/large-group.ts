import { Refusal } from '../../../vocabulary/refusal.ts'

/** From so many people with one content on, a visit is that of a large group (đoàn đông người) and representatives speak. */
export const LARGE_GROUP_FROM = 5

export function isLargeGroup(personCount: number): boolean {
  return personCount >= LARGE_GROUP_FROM
}

/**
 * How many representatives a group of people with one content may send: 5 to 10 people one or two; more, up to five. Null below five,
 * where nobody has to be chosen. Source: Law on Citizen Reception 42/2013/QH13, Article 29.
 */
export function representativesOf(personCount: number): { least: number; most: number } | null {
  if (!isLargeGroup(personCount)) return null
  return { least: 1, most: personCount <= 10 ? 2 : 5 }
}

/**
 * Refuses `reception.representatives`: a large group with more or fewer names than the law lets speak, and
 * `reception.more-names-than-people`. Denunciations name nobody and are not asked.
 */
export function requireRepresentatives(personCount: number, namedCount: number): void {
  const allowed = representativesOf(personCount)
  if (allowed === null) {
    if (namedCount <= personCount) return
    const message = `Đã ghi tên ${namedCount} người nhưng số người cùng nội dung là ${personCount}. Hãy sửa số người hoặc bớt tên.`
    throw new Refusal('invalid', 'reception.more-names-than-people', message, { personCount: message })
  }
  if (namedCount >= allowed.least && namedCount <= allowed.most) return
  const many = allowed.most === 2 ? '1 hoặc 2 người' : 'không quá 5 người'
  const message = `Đoàn ${personCount} người cử ${many} đại diện (Điều 29 Luật Tiếp công dân); đang ghi ${namedCount} người. Hãy chỉ ghi tên người đại diện.`
  throw new Refusal('invalid', 'reception.representatives', message, { visitorName: message })
}
