import type { FastifyInstance } from 'fastify'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  Form,
  HiddenField,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { postFor, unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { recordRequest } from '../actions/record-request.ts'
import { CHANNELS, RIGHTS } from '../rules/data-request.ts'
import { REQUEST_LABELS as L, RequestFields } from './request-fields.ts'

/** Recording what a person asks about data on themselves. */
export function requestForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/personal-data/requests/new',
    permission: 'personal-data.handle',
    fields: RequestFields,
    load: ({ database, official, today }) =>
      unitsOnDay(database, { today, roots: unitsFor(official, 'personal-data.handle') }),
    initial: (units, { official, today }) => {
      const own = postFor(official, 'personal-data.handle')?.unitId
      return {
        unitId: units.find((unit) => unit.id === own)?.id ?? units[0]?.id ?? '',
        receivedOn: formatCalendarDate(today),
        channel: 'counter',
      }
    },
    draw: ({ context, data: units, form }) => (
      <Layout
        title="Ghi yêu cầu về dữ liệu cá nhân"
        context={context.page}
        form={form}
        backLink={{ href: '/personal-data/requests', text: 'Danh sách yêu cầu' }}
      >
        <PageHeading>Ghi yêu cầu về dữ liệu cá nhân</PageHeading>
        {units.length === 1 && <InsetText>{units[0]?.name}</InsetText>}
        <Form form={form}>
          {units.length === 1 ? (
            <HiddenField form={form} name="unitId" value={units[0]?.id} />
          ) : (
            <SelectField
              form={form}
              name="unitId"
              label={L.unitId}
              options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
            />
          )}
          <DateField
            form={form}
            name="receivedOn"
            label={L.receivedOn}
            hint="Phải trả lời trong 2 ngày làm việc kể từ ngày nhận."
          />
          <RadioField form={form} name="channel" label={L.channel} inline options={optionsOf(CHANNELS)} />
          <TextField form={form} name="requesterName" label={L.requesterName} autocomplete="off" />
          <TextField
            form={form}
            name="requesterContact"
            label={L.requesterContact}
            hint="Chỉ một cách đủ để trả lời: điện thoại, địa chỉ hoặc thư điện tử. Không ghi số căn cước."
            autocomplete="off"
          />
          <RadioField form={form} name="right" label={L.right} options={optionsOf(RIGHTS)} />
          <TextArea
            form={form}
            name="subject"
            label={L.subject}
            hint="Dữ liệu nào, ở hồ sơ nào, muốn được làm gì. Không chép lại dữ liệu đó và không ghi họ tên ở đây."
            rows={4}
          />
          <SubmitButtons cancelHref="/personal-data/requests">
            <SubmitButton>Lưu yêu cầu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) =>
      `/personal-data/requests/${await recordRequest(database, official, entered, today)}`,
  })
}
