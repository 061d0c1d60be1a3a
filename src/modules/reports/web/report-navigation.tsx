import { SubNavigation } from '../../../platform/page/index.ts'

const ITEMS = [
  { href: '/reports', text: 'Báo cáo' },
  { href: '/reports/requests', text: 'Yêu cầu báo cáo' },
]

/** The two lists of this part: reports, and what was asked of units. */
export function ReportNavigation({ current }: { current: string }) {
  return <SubNavigation label="Báo cáo" items={ITEMS.map((item) => ({ ...item, current: item.href === current }))} />
}
