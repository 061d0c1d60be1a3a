import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../../platform/database/fact.ts'
import { staffForm } from '../../../../platform/http/form.tsx'
import {
  ActionBar,
  ButtonLink,
  Details,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SummaryList,
} from '../../../../platform/page/index.ts'
import { yearOf } from '../../../../vocabulary/calendar-date.ts'
import { outlineNumber } from '../../../documents/index.ts'
import { changeTypeDraft } from '../../actions/keep-report-type.ts'
import {
  knownAround,
  type TypeDraft,
  typeDraftById,
  type UnitKind,
  unitKinds,
} from '../../queries/report-type-drafts.ts'
import { canMove, moved } from '../../rules/outline-edit.ts'
import { positionsInOutline, type ReportSection } from '../../rules/report-type.ts'
import { problemsOf } from '../../rules/type-definition.ts'
import { OutlineTrial } from './outline-view.tsx'
import { tried } from './trial.ts'
import { Code, DraftParams, draftPath, TrialQuery, TYPES_PATH } from './type-address.ts'
import { kindsInWords, settingsOf } from './type-words.ts'

/** Which section goes where: the button that was pressed carries its code. */
const MoveFields = z.object({ up: Code.optional(), down: Code.optional() })

/** The editor of a draft: its outline with what can be done to each section, and beside it the report as it would look. */
export function draftPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/types/drafts/:typeDraftId',
    permission: 'report.define',
    params: DraftParams,
    fields: MoveFields,
    load: async (context) => {
      const { database, today, params } = context
      const asked = TrialQuery.parse(context.query)
      const [draft, kinds, known] = await Promise.all([
        typeDraftById(database, params.typeDraftId),
        unitKinds(database),
        knownAround(database, today),
      ])
      return { draft, kinds, known, asked, trial: await tried(context, facts, draft.definition, asked) }
    },
    initial: ({ draft }) => ({ _version: String(draft.version) }),
    draw: ({ context, data: { draft, kinds, known, asked, trial }, form }) => {
      const { definition } = draft
      const problems = problemsOf(definition, known)
      return (
        <Layout
          title={`Bản soạn: ${definition.title}`}
          context={context.page}
          form={form}
          wide
          breadcrumbs={[
            { href: '/reports', text: 'Báo cáo' },
            { href: TYPES_PATH, text: 'Loại báo cáo' },
            { text: 'Bản soạn' },
          ]}
        >
          <PageHeading
            caption={draft.typeCode === null ? 'Loại báo cáo mới, chưa ban hành' : 'Bản mới, chưa ban hành'}
            actions={
              <ActionBar>
                <ButtonLink href={`${draftPath(draft.id)}/version`}>Ban hành</ButtonLink>
                <ButtonLink href={`${draftPath(draft.id)}/sections/new`} variant="secondary">
                  Thêm mục
                </ButtonLink>
                <ButtonLink href={`${draftPath(draft.id)}/settings`} variant="secondary">
                  Sửa thông tin chung
                </ButtonLink>
                <ButtonLink href={`${draftPath(draft.id)}/removal`} variant="secondary">
                  Bỏ bản soạn
                </ButtonLink>
              </ActionBar>
            }
          >
            {definition.title}
          </PageHeading>
          <InsetText>Đây là bản soạn: chưa có báo cáo nào viết theo bản này cho tới khi được ban hành.</InsetText>
          {problems.length > 0 && (
            <InsetText>Trước khi ban hành cần sửa: {problems.map(({ sentence }) => sentence).join(' ')}</InsetText>
          )}
          <Details summary="Thông tin chung">
            <SummaryList rows={settingsOf(definition, kinds, yearOf(context.today))} />
          </Details>
          <div class="govuk-grid-row">
            <div class="govuk-grid-column-one-half">
              <OutlineEditor draft={draft} kinds={kinds} form={form} />
            </div>
            <div class="govuk-grid-column-one-half">
              <OutlineTrial definition={definition} trial={trial} asked={asked} />
            </div>
          </div>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params: { typeDraftId: id }, version }, { up, down }, { draft }) => {
      const code = up ?? down
      if (code === undefined) return draftPath(id)
      const title = draft.definition.sections.find((section) => section.code === code)?.title ?? code
      const direction = up === undefined ? 'down' : 'up'
      await changeTypeDraft(
        database,
        official,
        {
          ...{ id, version, summary: `Chuyển mục “${title}” ${direction === 'up' ? 'lên' : 'xuống'}` },
          change: (definition) => ({ ...definition, sections: moved(definition.sections, code, direction) }),
        },
        today,
      )
      return `${draftPath(id)}#${code}`
    },
  })
}

function OutlineEditor({ draft, kinds, form }: { draft: TypeDraft; kinds: readonly UnitKind[]; form: FormView }) {
  const { sections } = draft.definition
  const positions = positionsInOutline(sections)
  return (
    <section aria-labelledby="outline">
      <h2 class="govuk-heading-m" id="outline">
        Đề cương ({sections.length} mục)
      </h2>
      {sections.length === 0 && <p class="govuk-body">Chưa có mục nào. Hãy thêm mục đầu tiên.</p>}
      <Form form={form}>
        <ol class="govuk-list app-outline">
          {sections.map((section, index) => (
            <li
              key={section.code}
              id={section.code}
              class={section.level === 1 ? 'app-outline__item' : 'app-outline__item app-outline__item--below'}
            >
              <p class="govuk-body app-outline__title">
                <strong>
                  {outlineNumber(section.level, positions[index] ?? 0)} {section.title}
                </strong>
              </p>
              <p class="govuk-body app-muted app-outline__note">{aboutSection(section, kinds)}</p>
              <div class="app-outline__acts">
                {canMove(sections, section.code, 'up') && (
                  <SubmitButton variant="secondary" name="up" value={section.code}>
                    Lên
                    <span class="govuk-visually-hidden"> mục {section.title}</span>
                  </SubmitButton>
                )}
                {canMove(sections, section.code, 'down') && (
                  <SubmitButton variant="secondary" name="down" value={section.code}>
                    Xuống
                    <span class="govuk-visually-hidden"> mục {section.title}</span>
                  </SubmitButton>
                )}
                <SectionLinks draftId={draft.id} section={section} />
              </div>
            </li>
          ))}
        </ol>
      </Form>
    </section>
  )
}

function SectionLinks({ draftId, section }: { draftId: string; section: ReportSection }) {
  const path = `${draftPath(draftId)}/sections`
  const about = <span class="govuk-visually-hidden"> mục {section.title}</span>
  return (
    <>
      <a class="govuk-link" href={`${path}/${section.code}/edit`}>
        Sửa{about}
      </a>
      <a class="govuk-link" href={`${path}/new?after=${section.code}`}>
        Thêm mục sau<span class="govuk-visually-hidden"> mục {section.title}</span>
      </a>
      <a class="govuk-link" href={`${path}/${section.code}/removal`}>
        Bỏ{about}
      </a>
    </>
  )
}

/** “3 số liệu; chỉ trong báo cáo của: Ủy ban nhân dân cấp xã”. */
export function aboutSection(section: ReportSection, kinds: readonly UnitKind[]): string {
  const { hint, indicatorCodes, unitKinds: only, aboutKinds } = section
  return [
    indicatorCodes.length === 0 ? 'không có số liệu' : `${indicatorCodes.length} số liệu`,
    hint === '' ? 'không viết lời' : 'có viết lời',
    ...(only === null ? [] : [`chỉ trong báo cáo của: ${kindsInWords(only, kinds)}`]),
    ...(aboutKinds === null ? [] : [`số liệu tính cho: ${kindsInWords(aboutKinds, kinds)}`]),
  ].join('; ')
}
