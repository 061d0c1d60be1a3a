import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { DataTable } from './index.ts'

const columns = [
  { key: 'unit', title: 'Đơn vị', rowHeader: true },
  { key: 'visits', title: 'Lượt người', numeric: true },
]
const rows = [{ unit: 'Ủy ban nhân dân xã Vĩnh Thuận Đông <b>', visits: '2.657' }]

describe('a table', () => {
  test('names its columns and its rows, and stands its figures to the right', () => {
    const html = renderToString(<DataTable caption="Đối thoại" columns={columns} rows={rows} empty="Chưa có." />)
    expect(html).toMatch(/<caption[^>]*>Đối thoại<\/caption>/)
    expect(html).toMatch(/<th scope="col"[^>]*>Đơn vị<\/th>/)
    expect(html).toMatch(/<th scope="row"[^>]*>Ủy ban nhân dân xã Vĩnh Thuận Đông &lt;b><\/th>/)
    expect(html).toMatch(/<td class="govuk-table__cell govuk-table__cell--numeric"[^>]*>2\.657<\/td>/)
  })

  test('scrolls in a region that a keyboard reaches and that has a name', () => {
    const html = renderToString(<DataTable caption="Đối thoại" columns={columns} rows={rows} empty="Chưa có." />)
    expect(html).toMatch(/<section class="app-scroll" aria-label="Đối thoại" tabindex="0">/)
  })

  test('stacked on a phone it still tells that it is a table, and each cell what it holds', () => {
    const html = renderToString(
      <DataTable caption="Đối thoại" columns={columns} rows={rows} empty="Chưa có." phone="stack" />,
    )
    expect(html).toMatch(/<table class="[^"]*app-table--stack" role="table">/)
    expect(html).toMatch(/<td[^>]*data-label="Lượt người" role="cell">2\.657/)
  })

  test('ends with the total', () => {
    const footer = { unit: 'Cộng', visits: '8.669' }
    const html = renderToString(
      <DataTable caption="Đối thoại" columns={columns} rows={rows} footer={footer} empty="Chưa có." />,
    )
    expect(html).toMatch(/<tfoot[^>]*>.*Cộng.*8\.669/)
  })

  test('without rows says so instead of drawing an empty frame', () => {
    const html = renderToString(
      <DataTable caption="Đối thoại" columns={columns} rows={[]} empty="Chưa có cuộc đối thoại nào." />,
    )
    expect(html).toContain('Chưa có cuộc đối thoại nào.')
    expect(html).not.toContain('<table')
  })
})
