import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { barChart, ChartWithTable, chartSvg, lineChart } from './index.ts'

const data = {
  title: 'Đại biểu tham dự đối thoại',
  unit: 'lượt người',
  categories: ['Quý I', 'Quý II'],
  series: [
    { name: 'Năm 2024', values: [2657, null] },
    { name: 'Năm 2025', values: [722.4, 8669] },
  ],
}

const FORBIDDEN = /<style|<script|<foreignObject|\sstyle=|\son\w+=|\sclass=/i

describe('the drawing of a chart', () => {
  test('holds no style and no script, bars and lines alike', () => {
    for (const chart of [barChart(data), lineChart(data)]) {
      const svg = chartSvg(chart)
      expect(svg).toMatch(/^<svg /)
      expect(svg).not.toMatch(FORBIDDEN)
      expect(svg).toContain('font-size="13px"')
    }
  })

  test('whatever its words are, they stay words', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (category, name) => {
        const svg = chartSvg(
          barChart({
            ...data,
            categories: [`${category}<script>`, `${category}" onload="x`],
            series: [{ name: `</svg><style>${name}`, values: [1, 2] }, data.series[1] ?? { name: '', values: [] }],
          }),
        )
        expect(svg.match(/<svg/g)).toHaveLength(1)
        expect(svg.replace(/>[^<]*</g, '><').replace(/="[^"]*"/g, '=""')).not.toMatch(FORBIDDEN)
      }),
      { numRuns: 30 },
    )
  })

  test('says in words what it shows', () => {
    expect(chartSvg(barChart(data))).toMatch(
      /role="img" aria-label="Đại biểu tham dự đối thoại"><title>Đại biểu tham dự đối thoại<\/title>/,
    )
  })

  test('writes numbers as Vietnamese readers do', () => {
    const svg = chartSvg(barChart(data))
    expect(svg).toContain('>2.657<')
    expect(svg).toContain('>722,4<')
  })

  test('tells the series apart by pattern, not by colour alone', () => {
    expect(chartSvg(barChart(data))).toContain('<pattern')
    expect(chartSvg(lineChart(data))).toContain('stroke-dasharray')
  })

  test('is the same each time, and shares no name with the next chart', () => {
    const names = (svg: string) => [...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    const first = chartSvg(barChart(data))
    expect(chartSvg(barChart(data))).toBe(first)
    const other = names(chartSvg(barChart({ ...data, title: 'Ý kiến' })))
    expect(names(first).length).toBeGreaterThan(0)
    expect(names(first).filter((name) => other.includes(name))).toEqual([])
  })

  test('lays long names down and grows with their number', () => {
    const height = (count: number) => {
      const categories = Array.from({ length: count }, (_, index) => `Ủy ban nhân dân xã Vĩnh Thuận Đông ${index}`)
      const svg = chartSvg(
        barChart({ ...data, categories, series: [{ name: 'Năm', values: categories.map(() => 1) }] }),
      )
      return Number(/viewBox="0 0 720 (\d+)"/.exec(svg)?.[1])
    }
    expect(height(20)).toBeGreaterThan(height(10))
  })
})

describe('a chart on a page', () => {
  const html = renderToString(<ChartWithTable chart={barChart(data)} categoryTitle="Kỳ" />)

  test('stands with the table of the same figures', () => {
    expect(html).toMatch(/<th scope="row"[^>]*>Quý II<\/th><td[^>]*>–<\/td><td[^>]*>8\.669<\/td>/)
  })

  test('uses no name twice', () => {
    const names = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(names).size).toBe(names.length)
  })
})
