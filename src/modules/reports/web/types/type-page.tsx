import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../../platform/audit/record-change.ts'
import { staffPage } from '../../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../../vocabulary/calendar-date.ts'
import { may } from '../../../../vocabulary/official.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import { outlineNumber } from '../../../documents/index.ts'
import { indicatorDefinitions } from '../../../indicators/index.ts'
import { deadlinesOf } from '../../queries/level-deadlines.ts'
import { definitionOf, type TypeDraft, typeDrafts, type UnitKind, unitKinds } from '../../queries/report-type-drafts.ts'
import { noSuchType, typeVersion, typeVersions } from '../../queries/report-types.ts'
import { usesOfType } from '../../queries/type-use.ts'
import { positionsInOutline, type ReportType } from '../../rules/report-type.ts'
import type { TypeDefinition } from '../../rules/type-definition.ts'
import { versionInForce } from '../../rules/type-version.ts'
import { DeadlineTable } from './deadline-table.tsx'
import { draftPath, TYPES_PATH, TypeParams, typePath } from './type-address.ts'
import { kindsInWords, settingsOf } from './type-words.ts'

const VersionQuery = z.object({
  version: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .optional()
    .catch(undefined),
})

/** One type of report: a version of it with its outline, its other versions, and what is written by each. */
export function typePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reports/types/:typeCode',
    permission: 'report.read',
    params: TypeParams,
    query: VersionQuery,
    draw: async ({ database, official, today, page, params, query }) => {
      const versions = await typeVersions(database, params.typeCode)
      const inForce = versionInForce(versions, today)
      if (!inForce) throw noSuchType('not-found')
      const shown = query.version === undefined ? inForce : await typeVersion(database, inForce.code, query.version)
      const manages = may(official, 'report.define') && inForce.retiredOn === null
      const [definition, kinds, indicators, uses, drafts, deadlines, changes] = await Promise.all([
        definitionOf(database, shown),
        unitKinds(database),
        indicatorDefinitions(database, undefined, null),
        usesOfType(database, official, inForce.code, today),
        manages ? typeDrafts(database, inForce.code) : [],
        deadlinesOf(database, inForce.code),
        changesOf(database, { kind: 'report-type', id: inForce.code }),
      ])
      return (
        <Layout
          title={shown.title}
          context={page}
          wide
          breadcrumbs={[
            { href: '/reports', text: 'Báo cáo' },
            { href: TYPES_PATH, text: 'Loại báo cáo' },
            { text: shown.title },
          ]}
        >
          <PageHeading
            caption={versionInWords(shown, inForce)}
            actions={manages && <TypeActions code={inForce.code} />}
          >
            {shown.title}
          </PageHeading>
          {inForce.retiredOn !== null && (
            <InsetText>Ngừng dùng sau ngày {formatCalendarDate(inForce.retiredOn)}.</InsetText>
          )}
          <DraftsUnderWay drafts={drafts} />
          <SummaryList rows={settingsOf(shown, kinds, yearOf(today))} />
          <Outline
            definition={definition}
            kinds={kinds}
            titleOf={(code) => indicators.find((indicator) => indicator.code === code)?.title ?? code}
          />
          <DeadlineTable typeCode={inForce.code} deadlines={deadlines} kinds={kinds} manages={manages} />
          <Versions versions={versions} shown={shown} uses={uses} />
          <p class="govuk-body">
            <a class="govuk-link" href={`${TYPES_PATH}/file?type=${shown.code}&version=${shown.number}`}>
              Tải loại báo cáo này về (tệp JSON)
            </a>
          </p>
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function TypeActions({ code }: { code: string }) {
  return (
    <ActionBar>
      <ButtonLink href={`${typePath(code)}/versions/new`}>Soạn bản mới</ButtonLink>
      <ButtonLink href={`${typePath(code)}/retirement`} variant="secondary">
        Ngừng dùng
      </ButtonLink>
    </ActionBar>
  )
}

function versionInWords(shown: ReportType, inForce: ReportType): string {
  if (shown.number === inForce.number) return `Bản ${shown.number}, đang dùng`
  if (shown.validFrom !== null && shown.number > inForce.number) {
    return `Bản ${shown.number}, dùng từ ngày ${formatCalendarDate(shown.validFrom)}`
  }
  return `Bản ${shown.number}, đã thay bằng bản sau`
}

function DraftsUnderWay({ drafts }: { drafts: readonly TypeDraft[] }) {
  if (drafts.length === 0) return null
  return (
    <InsetText>
      Đang soạn bản mới:{' '}
      {drafts.map(({ id, changedBy }, index) => (
        <>
          {index > 0 && '; '}
          <a class="govuk-link" href={draftPath(id)}>
            bản soạn số {id}
          </a>
          {changedBy && ` (${changedBy})`}
        </>
      ))}
    </InsetText>
  )
}

function Outline({
  definition: { sections },
  kinds,
  titleOf,
}: {
  definition: TypeDefinition
  kinds: readonly UnitKind[]
  titleOf: (indicatorCode: string) => string
}) {
  const positions = positionsInOutline(sections)
  return (
    <DataTable
      caption={`Đề cương (${sections.length} mục)`}
      phone="stack"
      empty="Chưa có mục nào."
      columns={[
        { key: 'title', title: 'Mục', rowHeader: true, width: 'one-third' },
        { key: 'hint', title: 'Lời văn' },
        { key: 'figures', title: 'Số liệu' },
        { key: 'who', title: 'Có trong báo cáo của' },
      ]}
      rows={sections.map((section, index) => ({
        title: `${outlineNumber(section.level, positions[index] ?? 0)} ${section.title}`,
        hint: section.hint === '' ? <span class="app-muted">Không viết lời</span> : section.hint,
        figures:
          section.indicatorCodes.length === 0 ? (
            <span class="app-muted">Không có</span>
          ) : (
            <ul class="govuk-list">
              {section.indicatorCodes.map((code) => (
                <li key={code}>
                  <a class="govuk-link" href={`/figures/${code}`}>
                    {titleOf(code)}
                  </a>
                </li>
              ))}
              {section.aboutKinds !== null && (
                <li class="app-muted">Tính cho: {kindsInWords(section.aboutKinds, kinds)}</li>
              )}
            </ul>
          ),
        who: section.unitKinds === null ? 'Mọi đơn vị' : kindsInWords(section.unitKinds, kinds),
      }))}
    />
  )
}

function Versions({
  versions,
  shown,
  uses,
}: {
  versions: readonly ReportType[]
  shown: ReportType
  uses: Awaited<ReturnType<typeof usesOfType>>
}) {
  return (
    <DataTable
      caption="Các bản và báo cáo viết theo từng bản, trong phạm vi của bạn"
      phone="stack"
      empty=""
      columns={[
        { key: 'version', title: 'Bản', rowHeader: true },
        { key: 'from', title: 'Dùng cho' },
        { key: 'reason', title: 'Lý do' },
        { key: 'requests', title: 'Yêu cầu', numeric: true },
        { key: 'reports', title: 'Báo cáo', numeric: true },
        { key: 'sent', title: 'Trong đó đã gửi', numeric: true },
      ]}
      rows={versions.map((version) => {
        const use = uses.find((each) => each.version === version.number)
        return {
          version:
            version.number === shown.number ? (
              `Bản ${version.number} (đang xem)`
            ) : (
              <a class="govuk-link" href={`${typePath(version.code)}?version=${version.number}`}>
                Bản {version.number}
              </a>
            ),
          from:
            version.validFrom === null
              ? versions.length === 1
                ? 'Mọi kỳ'
                : 'Mọi kỳ trước bản sau'
              : `Kỳ kết thúc từ ${formatCalendarDate(version.validFrom)}`,
          reason: version.reason === '' ? <span class="app-muted">Bản đầu tiên</span> : version.reason,
          requests: formatNumber(use?.requests ?? 0),
          reports: formatNumber(use?.reports ?? 0),
          sent: formatNumber(use?.sent ?? 0),
        }
      })}
    />
  )
}
