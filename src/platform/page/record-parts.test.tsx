import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { DutyList, Figure, FilterBar, Pagination, StateTag, SubNavigation, SummaryList, Timeline } from './index.ts'

describe('the duties of an official', () => {
  const late = { title: 'Báo cáo quý III', href: '/reports/1', due: '20/09/2025' }

  test('stand under what is late, what is due and what waits, each with how many', () => {
    const html = renderToString(<DutyList overdue={[late]} dueSoon={[]} waiting={[]} />)
    expect(html).toMatch(/Quá hạn <span[^>]*>1<\/span>/)
    expect(html).toMatch(/<a[^>]*href="\/reports\/1"[^>]*>Báo cáo quý III<\/a>/)
    expect(html).toContain('Hạn 20/09/2025')
    expect(html).toContain('Không có việc nào sắp đến hạn.')
    expect(html).toContain('Không có việc nào đang chờ bạn.')
  })
})

describe('a figure', () => {
  test('opens to the records behind it', () => {
    expect(renderToString(<Figure value="2.657" label="đại biểu" href="/activities?x=1" />)).toMatch(
      /<a[^>]*href="\/activities\?x=1"><span[^>]*>2\.657<\/span> <span[^>]*>đại biểu<\/span><\/a>/,
    )
  })
})

describe('the parts of a record', () => {
  test('a line that can be changed says what its link changes', () => {
    const action = { href: '/edit', text: 'Sửa', about: 'ngày tổ chức' }
    const html = renderToString(<SummaryList rows={[{ label: 'Ngày', value: '', action }]} />)
    expect(html).toContain('Sửa<span class="govuk-visually-hidden"> ngày tổ chức</span>')
    expect(html).toContain('Chưa có')
  })

  test('a nought is a value, not a gap', () => {
    expect(renderToString(<SummaryList rows={[{ label: 'Ý kiến', value: 0 }]} />)).not.toContain('Chưa có')
  })

  test('the history says what, who and when', () => {
    const html = renderToString(
      <Timeline entries={[{ title: 'Gửi báo cáo', by: 'Lê Tuấn', at: '16:40 ngày 16/09/2025' }]} />,
    )
    expect(html).toMatch(/Gửi báo cáo.*Lê Tuấn.*16:40 ngày 16\/09\/2025/)
  })

  test('a state has its own word, or the exact one it is given', () => {
    expect(renderToString(<StateTag state="overdue" />)).toMatch(/govuk-tag--red[^>]*>Quá hạn/)
    expect(renderToString(<StateTag state="waiting" text="Chờ thẩm định" />)).toContain('Chờ thẩm định')
  })
})

describe('the ways through a list', () => {
  test('the part one is in is marked', () => {
    const items = [
      { href: '/a', text: 'Tất cả', current: true, count: 1342 },
      { href: '/b', text: 'Đối thoại', current: false },
    ]
    const html = renderToString(<SubNavigation label="Loại hoạt động" items={items} />)
    expect(html).toMatch(/href="\/a" aria-current="page">Tất cả.*1\.342/)
    expect(html).not.toMatch(/href="\/b" aria-current/)
  })

  test('pages are turned by links, and one page alone needs none', () => {
    expect(renderToString(<Pagination nextHref="?after=9" />)).toMatch(/href="\?after=9" rel="next"/)
    expect(renderToString(<Pagination />)).toBe('')
  })

  test('a filter goes into the address', () => {
    expect(renderToString(<FilterBar>ô nhập</FilterBar>)).toMatch(/<form[^>]*method="get"/)
  })
})
