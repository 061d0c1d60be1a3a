import { test } from 'vitest'
import { launchBrowser } from '../../../tests/support/browser.ts'
import { axeViolations, pageFaults } from '../../../tests/support/page-check.ts'
import { personAt } from '../../../tests/support/person.ts'
import { startSystem } from '../../../tests/support/system.ts'

test('walk', async () => {
  const system = await startSystem('province')
  const browser = await launchBrowser()
  try {
    for (const width of [1280, 360]) {
      const shot = async (person: Awaited<ReturnType<typeof personAt>>, name: string) => {
        await person.page.screenshot({ path: `/tmp/aw/${name}-${width}.png`, fullPage: true })
        const wide = await person.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
        console.log(width, name, person.path(), await axeViolations(person.page), await pageFaults(person.page), wide ? 'OVERFLOW' : '')
      }
      const collector = await personAt(browser, system, { width, javaScript: true })
      await collector.signIn('tonghop.dongthap')
      await collector.go('/awards'); await shot(collector, 'list')
      await collector.go('/awards/eligible?year=2022'); await shot(collector, 'eligible')
      await collector.page.getByRole('link', { name: /Đề nghị khen thưởng cho/ }).last().click()
      await collector.page.waitForLoadState(); await shot(collector, 'form')
      await collector.fill({ 'Cá nhân': 'x', 'Thành tích': 'Vận động 215 hộ dân hiến đất làm đường' })
      await collector.press('Gửi đề nghị'); await shot(collector, 'form-error')
      await collector.fill({ 'Họ và tên': `Nguyễn Thị Mai ${width}`, 'Chức vụ': 'Công chức văn phòng' })
      await collector.press('Gửi đề nghị'); await shot(collector, 'proposed')
      await collector.go(`/awards/new?year=2022`)
      await collector.fill({ 'Tập thể': 'x', 'Thành tích': 'Đối thoại định kỳ' })
      await collector.press('Gửi đề nghị'); await shot(collector, 'twice')
      const leader = await personAt(browser, system, { width, javaScript: true })
      await leader.signIn('lanhdao.dongthap'); await shot(leader, 'home')
      await leader.go('/awards/decision'); await shot(leader, 'decision')
      await leader.press('Lưu quyết định'); await shot(leader, 'decision-error')
      await leader.page.locator('input[name=awardIds]').first().check()
      await leader.fill({ 'Khen thưởng': 'x', 'Số, ký hiệu quyết định': '12/QĐ-UBND' })
      await leader.press('Lưu quyết định'); await shot(leader, 'decided')
      await leader.go('/awards/decision'); await shot(leader, 'decision-after')
      const clerk = await personAt(browser, system, { width, javaScript: true })
      await clerk.signIn('canbo.xa'); await clerk.go('/awards'); await shot(clerk, 'clerk-list')
      await clerk.go('/awards/new'); await shot(clerk, 'clerk-form')
      await clerk.go('/awards/eligible'); await shot(clerk, 'clerk-eligible')
    }
  } finally {
    await browser.close()
    await system.stop()
  }
})
