import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { optionalDay, text } from '../../../platform/http/form-fields.ts'
import { InsetText, TextField } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { provinceListPages } from '../../organisation/index.ts'
import { addModelField, changeModelField, noSuchField } from '../actions/keep-model-field.ts'
import { modelFields } from '../queries/model-fields.ts'
import { modelFieldFormValues } from '../rules/model-field-form-values.ts'

const L = { title: 'Tên lĩnh vực', endedOn: 'Dùng đến hết ngày' } as const

const Title = text(L.title, { longest: 150 })

/** The list of fields in which models are registered, kept by who administers the whole province. */
export function modelFieldPages(app: FastifyInstance): void {
  provinceListPages(app, {
    path: '/movement/fields',
    permission: 'movement-field.manage',
    codeName: 'fieldCode',
    recordKind: 'movement-field',
    words: {
      title: 'Lĩnh vực mô hình',
      heading: 'Lĩnh vực của mô hình “Dân vận khéo”',
      introduction:
        'Khi đăng ký mô hình, cán bộ chọn trong danh mục này. Lĩnh vực thôi dùng vẫn giữ với mô hình đã đăng ký, không bị xóa.',
      caption: 'Các lĩnh vực',
      empty: 'Chưa có lĩnh vực nào.',
      add: 'Thêm lĩnh vực',
      addHeading: 'Thêm lĩnh vực',
      change: 'Lưu lĩnh vực',
      changeHeading: 'Sửa lĩnh vực',
      ending: 'Sau ngày này không đăng ký mô hình mới vào lĩnh vực; để trống là còn dùng.',
    },
    items: modelFields,
    columns: [
      { key: 'title', title: 'Lĩnh vực', rowHeader: true, width: 'one-half' },
      { key: 'count', title: 'Số mô hình', numeric: true },
    ],
    cells: ({ modelCount }) => ({ count: formatNumber(modelCount) }),
    addFields: z.object({ title: Title }),
    changeFields: z.object({ title: Title, endedOn: optionalDay(L.endedOn) }),
    labels: L,
    initial: {},
    valuesOf: modelFieldFormValues,
    draw: ({ form, item }) => (
      <>
        {item && (
          <InsetText>
            {item.modelCount === 0
              ? 'Chưa có mô hình nào thuộc lĩnh vực này.'
              : `Tên mới hiện ở cả ${formatNumber(item.modelCount)} mô hình thuộc lĩnh vực này.`}
          </InsetText>
        )}
        <TextField form={form} name="title" label={L.title} {...(item ? {} : { hint: 'Ví dụ: Chuyển đổi số' })} />
      </>
    ),
    add: ({ database, official, today }, { title }) => addModelField(database, official, { title, today }),
    change: ({ database, official, today }, of, given) => changeModelField(database, official, { ...of, given, today }),
    noSuch: noSuchField,
  })
}
