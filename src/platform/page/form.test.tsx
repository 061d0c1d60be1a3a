import fc from 'fast-check'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import {
  CheckboxField,
  DateField,
  FileField,
  Form,
  type FormView,
  NumberField,
  RadioField,
  SelectField,
  TextArea,
  TextField,
} from './index.ts'

const empty: FormView = { values: {}, errors: {}, token: 'token-1' }
const draw = (node: VNode) => renderToString(node)

/** The attribute of the first element of this kind whose tag holds the given text. */
function attribute(html: string, element: string, holding: string, name: string): string | undefined {
  const tag = [...html.matchAll(new RegExp(`<${element}\\b[^>]*>`, 'g'))].find(([found]) =>
    found.includes(holding),
  )?.[0]
  return tag && new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
}

describe('a field', () => {
  test('has a label that is tied to it', () => {
    const html = draw(<TextField form={empty} name="place" label="Địa điểm" />)
    expect(attribute(html, 'input', 'name="place"', 'id')).toBe('place')
    expect(attribute(html, 'label', 'govuk-label', 'for')).toBe('place')
    expect(html).toContain('Địa điểm')
  })

  test('is described by its hint, and when wrong by its error too', () => {
    const right = draw(<DateField form={empty} name="heldOn" label="Ngày tổ chức" />)
    expect(attribute(right, 'input', 'name="heldOn"', 'aria-describedby')).toBe('heldOn-hint')
    expect(right).toContain('Ví dụ: 22/11/2026')

    const form = { ...empty, values: { heldOn: '30/02/2026' }, errors: { heldOn: 'Không có ngày “30/02/2026”.' } }
    const wrong = draw(<DateField form={form} name="heldOn" label="Ngày tổ chức" />)
    expect(attribute(wrong, 'input', 'name="heldOn"', 'aria-describedby')).toBe('heldOn-hint heldOn-error')
    expect(attribute(wrong, 'input', 'name="heldOn"', 'aria-invalid')).toBe('true')
    expect(wrong).toMatch(/<p id="heldOn-error"[^>]*>.*Không có ngày “30\/02\/2026”\./)
  })

  test('keeps what was typed, and what was typed never becomes markup', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const value = `<script>alert(1)</script>"${typed}`
        const form = { ...empty, values: { note: value } }
        for (const html of [
          draw(<TextField form={form} name="note" label="Ghi chú" />),
          draw(<TextArea form={form} name="note" label="Ghi chú" />),
        ]) {
          expect(html).not.toContain('<script')
          expect(html).toContain('&lt;script>alert(1)')
        }
      }),
    )
  })

  test('never gets a password back', () => {
    const form = { ...empty, values: { password: 'bí mật' } }
    expect(draw(<TextField form={form} name="password" label="Mật khẩu" type="password" />)).not.toContain('bí mật')
  })

  test('for a number offers the digits of a phone and says its unit', () => {
    const html = draw(<NumberField form={empty} name="participants" label="Số đại biểu" suffix="người" width={5} />)
    expect(attribute(html, 'input', 'name="participants"', 'inputmode')).toBe('numeric')
    expect(html).toContain('govuk-input--width-5')
    expect(html).toContain('người')
  })

  test('of a second form on the page has ids of its own', () => {
    const html = draw(<TextArea form={{ ...empty, idPrefix: 'return' }} name="reason" label="Lý do" />)
    expect(attribute(html, 'textarea', 'name="reason"', 'id')).toBe('return-reason')
    expect(attribute(html, 'label', 'govuk-label', 'for')).toBe('return-reason')
  })
})

describe('a choice', () => {
  const options = [
    { value: 'a', text: 'Trực tiếp' },
    { value: 'b', text: 'Trực tuyến' },
  ]

  test('keeps the option of a list that was chosen', () => {
    const html = draw(
      <SelectField form={{ ...empty, values: { way: 'b' } }} name="way" label="Hình thức" options={options} />,
    )
    expect(html).toMatch(/<option value="b" selected[^>]*>Trực tuyến/)
    expect(html).not.toMatch(/<option value="a" selected/)
  })

  test('puts the options of a group under its name', () => {
    const grouped = options.map((option) => ({ ...option, group: 'Cách tổ chức' }))
    const html = draw(<SelectField form={empty} name="way" label="Hình thức" options={grouped} emptyText="Chọn" />)
    expect(html).toMatch(/<option value>Chọn<\/option><optgroup label="Cách tổ chức"><option value="a"/)
  })

  test('keeps the radio and every check box that was ticked', () => {
    const form = { ...empty, values: { way: 'b', topics: ['a', 'b'] } }
    const radios = draw(<RadioField form={form} name="way" label="Hình thức" options={options} />)
    expect(radios.match(/checked/g)).toHaveLength(1)
    const boxes = draw(<CheckboxField form={form} name="topics" label="Nội dung" options={options} />)
    expect(boxes.match(/checked/g)).toHaveLength(2)
  })

  test('is a group named by its question, and the error leads to its first item', () => {
    const form = { ...empty, errors: { way: 'Hãy chọn hình thức.' } }
    const html = draw(<RadioField form={form} name="way" label="Hình thức" options={options} />)
    expect(html).toMatch(/<fieldset[^>]*aria-describedby="way-error"[^>]*><legend[^>]*>Hình thức<\/legend>/)
    expect(attribute(html, 'input', 'value="a"', 'id')).toBe('way')
    expect(attribute(html, 'input', 'value="b"', 'id')).toBe('way-2')
  })
})

describe('a file field', () => {
  test('lists the files received before, ticked, with their ids', () => {
    const form: FormView = {
      ...empty,
      values: { minutes: ['7f'] },
      keptFiles: [
        { id: '7f', name: 'Biên bản.pdf', sizeInBytes: 345_678 },
        { id: '8a', name: 'của mục khác.pdf', sizeInBytes: 1 },
      ],
    }
    const html = draw(<FileField form={form} name="minutes" label="Biên bản" multiple />)
    expect(html).toMatch(/<input type="checkbox"[^>]*name="minutes" value="7f" checked/)
    expect(html).toContain('Biên bản.pdf (338 KB)')
    expect(html).not.toContain('của mục khác.pdf')
  })
})

describe('a form', () => {
  test('carries its token, and the version of the record it edits', () => {
    const fresh = draw(<Form form={empty}>nội dung</Form>)
    expect(fresh).toContain('<input type="hidden" name="_token" value="token-1"')
    expect(fresh).toMatch(/<form[^>]*method="post"[^>]*novalidate/)
    expect(fresh).not.toContain('_version')
    const editing = draw(<Form form={{ ...empty, values: { _version: '7' } }}>nội dung</Form>)
    expect(editing).toContain('<input type="hidden" name="_version" value="7"')
  })

  test('shows both versions when somebody else saved meanwhile', () => {
    const conflict = {
      changedBy: 'Trần Văn Bảy',
      changedAt: '14:05 ngày 22/11/2026',
      differences: [{ label: 'Số đại biểu', theirs: '215', yours: '220' }],
    }
    const html = draw(<Form form={{ ...empty, conflict }}>nội dung</Form>)
    for (const words of ['Trần Văn Bảy', '14:05 ngày 22/11/2026', '215', '220', 'chưa được lưu']) {
      expect(html).toContain(words)
    }
  })

  test('says that the text came back after the session had ended', () => {
    expect(draw(<Form form={{ ...empty, restored: true }}>nội dung</Form>)).toContain('đã được đưa lại')
  })
})
