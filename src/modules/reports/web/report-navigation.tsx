import { SubNavigation } from '../../../platform/page/index.ts'
import { may, type Official } from '../../../vocabulary/official.ts'

const ITEMS = [
  { href: '/reports', text: 'Báo cáo', permission: 'report.read' },
  { href: '/reports/requests', text: 'Yêu cầu báo cáo', permission: 'report.read' },
  { href: '/reports/types', text: 'Loại báo cáo', permission: 'report.read' },
  { href: '/reports/forms', text: 'Biểu số liệu', permission: 'petition.read' },
]

/** The lists of this part: reports, what was asked of units, and the forms that are counted from petitions. */
export function ReportNavigation({ current, official }: { current: string; official: Official }) {
  const items = ITEMS.filter(({ permission }) => may(official, permission))
  return (
    <SubNavigation label="Báo cáo" items={items.map(({ href, text }) => ({ href, text, current: href === current }))} />
  )
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
