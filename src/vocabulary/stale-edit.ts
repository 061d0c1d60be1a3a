import { Refusal } from './refusal.ts'

/** The record as it is now, as the form would show it. */
export type CurrentRecord = {
  version: string
  values: Readonly<Record<string, string | string[]>>
  changedBy: string
  changedAt: Date
}

/**
 * Somebody else saved the record after this person had opened it.
 * The form answers with both versions side by side; nothing is overwritten and nothing typed is lost.
 */
export class StaleEdit extends Refusal {
  readonly current: CurrentRecord

  constructor(current: CurrentRecord) {
    super(
      'conflict',
      'form.changed-meanwhile',
      `${current.changedBy} đã sửa bản ghi này trong lúc bạn đang nhập. Nội dung bạn nhập vẫn còn dưới đây và chưa được lưu.`,
    )
    this.current = current
  }
}

/** Whether somebody saved the record after `version` had been read; null is who read none. */
export function isStale(version: string | null, now: { readonly version: number }): boolean {
  return version !== null && Number(version) !== now.version
}

/** Throws StaleEdit when somebody saved the record after `version` had been read; null is who read none. */
export function refuseStaleEdit(
  version: string | null,
  now: { readonly version: number; readonly changedBy: string | null; readonly changedAt: Date },
  values: () => CurrentRecord['values'],
): void {
  if (!isStale(version, now)) return
  throw new StaleEdit({
    version: String(now.version),
    values: values(),
    changedBy: now.changedBy ?? 'Hệ thống',
    changedAt: now.changedAt,
  })
}
