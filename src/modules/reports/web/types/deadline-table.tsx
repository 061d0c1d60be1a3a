import { ButtonLink, DataTable } from '../../../../platform/page/index.ts'
import type { KeptDeadline } from '../../queries/level-deadlines.ts'
import type { UnitKind } from '../../queries/report-type-drafts.ts'
import { DAY_SHIFTS, ruleInWords } from '../../rules/level-deadline.ts'
import { PERIOD_KINDS } from '../../rules/period-entered.ts'
import { typePath } from './type-address.ts'

function yearsInWords({ fromYear, toYear }: KeptDeadline): string {
  if (toYear === null) return `Từ ${fromYear}`
  return toYear === fromYear ? `${fromYear}` : `${fromYear}–${toYear}`
}

type Props = { typeCode: string; deadlines: readonly KeptDeadline[]; kinds: readonly UnitKind[]; manages: boolean }

/** The last days by level as the acts set them, on the page of the type. */
export function DeadlineTable({ typeCode, deadlines, kinds, manages }: Props) {
  return (
    <section id="deadlines" aria-label="Hạn gửi theo cấp">
      <DataTable
        caption="Hạn gửi theo cấp"
        phone="stack"
        empty="Chưa có hạn gửi theo cấp: hạn do cơ quan tổng hợp nhập khi lập yêu cầu."
        columns={[
          { key: 'level', title: 'Đơn vị gửi', rowHeader: true },
          { key: 'period', title: 'Loại kỳ' },
          { key: 'day', title: 'Hạn' },
          { key: 'shift', title: 'Nếu là ngày nghỉ' },
          { key: 'years', title: 'Năm' },
          { key: 'basis', title: 'Văn bản' },
          ...(manages ? [{ key: 'acts', title: 'Việc' }] : []),
        ]}
        rows={deadlines.map((deadline) => ({
          level:
            deadline.senderKind === null
              ? 'Các đơn vị còn lại'
              : (kinds.find(({ code }) => code === deadline.senderKind)?.title ?? deadline.senderKind),
          period: PERIOD_KINDS[deadline.periodKind],
          day: ruleInWords(deadline),
          shift: DAY_SHIFTS[deadline.shift],
          years: yearsInWords(deadline),
          basis: deadline.basis,
          acts: (
            <ul class="govuk-list">
              <li>
                <a class="govuk-link" href={`${typePath(typeCode)}/deadlines/${deadline.id}/edit`}>
                  Sửa<span class="govuk-visually-hidden"> hạn {ruleInWords(deadline)}</span>
                </a>
              </li>
              <li>
                <a class="govuk-link" href={`${typePath(typeCode)}/deadlines/${deadline.id}/removal`}>
                  Bỏ<span class="govuk-visually-hidden"> hạn {ruleInWords(deadline)}</span>
                </a>
              </li>
            </ul>
          ),
        }))}
      />
      {manages && (
        <ButtonLink href={`${typePath(typeCode)}/deadlines/new`} variant="secondary">
          Thêm hạn gửi
        </ButtonLink>
      )}
    </section>
  )
}
