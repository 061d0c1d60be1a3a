import { sql } from 'kysely'
import type { Person } from './person.ts'
import { PICTURE } from './picture.ts'
import type { RunningSystem } from './system.ts'

/** A model that the public sees, with a visit and its photo, which the public sees too. */
export async function modelPages(clerk: Person, { database }: RunningSystem): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`select '/movement/models/' || id as path from movement_model
    where released_on is not null order by id limit 1`.execute(database)
  const path = rows[0]?.path ?? ''
  await clerk.go(`${path}/visits/new`)
  await clerk.fill({ 'Ghi nhận tại chỗ': 'Đường giữ tốt, hai bên trồng hoa.' })
  await clerk.press('Lưu')
  await clerk.follow(/^Thêm ảnh/)
  await clerk.fill({
    Ảnh: PICTURE,
    'Lời tả ảnh': 'Con đường ấp Vĩnh Quới, hai bên trồng hoa',
    'Cả trên cổng, cùng mô hình đã công khai': 'x',
    'Người đồng ý công khai': 'Tổ tự quản ấp Vĩnh Quới',
  })
  await clerk.press('Lưu ảnh')
  return [path]
}
