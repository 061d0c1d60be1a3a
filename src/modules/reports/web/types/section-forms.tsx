import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../../platform/http/context.ts'
import { staffForm } from '../../../../platform/http/form.tsx'
import {
  CheckboxField,
  Details,
  Fieldset,
  Form,
  type FormView,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../../platform/page/index.ts'
import { type Indicator, indicatorDefinitions } from '../../../indicators/index.ts'
import { changeTypeDraft } from '../../actions/keep-report-type.ts'
import { type TypeDraft, typeDraftById, type UnitKind, unitKinds } from '../../queries/report-type-drafts.ts'
import { requireSection, withChangedSection, withoutSection, withSection } from '../../rules/outline-edit.ts'
import type { ReportSection } from '../../rules/report-type.ts'
import { codeOf } from '../../rules/type-definition.ts'
import { DraftParams, DraftSectionParams, draftPath, SectionPlace } from './type-address.ts'
import { SECTION_LABELS as L, LEVELS, SectionFields, sectionEntered, sectionFormValues } from './type-entered.ts'

type Theme = { title: string; indicators: Indicator[] }
type Loaded = { draft: TypeDraft; kinds: UnitKind[]; themes: Theme[] }

/** Sections of a draft: a new one, changing one, taking one away. */
export function sectionForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/types/drafts/:typeDraftId/sections/new',
    permission: 'report.define',
    params: DraftParams,
    fields: SectionFields,
    load: async (context) => ({
      ...(await loaded(context, context.params.typeDraftId)),
      after: SectionPlace.parse(context.query).after ?? null,
    }),
    initial: ({ draft, after }) => ({
      level: String(draft.definition.sections.find(({ code }) => code === after)?.level ?? 1),
      _version: String(draft.version),
    }),
    draw: ({ context, data, form }) => <SectionPage context={context} data={data} form={form} title="Thêm mục" />,
    submit: async ({ database, official, today, params: { typeDraftId: id }, version }, entered, { draft, after }) => {
      const taken = draft.definition.sections.map(({ code }) => code)
      const code = codeOf(entered.title, taken, 'muc')
      const section = sectionEntered(entered, { code, indicatorCodes: [] })
      const change = {
        ...{ id, version, summary: `Thêm mục “${section.title}”` },
        change: (definition: TypeDraft['definition']) => ({
          ...definition,
          sections: withSection(definition.sections, section, after),
        }),
      }
      await changeTypeDraft(database, official, change, today)
      return `${draftPath(id)}#${code}`
    },
  })

  staffForm(app, {
    path: '/reports/types/drafts/:typeDraftId/sections/:sectionCode/edit',
    permission: 'report.define',
    params: DraftSectionParams,
    fields: SectionFields,
    labels: L,
    load: async (context) => {
      const data = await loaded(context, context.params.typeDraftId)
      return { ...data, section: sectionOf(data.draft, context.params.sectionCode) }
    },
    initial: ({ section, draft, themes }) => ({
      ...sectionFormValues(section, themes),
      _version: String(draft.version),
    }),
    draw: ({ context, data, form }) => <SectionPage context={context} data={data} form={form} title="Sửa mục" />,
    submit: async ({ database, official, today, params, version }, entered) => {
      const { typeDraftId: id, sectionCode } = params
      const change = {
        ...{ id, version, summary: `Sửa mục “${entered.title}”` },
        change: (definition: TypeDraft['definition']) => {
          const before = definition.sections.find(({ code }) => code === sectionCode)
          const section = sectionEntered(entered, before ?? { code: sectionCode, indicatorCodes: [] })
          return { ...definition, sections: withChangedSection(definition.sections, section) }
        },
      }
      await changeTypeDraft(database, official, change, today)
      return `${draftPath(id)}#${sectionCode}`
    },
  })
  removalForm(app)
}

function removalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/types/drafts/:typeDraftId/sections/:sectionCode/removal',
    permission: 'report.define',
    params: DraftSectionParams,
    fields: z.object({}),
    load: async ({ database, params }) => {
      const draft = await typeDraftById(database, params.typeDraftId)
      return { draft, section: sectionOf(draft, params.sectionCode) }
    },
    initial: ({ draft }) => ({ _version: String(draft.version) }),
    draw: ({ context, data: { draft, section }, form }) => (
      <Layout
        title="Bỏ mục"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.definition.title}>Bỏ mục “{section.title}”?</PageHeading>
        <p class="govuk-body">
          Chỉ bỏ khỏi bản soạn này; báo cáo đã viết theo các bản trước vẫn giữ mục ấy cùng lời văn và số liệu. Mục nhỏ
          đứng dưới, nếu có, chuyển sang mục lớn liền trước.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={draftPath(draft.id)}>
            <SubmitButton variant="warning">Bỏ mục</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, _entered, { section }) => {
      const { typeDraftId: id, sectionCode } = params
      const change = {
        ...{ id, version, summary: `Bỏ mục “${section.title}”` },
        change: (definition: TypeDraft['definition']) => ({
          ...definition,
          sections: withoutSection(definition.sections, sectionCode),
        }),
      }
      await changeTypeDraft(database, official, change, today)
      return draftPath(id)
    },
  })
}

async function loaded({ database, today }: Context, draftId: string): Promise<Loaded> {
  const [draft, kinds, all] = await Promise.all([
    typeDraftById(database, draftId),
    unitKinds(database),
    indicatorDefinitions(database, undefined, today),
  ])
  const chosen = draft.definition.sections.flatMap(({ indicatorCodes }) => indicatorCodes)
  const offered = all.filter(({ code, retiredOn }) => retiredOn === null || chosen.includes(code))
  const titles = [...new Set(offered.map(({ theme }) => theme))]
  return {
    draft,
    kinds,
    themes: titles.map((title) => ({ title, indicators: offered.filter(({ theme }) => theme === title) })),
  }
}

function sectionOf(draft: TypeDraft, code: string): ReportSection {
  return requireSection(draft.definition.sections, code)
}

type PageProps = { context: Context; data: Loaded; form: FormView; title: string }

function SectionPage({ context, data: { draft, kinds, themes }, form, title }: PageProps) {
  const options = kinds.map((kind) => ({ value: kind.code, text: kind.title }))
  return (
    <Layout title={title} context={context.page} form={form} backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}>
      <PageHeading caption={draft.definition.title}>{title}</PageHeading>
      <Form form={form}>
        <TextField form={form} name="title" label={L.title} />
        <RadioField form={form} name="level" label={L.level} options={optionsOf(LEVELS)} />
        <TextArea
          form={form}
          name="hint"
          label={L.hint}
          optional
          rows={4}
          hint="Người soạn thấy ở đầu ô viết lời văn. Để trống nếu mục chỉ là tiêu đề hoặc chỉ có số liệu"
        />
        <FigureFields form={form} themes={themes} />
        <Details
          summary="Chỉ dành cho một số đơn vị, hoặc số liệu của cơ quan khác"
          open={[form.values.unitKinds, form.values.aboutKinds].some((chosen) => (chosen?.length ?? 0) > 0)}
        >
          <CheckboxField
            form={form}
            name="unitKinds"
            label={L.unitKinds}
            optional
            hint="Không chọn: có trong báo cáo của mọi đơn vị"
            options={options}
          />
          <CheckboxField
            form={form}
            name="aboutKinds"
            label={L.aboutKinds}
            optional
            hint="Không chọn: tính cho chính đơn vị báo cáo. Ví dụ Văn phòng báo cáo số liệu của Hội đồng nhân dân"
            options={options}
          />
        </Details>
        <SubmitButtons cancelHref={draftPath(draft.id)}>
          <SubmitButton>Lưu mục và xem thử</SubmitButton>
        </SubmitButtons>
      </Form>
    </Layout>
  )
}

function FigureFields({ form, themes }: { form: FormView; themes: readonly Theme[] }) {
  return (
    <Fieldset legend="Số liệu của mục" hint="Mở từng nhóm để chọn; mỗi chỉ tiêu chỉ đứng ở một mục của báo cáo">
      {themes.map(({ title, indicators }, index) => {
        const name = `figures-${index}`
        const chosen = [form.values[name] ?? []].flat().length
        return (
          <Details
            key={title}
            summary={
              chosen > 0 ? `${title} (đã chọn ${chosen} trên ${indicators.length})` : `${title} (${indicators.length})`
            }
            open={chosen > 0}
          >
            <CheckboxField
              form={form}
              name={name}
              label={title}
              optional
              options={indicators.map((indicator) => ({
                value: indicator.code,
                text: `${indicator.title} (${indicator.unitOfMeasure})`,
              }))}
            />
          </Details>
        )
      })}
    </Fieldset>
  )
}
