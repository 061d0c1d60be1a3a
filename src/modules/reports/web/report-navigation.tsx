import { SubNavigation } from '../../../platform/page/index.ts'

const ITEMS = [
  { href: '/reports', text: 'Báo cáo' },
  { href: '/reports/requests', text: 'Yêu cầu báo cáo' },
]

/** The two lists of this part: reports, and what was asked of units. */
export function ReportNavigation({ current }: { current: string }) {
  return <SubNavigation label="Báo cáo" items={ITEMS.map((item) => ({ ...item, current: item.href === current }))} />
}

/** The two sides of a consolidated report: itself, and what it is put together from. */
export function ConsolidationNavigation({ reportId, current }: { reportId: string; current: 'report' | 'sources' }) {
  return (
    <SubNavigation
      label="Báo cáo tổng hợp"
      items={[
        { href: `/reports/${reportId}`, text: 'Báo cáo', current: current === 'report' },
        {
          href: `/reports/${reportId}/sources`,
          text: 'Đối chiếu, số liệu từng đơn vị',
          current: current === 'sources',
        },
      ]}
    />
  )
}
