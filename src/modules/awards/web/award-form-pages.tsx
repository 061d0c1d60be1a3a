import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked, choice, optionalDay, optionalWholeNumber, text } from '../../../platform/http/form-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  CheckboxField,
  DataTable,
  DateField,
  Form,
  type FormView,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  Tag,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { requireWholeProvince } from '../../organisation/index.ts'
import { type AwardFormToKeep, addAwardForm, changeAwardForm, noSuchForm } from '../actions/keep-award-form.ts'
import { awardForms } from '../queries/award-forms.ts'
import { RECIPIENT_KINDS } from '../rules/award.ts'
import { DECIDING_KINDS, decidersInWords, isDecidingKind, isGivenOn, SHARES_OF } from '../rules/award-form.ts'
import { awardFormValues } from '../rules/award-form-values.ts'
import { shareInWords } from '../rules/share.ts'

const PATH = '/awards/forms'
const PERMISSION = 'award-form.manage'
const BACK = { href: PATH, text: 'Hình thức khen thưởng' }
const L = {
  title: 'Tên hình thức',
  decidingKinds: 'Người quyết định tặng',
  recipients: 'Tặng cho',
  legalSource: 'Căn cứ pháp lý',
  requiredPercent: 'Tỷ lệ phiếu tán thành tối thiểu (%)',
  shareOf: 'Tính trên',
  shareSource: 'Căn cứ của tỷ lệ phiếu',
  shareIsChecked: 'Đối chiếu',
  endedOn: 'Dùng đến hết ngày',
} as const

const several = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value) => (value === undefined ? [] : [value].flat()))

const Fields = z.object({
  title: text(L.title, { longest: 150 }),
  decidingKinds: several.refine(
    (kinds) => kinds.length > 0 && kinds.every(isDecidingKind),
    'Hãy chọn ít nhất một người quyết định.',
  ),
  recipients: several,
  legalSource: text(L.legalSource, { longest: 500 }),
  requiredPercent: optionalWholeNumber(L.requiredPercent, { least: 1, most: 100 }),
  shareOf: choice(L.shareOf, SHARES_OF),
  shareSource: text(L.shareSource, { longest: 500 }),
  shareIsChecked: checked(),
  endedOn: optionalDay(L.endedOn),
})

/** The list of forms of award with who decides, kept by who administers the whole province. */
export function awardFormPages(app: FastifyInstance): void {
  listPage(app)
  newForm(app)
  changeForm(app)
}

function listPage(app: FastifyInstance): void {
  staffPage(app, {
    path: PATH,
    permission: PERMISSION,
    draw: async ({ database, today, page }) => (
      <Layout title="Hình thức khen thưởng" context={page} wide>
        <PageHeading
          actions={
            <ActionBar>
              <ButtonLink href={`${PATH}/new`}>Thêm hình thức</ButtonLink>
            </ActionBar>
          }
        >
          Hình thức khen thưởng
        </PageHeading>
        <p class="govuk-body">
          Khi đề nghị, cán bộ chọn trong danh mục này. Hình thức thôi dùng vẫn giữ với khen thưởng đã có.
        </p>
        <DataTable
          caption="Các hình thức khen thưởng"
          captionHidden
          phone="stack"
          empty="Chưa có hình thức nào."
          columns={[
            { key: 'title', title: 'Hình thức', rowHeader: true },
            { key: 'deciders', title: L.decidingKinds },
            { key: 'recipients', title: L.recipients },
            { key: 'share', title: 'Phiếu tán thành' },
            { key: 'source', title: L.legalSource, width: 'one-quarter' },
            { key: 'count', title: 'Số lượt đề nghị', numeric: true },
            { key: 'state', title: 'Tình trạng' },
          ]}
          rows={(await awardForms(database)).map((form) => ({
            title: (
              <a class="govuk-link" href={`${PATH}/${form.code}/edit`}>
                {form.title}
              </a>
            ),
            deciders: decidersInWords(form),
            recipients: [
              ...(form.forCollectives ? [RECIPIENT_KINDS.collective] : []),
              ...(form.forIndividuals ? [RECIPIENT_KINDS.individual] : []),
            ].join(', '),
            share: `${shareInWords(form)}${form.shareIsChecked ? '' : ' (cần đối chiếu)'}`,
            source: form.legalSource,
            count: formatNumber(form.awardCount),
            state: isGivenOn(form, today) ? (
              <Tag
                colour={form.endedOn === null ? 'green' : 'yellow'}
                text={form.endedOn === null ? 'Đang dùng' : `Dùng đến hết ${formatCalendarDate(form.endedOn)}`}
              />
            ) : (
              <Tag colour="grey" text="Thôi dùng" />
            ),
          }))}
        />
      </Layout>
    ),
  })
}

function FormBody({ form, submit }: { form: FormView; submit: string }) {
  return (
    <Form form={form}>
      <TextField form={form} name="title" label={L.title} hint="Ví dụ: Bằng khen" />
      <CheckboxField form={form} name="decidingKinds" label={L.decidingKinds} options={optionsOf(DECIDING_KINDS)} />
      <CheckboxField form={form} name="recipients" label={L.recipients} options={optionsOf(RECIPIENT_KINDS)} />
      <TextField
        form={form}
        name="legalSource"
        label={L.legalSource}
        hint="Ví dụ: Luật Thi đua, khen thưởng 06/2022/QH15, Điều 74"
      />
      <NumberField
        form={form}
        name="requiredPercent"
        label={L.requiredPercent}
        hint="Để trống là quá nửa."
        width={4}
        optional
      />
      <RadioField form={form} name="shareOf" label={L.shareOf} options={optionsOf(SHARES_OF)} />
      <TextArea form={form} name="shareSource" label={L.shareSource} rows={2} />
      <CheckboxField
        form={form}
        name="shareIsChecked"
        label={L.shareIsChecked}
        optional
        options={[{ value: 'yes', text: 'Tỷ lệ đã được đối chiếu với văn bản nêu trên' }]}
      />
      <DateField form={form} name="endedOn" label={L.endedOn} optional hint="Để trống là còn dùng." />
      <SubmitButtons cancelHref={PATH}>
        <SubmitButton>{submit}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${PATH}/new`,
    permission: PERMISSION,
    fields: Fields,
    load: ({ database, official, today }) => requireWholeProvince(database, official, PERMISSION, today),
    initial: () => ({ shareOf: 'members' }),
    draw: ({ context, form }) => (
      <Layout title="Thêm hình thức khen thưởng" context={context.page} form={form} backLink={BACK}>
        <PageHeading>Thêm hình thức khen thưởng</PageHeading>
        <FormBody form={form} submit="Thêm hình thức" />
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) => {
      await addAwardForm(database, official, { given: toKeep(entered), today })
      return PATH
    },
  })
}

function changeForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${PATH}/:awardFormCode/edit`,
    permission: PERMISSION,
    params: z.object({ awardFormCode: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
    fields: Fields,
    labels: L,
    choices: () => ({ decidingKinds: DECIDING_KINDS, recipients: RECIPIENT_KINDS, shareOf: SHARES_OF }),
    load: async ({ database, official, today, params }) => {
      await requireWholeProvince(database, official, PERMISSION, today)
      const found = (await awardForms(database)).find(({ code }) => code === params.awardFormCode)
      if (!found) throw noSuchForm()
      return { found, changes: await changesOf(database, { kind: 'award-form', id: found.code }) }
    },
    initial: ({ found }) => awardFormValues(found),
    draw: ({ context, data: { found, changes }, form }) => (
      <Layout title="Sửa hình thức khen thưởng" context={context.page} form={form} backLink={BACK}>
        <PageHeading caption={found.title}>Sửa hình thức khen thưởng</PageHeading>
        <FormBody form={form} submit="Lưu hình thức" />
        <ChangeHistory changes={changes} />
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, entered) => {
      await changeAwardForm(database, official, {
        ...{ code: params.awardFormCode, version },
        ...{ given: toKeep(entered), today },
      })
      return PATH
    },
  })
}

function toKeep({ recipients, ...entered }: z.output<typeof Fields>): AwardFormToKeep {
  return {
    ...entered,
    forCollectives: recipients.includes('collective'),
    forIndividuals: recipients.includes('individual'),
  }
}
