import type { Conflict } from './form-view.ts'
import { ScrollRegion } from './scroll-region.tsx'

/** Shown when another person saved the same record meanwhile: both versions, and what to do now. */
export function ConflictNotice({ conflict }: { conflict: Conflict }) {
  return (
    <section class="app-conflict" aria-labelledby="conflict-title">
      <h2 class="govuk-heading-m" id="conflict-title">
        Bản ghi đã được người khác sửa
      </h2>
      <p class="govuk-body">
        <strong>{conflict.changedBy}</strong> đã lưu thay đổi lúc {conflict.changedAt}, trong khi bạn đang nhập. Nội
        dung bạn nhập <strong>vẫn còn nguyên trong các ô bên dưới và chưa được lưu</strong>; bản trên hệ thống chưa bị
        ghi đè.
      </p>
      {conflict.differences.length > 0 ? (
        <ScrollRegion label="So sánh hai bản">
          <table class="govuk-table app-table app-conflict__table">
            <caption class="govuk-visually-hidden">
              Những chỗ khác nhau giữa bản trên hệ thống và bản bạn vừa nhập
            </caption>
            <thead class="govuk-table__head">
              <tr class="govuk-table__row">
                <th scope="col" class="govuk-table__header">
                  Mục
                </th>
                <th scope="col" class="govuk-table__header">
                  Giá trị mới trên hệ thống
                </th>
                <th scope="col" class="govuk-table__header">
                  Giá trị bạn vừa nhập
                </th>
              </tr>
            </thead>
            <tbody class="govuk-table__body">
              {conflict.differences.map(({ label, theirs, yours }) => (
                <tr class="govuk-table__row" key={label}>
                  <th scope="row" class="govuk-table__header">
                    {label}
                  </th>
                  <td class="govuk-table__cell">{shown(theirs)}</td>
                  <td class="govuk-table__cell">{shown(yours)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : (
        <p class="govuk-body">Hai bản không khác nhau ở mục nào của biểu mẫu này.</p>
      )}
      <p class="govuk-body">
        Hãy so sánh, sửa lại các ô bên dưới nếu cần, rồi bấm lưu lần nữa. Khi đó bản của bạn sẽ thay bản trên hệ thống.
      </p>
    </section>
  )
}

const shown = (value: string) => (value === '' ? <span class="app-muted">(để trống)</span> : value)
