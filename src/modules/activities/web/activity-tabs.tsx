import { SubNavigation } from '../../../platform/page/index.ts'

const TABS = [
  { href: '/activities', text: 'Đã tổ chức' },
  { href: '/activities/planned', text: 'Sắp tổ chức' },
  { href: '/recommendations', text: 'Kiến nghị, kết luận' },
] as const

/** The lists of what was held, what is prepared, and what came of it. */
export function ActivityTabs({ current }: { current: (typeof TABS)[number]['href'] }) {
  return <SubNavigation label="Hoạt động" items={TABS.map((tab) => ({ ...tab, current: tab.href === current }))} />
}
