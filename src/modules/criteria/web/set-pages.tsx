import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id, readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  EmptyState,
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  Tag,
  TextArea,
} from '../../../platform/page/index.ts'
import { SPREADSHEET_MEDIA_TYPE } from '../../../platform/spreadsheet/write-rows.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { annexWorkbook } from '../actions/annex-file.ts'
import { keepCriteriaSet } from '../actions/keep-criteria-set.ts'
import { readCriteriaFile } from '../commands/check.ts'
import { readSetText } from '../commands/set-text.ts'
import { openDrafts } from '../queries/criteria-set-drafts.ts'
import { criteriaSetById, criteriaSets, type KeptCriteriaSet, newestVersion } from '../queries/criteria-sets.ts'
import { checkSet } from '../rules/check-set.ts'
import { type CriteriaSet, isCriterion } from '../rules/criteria-set.ts'
import { describeMethod, SCORER_WORDS } from '../rules/describe-method.ts'
import { sheetLines } from '../rules/score-sheet.ts'
import { setDifferences } from '../rules/set-differences.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { DemonstrationPoints } from './assessment-tags.tsx'
import { Lines } from './criterion-parts.tsx'
import { Differences } from './draft-ending-forms.tsx'

const BREADCRUMBS = [
  { href: '/assessments', text: 'Chấm điểm' },
  { href: '/criteria-sets', text: 'Bộ tiêu chí' },
]

/** The criteria sets: which there are, what each says, and how one comes in. */
export function setPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/criteria-sets',
    permission: 'criteria.read',
    draw: async ({ database, official, page }) => {
      const sets = await criteriaSets(database)
      const manages = may(official, 'criteria.manage')
      const drafts = manages ? await openDrafts(database) : []
      return (
        <Layout
          title="Bộ tiêu chí"
          context={page}
          wide
          breadcrumbs={[{ href: '/assessments', text: 'Chấm điểm' }, { text: 'Bộ tiêu chí' }]}
        >
          <PageHeading
            actions={
              manages && (
                <ActionBar>
                  <ButtonLink href="/criteria-sets/drafts/new">Soạn bộ tiêu chí</ButtonLink>
                  <ButtonLink href="/criteria-sets/new" variant="secondary">
                    Nhập bộ tiêu chí
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            Bộ tiêu chí
          </PageHeading>
          {manages && <OpenDrafts drafts={drafts} />}
          {sets.length === 0 ? (
            <EmptyState
              title="Chưa có bộ tiêu chí nào"
              action={manages ? { href: '/criteria-sets/new', text: 'Nhập bộ tiêu chí' } : undefined}
            >
              Bộ tiêu chí được nhập dưới dạng dữ liệu, kèm số quyết định ban hành, rồi dùng để mở năm chấm điểm.
            </EmptyState>
          ) : (
            <DataTable
              caption="Danh sách bộ tiêu chí"
              captionHidden
              phone="stack"
              empty=""
              columns={[
                { key: 'title', title: 'Bộ tiêu chí', rowHeader: true, width: 'one-half' },
                { key: 'act', title: 'Văn bản ban hành' },
                { key: 'years', title: 'Năm áp dụng' },
                { key: 'next', title: manages ? 'Việc tiếp theo' : 'Phiên bản' },
              ]}
              rows={sets.map((set) => ({
                title: (
                  <>
                    <a class="govuk-link" href={`/criteria-sets/${set.id}`}>
                      {set.title}
                    </a>{' '}
                    {set.demonstrationNote && <Tag colour="purple" text="Điểm minh họa" />}
                  </>
                ),
                act: `${set.legalActNumber}, ${set.legalActIssuer}, ngày ${formatCalendarDate(set.legalActDate)}`,
                years: set.years.join(', '),
                next: manages ? (
                  <a class="govuk-link" href={`/criteria-sets/${set.id}/opening`}>
                    Mở năm chấm điểm
                    <span class="govuk-visually-hidden">
                      {' '}
                      theo {set.title}, phiên bản {set.version}
                    </span>
                  </a>
                ) : (
                  String(set.version)
                ),
              }))}
            />
          )}
        </Layout>
      )
    },
  })

  staffForm(app, {
    path: '/criteria-sets/new',
    permission: 'criteria.manage',
    fields: z.object({ content: text('Nội dung tệp bộ tiêu chí', { longest: 500_000 }) }),
    load: async () => null,
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout
        title="Nhập bộ tiêu chí"
        context={context.page}
        form={form}
        backLink={{ href: '/criteria-sets', text: 'Bộ tiêu chí' }}
      >
        <PageHeading>Nhập bộ tiêu chí</PageHeading>
        <p class="govuk-body">
          Dán toàn bộ nội dung tệp bộ tiêu chí (định dạng JSON hoặc YAML). Hệ thống kiểm tra trước khi lưu và chỉ rõ
          từng chỗ sai. Có thể tải tệp của một bộ đã có về làm mẫu.
        </p>
        <Form form={form}>
          <TextArea form={form} name="content" label="Nội dung tệp bộ tiêu chí" rows={16} />
          <SubmitButtons cancelHref="/criteria-sets">
            <SubmitButton>Kiểm tra và lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official }, { content }) => {
      const id = await keepCriteriaSet(database, official, setIn(content))
      return `/criteria-sets/${id}`
    },
  })

  staffPage(app, {
    path: '/criteria-sets/:setId',
    permission: 'criteria.read',
    params: z.object({ setId: Id }),
    draw: async ({ database, official, page, params }) => {
      const kept = await criteriaSetById(database, params.setId)
      if (!kept) throw noSuchSet()
      const changes = await changesOf(database, { kind: 'criteria-set', id: kept.id })
      const before =
        (await newestVersion(database, kept.code, kept.version)) ??
        (kept.content.replaces === undefined ? undefined : await newestVersion(database, kept.content.replaces))
      return (
        <Layout title={kept.title} context={page} wide breadcrumbs={[...BREADCRUMBS, { text: kept.title }]}>
          <PageHeading
            caption={`Bộ tiêu chí, phiên bản ${kept.version}`}
            actions={
              <ActionBar>
                {may(official, 'criteria.manage') && (
                  <>
                    <ButtonLink href={`/criteria-sets/${kept.id}/opening`}>Mở năm chấm điểm</ButtonLink>
                    <ButtonLink href={`/criteria-sets/drafts/new?from=${kept.id}`} variant="secondary">
                      Soạn phiên bản mới
                    </ButtonLink>
                  </>
                )}
                <ButtonLink href={`/criteria-sets/${kept.id}/trial`} variant="secondary">
                  Thử chấm
                </ButtonLink>
                <ButtonLink href={`/criteria-sets/${kept.id}/spreadsheet`} variant="secondary">
                  Tải phụ lục Excel
                </ButtonLink>
                <ButtonLink href={`/criteria-sets/${kept.id}/file`} variant="secondary">
                  Tải tệp
                </ButtonLink>
              </ActionBar>
            }
          >
            {kept.title}
          </PageHeading>
          <DemonstrationPoints note={kept.content.demonstration?.note ?? null} />
          <SetSummary kept={kept} />
          {before && <Differences lines={setDifferences(before.content, kept.content)} />}
          <SetCriteria set={kept.content} />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })

  app.get('/criteria-sets/:setId/spreadsheet', allow('criteria.read'), async (request, reply) => {
    const { database } = signedInContext(request)
    const { setId } = readAddress(z.object({ setId: Id }), request.params)
    const kept = await criteriaSetById(database, setId)
    if (!kept) throw noSuchSet()
    const file = { name: `bo-tieu-chi-${setId}.xlsx`, mediaType: SPREADSHEET_MEDIA_TYPE }
    return asDownload(reply, file).send(await annexWorkbook(kept.content))
  })

  app.get('/criteria-sets/:setId/file', allow('criteria.read'), async (request, reply) => {
    const { database } = signedInContext(request)
    const { setId } = readAddress(z.object({ setId: Id }), request.params)
    const kept = await criteriaSetById(database, setId)
    if (!kept) throw noSuchSet()
    const file = { name: `bo-tieu-chi-${setId}.json`, mediaType: 'application/json; charset=utf-8' }
    return asDownload(reply, file).send(`${JSON.stringify(kept.content, null, 2)}\n`)
  })
}

/** What is being written, and where it stands. */
function OpenDrafts({ drafts }: { drafts: Awaited<ReturnType<typeof openDrafts>> }) {
  return (
    <DataTable
      caption="Đang soạn"
      phone="stack"
      empty="Không có bản soạn nào."
      columns={[
        { key: 'title', title: 'Bản soạn', rowHeader: true, width: 'one-half' },
        { key: 'mistakes', title: 'Kiểm tra' },
        { key: 'changed', title: 'Sửa lần cuối' },
      ]}
      rows={drafts.map((draft) => {
        const mistakes = checkSet(draft.content).filter((problem) => problem.severity === 'mistake').length
        return {
          title: (
            <a class="govuk-link" href={`/criteria-sets/drafts/${draft.id}`}>
              {draft.content.title === '' ? 'Bản soạn chưa có tên' : draft.content.title}
            </a>
          ),
          mistakes: mistakes === 0 ? 'Không còn lỗi' : `Còn ${formatNumber(mistakes)} lỗi`,
          changed: `${formatInstant(draft.changedAt)}${draft.changedBy ? `, ${draft.changedBy}` : ''}`,
        }
      })}
    />
  )
}

function SetSummary({ kept }: { kept: KeptCriteriaSet }) {
  const set = kept.content
  const rule = (each: { title: string }, says: string) => `${each.title}: ${says}`
  const conditions = [
    ...(set.knockOuts ?? []).map((each) => rule(each, `xếp loại “${each.rank}”`)),
    ...(set.ceilings ?? []).map((each) =>
      rule(
        each,
        'notAbove' in each ? `không xếp trên “${each.notAbove}”` : 'không xếp trên mức của đơn vị, người đã ghi',
      ),
    ),
    ...(set.notRankedWhen ?? []).map((each) => rule(each, 'không xếp loại')),
    ...(set.quotas ?? []).map((each) => rule(each, `“${each.rank}” không quá ${showDecimalText(each.atMostPercent)}%`)),
  ]
  return (
    <SummaryList
      rows={[
        {
          label: 'Văn bản ban hành',
          value: `${set.legalAct.number}, ${set.legalAct.issuer}, ngày ${formatCalendarDate(set.legalAct.date)}`,
        },
        { label: 'Năm áp dụng', value: set.years.map((each) => each.year).join(', ') },
        { label: 'Loại đơn vị', value: <Lines lines={set.unitKinds.map((kind) => kind.title)} /> },
        {
          label: 'Thang điểm',
          value: `${showDecimalText(set.scale.baseMaximum)} điểm, ${set.scale.decimals} chữ số thập phân`,
        },
        {
          label: 'Mức xếp loại',
          value: <Lines lines={set.ranks.map((rank) => `${rank.title}: từ ${showDecimalText(rank.from)} điểm`)} />,
        },
        ...(conditions.length > 0 ? [{ label: 'Điều kiện, tỷ lệ', value: <Lines lines={conditions} /> }] : []),
        ...((set.transitions ?? []).length > 0
          ? [{ label: 'Điều khoản chuyển tiếp', value: <Lines lines={transitionLines(set)} /> }]
          : []),
        { label: 'Mã kiểm tra', value: kept.digest.replace(/(.{8})(?=.)/g, '$1 ') },
      ]}
    />
  )
}

/** Which set holds in a year of change, clause by clause. */
function transitionLines(set: CriteriaSet): string[] {
  const titles = (kinds: readonly string[] | undefined) =>
    kinds === undefined
      ? 'mọi loại đơn vị'
      : set.unitKinds.flatMap((kind) => (kinds.includes(kind.code) ? [kind.title] : [])).join(', ')
  return (set.transitions ?? []).map((each) => {
    const holds =
      each.use === 'this-set'
        ? 'cả năm theo bộ này'
        : each.use === 'replaced-set'
          ? 'cả năm theo bộ cũ'
          : `từ ${formatCalendarDate(each.from)} theo bộ này (${showDecimalText(each.percent)}% số điểm), trước đó theo bộ cũ`
    return `Năm ${each.year}, ${titles(each.unitKinds)}: ${holds} (${each.clause})`
  })
}

/** The whole tree as an annex prints it, with every rule in words. */
function SetCriteria({ set }: { set: CriteriaSet }) {
  const year = set.years.at(-1)?.year ?? Number(set.effective.from.slice(0, 4))
  const lines = [
    ...new Map(
      set.unitKinds.flatMap((kind) => sheetLines(set, kind.code)).map((line) => [line.node.code, line]),
    ).values(),
  ]
  const order = new Map(codesOf(set.groups).map((code, place) => [code, place]))
  lines.sort((first, second) => (order.get(first.node.code) ?? 0) - (order.get(second.node.code) ?? 0))
  return (
    <DataTable
      caption="Các tiêu chí"
      phone="stack"
      empty="Bộ này chưa có tiêu chí nào."
      columns={[
        { key: 'criterion', title: 'Tiêu chí', rowHeader: true, width: 'one-third' },
        { key: 'points', title: 'Điểm', numeric: true },
        { key: 'rule', title: 'Cách tính điểm', width: 'one-third' },
        { key: 'scorer', title: 'Ai chấm' },
      ]}
      rows={lines.map(({ node }) => ({
        criterion: isCriterion(node) ? `${node.code} ${node.title}` : <strong>{`${node.code}. ${node.title}`}</strong>,
        points: node.maxPoints === null ? 'Không giới hạn' : showDecimalText(node.maxPoints),
        rule: isCriterion(node) ? (
          <span>
            <Lines lines={describeMethod(node, year)} />
          </span>
        ) : (
          ''
        ),
        scorer: isCriterion(node) ? (node.scoredBy ?? SCORER_WORDS[node.scorer]) : '',
      }))}
    />
  )
}

function codesOf(nodes: CriteriaSet['groups']): string[] {
  return nodes.flatMap((node) => [node.code, ...(isCriterion(node) ? [] : codesOf(node.children))])
}

/** Refuses `criteria.set-unreadable` and, in plain words, what is wrong with the file. */
function setIn(content: string): CriteriaSet {
  const { set, problems } = readCriteriaFile(readSetText(content))
  if (set) return set
  const shown = problems.slice(0, 5).map((problem) => `${problem.place}: ${problem.message}`)
  const message = `Bộ tiêu chí chưa đúng mẫu nên chưa được lưu. ${shown.join(' ')}`
  throw new Refusal('invalid', 'criteria.set-unreadable', message, { content: message })
}

export function noSuchSet(): Refusal {
  return new Refusal('not-found', 'criteria.no-such-set', 'Không có bộ tiêu chí này.')
}
