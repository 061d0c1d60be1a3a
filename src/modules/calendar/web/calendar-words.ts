import type { DayStatus, SpecialDayKind } from '../rules/working-days.ts'

/** What people call the kinds of days that do not follow their weekday. */
export const DAY_KINDS: Readonly<Record<SpecialDayKind, string>> = {
  holiday: 'Nghỉ lễ, Tết',
  'compensatory-off': 'Nghỉ bù',
  'swapped-out-weekday': 'Nghỉ hoán đổi',
  'swapped-in-saturday': 'Làm bù',
}

/** How sure a day is. */
export const DAY_STATUSES: Readonly<Record<DayStatus, string>> = {
  decided: 'Đã quyết định',
  computed: 'Theo luật',
  proposed: 'Dự kiến',
  unverified: 'Chưa đối chiếu văn bản',
}
