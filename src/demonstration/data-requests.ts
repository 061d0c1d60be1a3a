import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { answerRequest } from '../modules/personal-data/actions/answer-request.ts'
import { recordRequest } from '../modules/personal-data/actions/record-request.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import { placesOfAccounts } from './accounts.ts'
import type { HauGiang } from './hau-giang.ts'

const illustration = 'Yêu cầu minh họa; người yêu cầu và nội dung được đặt ra.'

/** Two requests in the commune of the accounts: one that nobody answered in time, one answered the next day. */
export async function addDataRequests(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const clerk = await officialOfAccount(database, accounts['canbo.xa'] ?? '', today)
  if (!clerk) throw new Error('The account canbo.xa of the demonstration has gone.')
  const unitId = placesOfAccounts(hauGiang).communeId
  const answeredFrom = addDays(today, -30)
  const answeredId = await recordRequest(
    database,
    clerk,
    {
      unitId,
      receivedOn: answeredFrom,
      requesterName: 'Trần Thị Bé',
      requesterContact: 'Ấp 4 (địa chỉ đặt ra)',
      right: 'correct',
      subject: 'Địa chỉ ghi trong đơn kiến nghị đã nộp bị sai số ấp, đề nghị sửa lại.',
      channel: 'counter',
      illustration,
    },
    today,
  )
  const answer = {
    answeredOn: addDays(answeredFrom, 1),
    decision: 'granted',
    reason: '',
    legalBasis: '',
    done: 'Đã sửa địa chỉ trong hồ sơ đơn và báo lại cho người yêu cầu.',
  } as const
  await answerRequest(database, clerk, { id: answeredId, answer, today })
  await recordRequest(
    database,
    clerk,
    {
      unitId,
      receivedOn: addDays(today, -8),
      requesterName: 'Lê Văn Út',
      requesterContact: 'Điện thoại 09xx xxx xxx (đặt ra)',
      right: 'delete',
      subject: 'Đề nghị xóa số điện thoại đã để lại tại buổi đối thoại.',
      channel: 'phone',
      illustration,
    },
    today,
  )
}
