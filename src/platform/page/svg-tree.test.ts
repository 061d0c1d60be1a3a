import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { readSvg, svgNode } from './svg-tree.ts'

const clean = (source: string) => renderToString(svgNode(readSvg(source)))

describe('a drawing made fit for a strict content security policy', () => {
  test('turns a style attribute into presentation attributes', () => {
    expect(clean('<svg><text style="font-size:12px;font-family:Be Vietnam Pro, sans-serif;">Quý I</text></svg>')).toBe(
      '<svg><text font-size="12px" font-family="Be Vietnam Pro, sans-serif">Quý I</text></svg>',
    )
  })

  test('leaves out styles, scripts and handlers with all they hold', () => {
    expect(
      clean(
        '<svg onload="x()"><style><![CDATA[.a:hover{fill:red}]]></style><script>alert(1)</script><g class="a"><path d="M0 0"/></g></svg>',
      ),
    ).toBe('<svg><g><path d="M0 0"></path></g></svg>')
  })

  test('keeps words as they were', () => {
    expect(clean('<svg><text>A &amp; B &lt;b&gt; &quot;C&quot;</text></svg>')).toBe(
      '<svg><text>A &amp; B &lt;b> &quot;C&quot;</text></svg>',
    )
  })

  test('writes no attribute without a value, which a Word document would refuse', () => {
    expect(clean('<svg><path d="M0 0" fill=""/></svg>')).toBe('<svg><path d="M0 0"></path></svg>')
  })
})
