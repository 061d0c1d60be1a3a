const VIETNAM_OFFSET_IN_MILLISECONDS = 7 * 3_600_000

/**
 * `2026-11-23T09:05:07+07:00`: day, hour, minute and second of a signature in the time of Viet Nam, as ISO 8601 writes it.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.8b and III.1d.
 */
export function signingTime(instant: Date): string {
  return new Date(instant.getTime() + VIETNAM_OFFSET_IN_MILLISECONDS).toISOString().replace(/\.\d+Z$/, '+07:00')
}
