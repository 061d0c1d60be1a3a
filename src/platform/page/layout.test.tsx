import { describe, expect, test } from 'vitest'
import { Layout, type PageContext, renderPage } from './index.ts'

const context: PageContext = {
  productName: 'Dân vận chính quyền',
  official: { fullName: 'Nguyễn Thị Quỳnh', postTitle: 'Chuyên viên', unitName: 'Sở Nội vụ' },
  navigation: [
    { href: '/', text: 'Việc cần làm', current: true },
    { href: '/plans', text: 'Kế hoạch', current: false },
  ],
  demonstration: false,
  signOutToken: 'out-1',
  assets: (name) => `/assets/${name}`,
}

const page = (changes: Partial<PageContext> = {}, errors?: Record<string, string>) =>
  renderPage(
    <Layout
      title="Hoạt động"
      context={{ ...context, ...changes }}
      form={errors && { values: {}, errors, token: 'token-1' }}
    >
      <h1>Hoạt động</h1>
    </Layout>,
  )

describe('a page', () => {
  test('is a Vietnamese document whose title names the page and the product', () => {
    expect(page()).toMatch(/^<!doctype html>\n<html lang="vi"/)
    expect(page()).toContain('<title>Hoạt động – Dân vận chính quyền</title>')
  })

  test('can be entered past its head, by keyboard', () => {
    const html = page()
    expect(html.indexOf('href="#main-content"')).toBeLessThan(html.indexOf('<header'))
    expect(html).toMatch(/<main[^>]*id="main-content"/)
  })

  test('names who is signed in and signs out by a form with a token', () => {
    expect(page()).toContain('Nguyễn Thị Quỳnh')
    expect(page()).toMatch(
      /<form method="post" action="\/sign-out"[^>]*><input type="hidden" name="_token" value="out-1"/,
    )
    expect(page({ official: null })).not.toContain('/sign-out')
  })

  test('marks where one is in the navigation', () => {
    expect(page()).toMatch(/<a class="app-navigation__link" href="\/" aria-current="page">Việc cần làm/)
    expect(page()).not.toMatch(/href="\/plans" aria-current/)
  })

  test('says that its data are for show, exactly when they are', () => {
    expect(page({ demonstration: true })).toContain(
      'không phải số liệu thật của cơ quan nào, trừ các số tổng đã dẫn nguồn',
    )
    expect(page()).not.toContain('minh họa')
  })

  test('says first, in title and content, what has to be mended', () => {
    const html = page({}, { heldOn: 'Hãy nhập ngày tổ chức.', form: 'Trang đã mở quá lâu.' })
    expect(html).toContain('<title>Lỗi: Hoạt động – ')
    expect(html).toMatch(/role="alert"><h2[^>]*>Có lỗi cần sửa<\/h2>/)
    expect(html).toContain('<a href="#heldOn">Hãy nhập ngày tổ chức.</a>')
    expect(html).toContain('<li>Trang đã mở quá lâu.</li>')
    expect(html.indexOf('Có lỗi cần sửa')).toBeLessThan(html.indexOf('<h1>'))
  })

  test('stays quiet about a form without errors', () => {
    expect(page({}, {})).not.toContain('Lỗi')
    expect(page({}, {})).not.toContain('Có lỗi')
  })

  test('leaves the staff style sheet out of public pages', () => {
    expect(page({ publicSite: true })).not.toContain('/assets/staff.css')
    expect(page()).toContain('/assets/staff.css')
  })

  test('holds nothing that a strict content security policy forbids', () => {
    expect(page({ demonstration: true }, { a: 'b' })).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
  })
})
