import type { Person } from './person.ts'

/** The council of the demonstration's round meets and votes; answers the address of the round. */
export async function voteOnAwards(collector: Person): Promise<string> {
  await collector.go('/awards/rounds')
  await collector.follow(/^Khen thưởng tổng kết/)
  const round = collector.path()
  await collector.follow('Phiên họp Hội đồng')
  await collector.fill({
    'Địa điểm': 'Trụ sở UBND tỉnh',
    'Người chủ trì': 'Võ Minh Quân, Phó Chủ tịch UBND tỉnh',
    'Thư ký': 'Phạm Thị Hoa, Sở Nội vụ',
    'Họ và tên thành viên 1': 'Võ Minh Quân',
    'Chức vụ thành viên 1': 'Phó Chủ tịch UBND tỉnh',
  })
  await collector.press('Lưu phiên họp')
  const main = collector.page.getByRole('main')
  await main
    .getByLabel(/^Phiếu tán thành/)
    .first()
    .fill('1')
  await main
    .getByLabel(/^Phiếu không tán thành/)
    .first()
    .fill('0')
  await collector.press('Lưu số phiếu')
  return round
}

/** The head decides on what the council voted for; answers the address of the decision. The other proposal goes on waiting. */
export async function decideOnAwards(leader: Person, round: string): Promise<string> {
  await leader.go(round)
  await leader.follow('Quyết định khen thưởng')
  await leader.fill({ 'Khen thưởng: lập quyết định mới, hệ thống cấp số': 'x' })
  const signer = leader.field('Người ký quyết định')
  if ((await signer.inputValue()) === '') await signer.selectOption({ index: 1 })
  await leader.press('Lưu quyết định')
  return leader.path()
}
