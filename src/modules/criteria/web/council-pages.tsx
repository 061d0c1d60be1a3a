import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalText, text, wholeNumber } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  CellSelect,
  CheckboxField,
  DataTable,
  EmptyState,
  Form,
  InsetText,
  Layout,
  NumberField,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  Tag,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { membersAside, recordSession, recordVote, requireCouncil } from '../actions/council.ts'
import { blocksOfYear } from '../queries/assessment-years.ts'
import { councilOf, rankingToVote, rankingWithCouncil } from '../queries/council.ts'
import { sheetsOf } from '../queries/sheets.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { type Matter, mattersOf } from '../rules/council.ts'
import { membersTyped, sessionValues, typedIn } from '../rules/council-session.ts'
import { SessionFields, SessionForm } from './council-session.tsx'
import { HIDDEN_TOTAL, hiddenFrom, RankingPreview } from './ranking-preview.tsx'
import { crumbs, requireWholeYear } from './timetable-pages.tsx'
import { noSuchYear } from './year-pages.tsx'

const YearAddress = z.object({ yearId: Id })

const VoteFields = z.looseObject({
  votesFor: wholeNumber('Số phiếu tán thành', { most: 100 }),
  votesAgainst: wholeNumber('Số phiếu không tán thành', { most: 100 }),
  votesAbstained: wholeNumber('Số phiếu không có ý kiến', { most: 100 }),
  reason: text('Lý do', { longest: 2000 }),
  againReason: optionalText('Lý do biểu quyết lại', { longest: 2000 }),
  lowered: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => (value === undefined ? [] : [value].flat())),
})

/** The council's session: who was there, what it voted on, and what it found where no rule decides. */
export function councilPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/assessments/years/:yearId/council',
    permission: 'criteria.decide',
    params: YearAddress,
    draw: async (context) => {
      const year = await requireDecided(context, context.params.yearId)
      const { council, outdated, ...ranked } = await rankingWithCouncil(context.database, year.id)
      const blocks = await blocksOfYear(context.database, year.id)
      const voted = new Set((council?.votes ?? []).filter((vote) => !vote.isReplaced).map((vote) => vote.matter))
      const hidden = await hiddenFrom(context, year.id)
      const open = mattersOf(ranked.ranking, (code) => blocks.find((block) => block.code === code)?.title ?? code)
      const running = isRunning(year.state)
      const path = `/assessments/years/${year.id}/council`
      return (
        <Layout
          title={`Hội đồng xếp loại năm ${year.year}`}
          context={context.page}
          wide
          breadcrumbs={crumbs(year, 'Hội đồng')}
        >
          <PageHeading
            caption={year.rootName}
            actions={
              <ActionBar>
                {running && (
                  <ButtonLink href={`${path}/session`}>{council ? 'Sửa phiên họp' : 'Ghi phiên họp'}</ButtonLink>
                )}
                {council && (
                  <ButtonLink href={`${path}/minutes.docx`} variant="secondary">
                    Tải biên bản (Word)
                  </ButtonLink>
                )}
              </ActionBar>
            }
          >
            {`Hội đồng xếp loại năm ${year.year}`}
          </PageHeading>
          {outdated && (
            <InsetText>
              {`Điểm đã thay đổi sau khi Hội đồng biểu quyết: ${outdated} Bảng dưới đây chưa áp dụng biểu quyết nào; hãy biểu quyết lại.`}
            </InsetText>
          )}
          {council ? (
            <SummaryList
              rows={[
                { label: 'Phiên họp', value: `Ngày ${formatCalendarDate(council.heldOn)}, ${council.place}` },
                { label: 'Chủ trì', value: council.chairedBy },
                { label: 'Thư ký', value: council.secretary },
                {
                  label: 'Thành viên',
                  value: `${formatNumber(council.members.filter((each) => each.isPresent).length)} trên ${formatNumber(council.members.length)} có mặt`,
                },
                ...(council.conclusion ? [{ label: 'Kết luận', value: council.conclusion }] : []),
              ]}
            />
          ) : (
            <EmptyState title="Chưa ghi phiên họp Hội đồng">
              Hội đồng quyết định những gì quy định không quyết định thay: ai lùi mức khi vượt tỷ lệ, thứ tự của các đơn
              vị bằng điểm.
            </EmptyState>
          )}
          <DataTable
            caption="Nội dung cần Hội đồng quyết định"
            phone="stack"
            empty="Không còn nội dung nào cần biểu quyết."
            columns={[
              { key: 'matter', title: 'Nội dung', rowHeader: true, width: 'two-thirds' },
              { key: 'units', title: 'Số đơn vị', numeric: true },
              { key: 'act', title: 'Biểu quyết' },
            ]}
            rows={open
              .filter((matter) => !voted.has(matter.key))
              .map((matter) => ({
                matter: matter.title,
                units: formatNumber(matter.units.length),
                act:
                  council && running ? (
                    <a class="govuk-link" href={`${path}/matters/${encodeURIComponent(matter.key)}`}>
                      Ghi biểu quyết
                      <span class="govuk-visually-hidden">{` – ${matter.title}`}</span>
                    </a>
                  ) : (
                    'Cần ghi phiên họp trước'
                  ),
              }))}
          />
          {council && (
            <DataTable
              caption="Đã biểu quyết"
              phone="stack"
              empty="Chưa biểu quyết nội dung nào."
              columns={[
                { key: 'matter', title: 'Nội dung', rowHeader: true, width: 'one-third' },
                { key: 'votes', title: 'Tán thành – không tán thành – không ý kiến' },
                { key: 'aside', title: 'Không tham gia vì liên quan' },
                { key: 'reason', title: 'Lý do', width: 'one-third' },
                { key: 'again', title: 'Biểu quyết lại' },
              ]}
              rows={council.votes.map((vote) => ({
                matter: vote.title,
                votes: `${vote.for} – ${vote.against} – ${vote.abstained}`,
                aside: vote.aside.length > 0 ? vote.aside.join('; ') : 'Không có',
                reason: vote.againReason ? `${vote.reason} (biểu quyết lại: ${vote.againReason})` : vote.reason,
                again: vote.isReplaced ? (
                  <Tag colour="grey" text="Đã thay" />
                ) : running ? (
                  <a class="govuk-link" href={`${path}/matters/${encodeURIComponent(vote.matter)}`}>
                    Biểu quyết lại
                    <span class="govuk-visually-hidden">{` – ${vote.title}`}</span>
                  </a>
                ) : (
                  ''
                ),
              }))}
            />
          )}
          {running && <RankingPreview {...ranked} blocks={blocks} hidden={hidden} />}
        </Layout>
      )
    },
  })

  staffForm(app, {
    path: '/assessments/years/:yearId/council/session',
    permission: 'criteria.decide',
    params: YearAddress,
    fields: SessionFields,
    load: async (context) => {
      const year = await requireDecided(context, context.params.yearId)
      refuseDecidedYear(year)
      const [council, sheets] = await Promise.all([
        councilOf(context.database, year.id),
        sheetsOf(context.database, { yearId: year.id }),
      ])
      return { year, council, sheets }
    },
    initial: ({ council }, { today }) => (council ? sessionValues(council) : { heldOn: formatCalendarDate(today) }),
    draw: ({ context, data: { year, sheets }, form }) => {
      const back = `/assessments/years/${year.id}/council`
      const units = sheets.map((sheet) => ({ value: sheet.unitId, text: sheet.unit.title ?? '' }))
      return (
        <Layout
          title="Ghi phiên họp Hội đồng"
          context={context.page}
          wide
          form={form}
          backLink={{ href: back, text: 'Hội đồng xếp loại' }}
        >
          <PageHeading caption={`${year.rootName}, năm ${year.year}`}>Ghi phiên họp Hội đồng</PageHeading>
          <SessionForm form={form} units={units} unitColumn="Công tác tại đơn vị được chấm" cancelHref={back} />
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered, { sheets }) => {
      const members = membersTyped(entered, new Set(sheets.map((sheet) => sheet.unitId)))
      if (members.length === 0) {
        const message = 'Hãy ghi các thành viên Hội đồng.'
        throw new Refusal('invalid', 'criteria.no-members', message, { 'name:1': message })
      }
      const { heldOn, place, chairedBy, secretary, conclusion } = entered
      const given = { yearId: params.yearId, heldOn, place, chairedBy, secretary, conclusion, members }
      await recordSession(database, official, given, today)
      return `/assessments/years/${params.yearId}/council`
    },
  })

  staffForm(app, {
    path: '/assessments/years/:yearId/council/matters/:matter',
    permission: 'criteria.decide',
    params: YearAddress.extend({ matter: z.string().min(1).max(200) }),
    fields: VoteFields,
    load: async (context) => {
      const year = await requireDecided(context, context.params.yearId)
      refuseDecidedYear(year)
      const council = await requireCouncil(context.database, year.id)
      const [{ ranking, standing, sheets }, blocks, hidden] = await Promise.all([
        rankingToVote(context.database, year.id, context.params.matter),
        blocksOfYear(context.database, year.id),
        hiddenFrom(context, year.id),
      ])
      const titleOf = (code: string) => blocks.find((block) => block.code === code)?.title ?? code
      const matter = mattersOf(ranking, titleOf).find((each) => each.key === context.params.matter)
      if (!matter) {
        throw new Refusal('not-found', 'criteria.no-such-matter', 'Không còn nội dung này để biểu quyết.')
      }
      // In a tie one total tells all of them.
      const isHidden = (key: string) => sheets.some((sheet) => sheet.unit.code === key && hidden.has(sheet.unitId))
      const hidesAll = matter.kind === 'tie' && matter.units.some(isHidden)
      const units = matter.units.map((key) => {
        const unit = ranking.units.find((each) => each.key === key)
        const total = hidesAll || isHidden(key) ? null : (unit?.total ?? '0')
        return { key, title: unit?.unit.title ?? key, total }
      })
      return { year, council, standing, matter, units }
    },
    initial: () => ({ votesAgainst: '0', votesAbstained: '0' }),
    draw: ({ context, data: { year, council, standing, matter, units }, form }) => {
      const back = `/assessments/years/${year.id}/council`
      const aside = membersAside(council, matter)
      const present = council.members.filter((member) => member.isPresent).length
      return (
        <Layout
          title="Ghi biểu quyết"
          context={context.page}
          form={form}
          backLink={{ href: back, text: 'Hội đồng xếp loại' }}
        >
          <PageHeading caption={`Hội đồng xếp loại năm ${year.year}`}>Ghi biểu quyết</PageHeading>
          <p class="govuk-body">{matter.title}.</p>
          <InsetText>
            {`${formatNumber(present - aside.length)} thành viên được biểu quyết.`}
            {aside.length > 0 &&
              ` Không tham gia vì công tác tại đơn vị liên quan: ${aside.map((member) => `${member.fullName} (${member.unitName})`).join('; ')}.`}
          </InsetText>
          {standing && (
            <InsetText>
              {`Hội đồng đã biểu quyết nội dung này: ${standing.for} tán thành, ${standing.against} không tán thành, ${standing.abstained} không có ý kiến (${standing.reason}). Lưu lần này thì biểu quyết ấy được thay, vẫn còn trong danh sách và biên bản.`}
            </InsetText>
          )}
          <Form form={form}>
            {matter.kind === 'quota' ? (
              <CheckboxField
                form={form}
                name="lowered"
                label="Đơn vị lùi một mức"
                optional
                hint={`Chọn ${formatNumber(matter.over)} đơn vị; không chọn đơn vị nào là chấp nhận vượt tỷ lệ.`}
                options={units.map((unit) => ({
                  value: unit.key,
                  text: unit.title,
                  hint: unit.total === null ? HIDDEN_TOTAL : `${unit.total.replace('.', ',')} điểm`,
                }))}
              />
            ) : (
              <DataTable
                caption="Thứ tự Hội đồng chọn"
                phone="stack"
                empty=""
                columns={[
                  { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'two-thirds' },
                  { key: 'place', title: 'Thứ tự' },
                ]}
                rows={units.map((unit) => ({
                  unit: unit.title,
                  place: (
                    <CellSelect
                      form={form}
                      name={`place:${unit.key}`}
                      label={`Thứ tự của ${unit.title}`}
                      options={units.map((_unit, index) => ({ value: String(index + 1), text: String(index + 1) }))}
                    />
                  ),
                }))}
              />
            )}
            <NumberField form={form} name="votesFor" label="Số phiếu tán thành" width={3} />
            <NumberField form={form} name="votesAgainst" label="Số phiếu không tán thành" width={3} />
            <NumberField form={form} name="votesAbstained" label="Số phiếu không có ý kiến" width={3} />
            <TextArea form={form} name="reason" label="Lý do" rows={3} />
            {standing && <TextArea form={form} name="againReason" label="Lý do biểu quyết lại" rows={2} />}
            <SubmitButtons cancelHref={back}>
              <SubmitButton>Lưu biểu quyết</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered, { matter }) => {
      const { votesFor, votesAgainst, votesAbstained, reason, againReason, lowered } = entered
      const votes = { for: votesFor, against: votesAgainst, abstained: votesAbstained }
      const chosen = matter.kind === 'tie' ? { order: orderTyped(matter, entered) } : { lowered }
      await recordVote(
        database,
        official,
        { yearId: params.yearId, matter: matter.key, votes, reason, againReason, ...chosen },
        today,
      )
      return `/assessments/years/${params.yearId}/council`
    },
  })
}

/** The units in the order of the places chosen for them; without those that have none, and one for each place. */
function orderTyped(matter: Matter, entered: Readonly<Record<string, unknown>>): string[] {
  const typed = typedIn(entered)
  return matter.units.flatMap((_unit, index) => {
    const here = matter.units.filter((key) => typed(`place:${key}`) === String(index + 1))
    return here.length === 1 ? here : []
  })
}

/** The whole year, when this official decides for its province. Refuses `criteria.no-such-year` and `criteria.part-of-a-year`. */
export async function requireDecided(context: Context, yearId: string) {
  const year = await requireWholeYear(context, yearId)
  const { database, official, today } = context
  const roots = await unitsOnDay(database, { today, roots: unitsFor(official, 'criteria.decide') })
  if (!roots.some((unit) => unit.id === year.rootUnitId)) throw noSuchYear()
  return year
}

function refuseDecidedYear({ year, state }: { year: number; state: Parameters<typeof isRunning>[0] }): void {
  if (isRunning(state)) return
  throw new Refusal('not-allowed', 'criteria.year-decided', `Kết quả năm ${year} đã được quyết định.`)
}
