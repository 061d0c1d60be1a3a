import { DataTable } from './data-table.tsx'
import type { Conflict } from './form-view.ts'

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
        <DataTable
          caption="Những chỗ khác nhau giữa bản trên hệ thống và bản bạn vừa nhập"
          captionHidden
          phone="stack"
          columns={[
            { key: 'label', title: 'Mục', rowHeader: true, width: 'one-quarter' },
            { key: 'theirs', title: 'Giá trị mới trên hệ thống' },
            { key: 'yours', title: 'Giá trị bạn vừa nhập' },
          ]}
          rows={conflict.differences.map(({ label, theirs, yours }) => ({
            label,
            theirs: shown(theirs),
            yours: shown(yours),
          }))}
          empty=""
        />
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
