import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { FigureUse } from '../../../platform/database/figure-use.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  Details,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { indicatorVersions, noSuchIndicator } from '../queries/definitions.ts'
import { asCounted, typedValueFact } from '../queries/typed-values.ts'
import { operandsOf } from '../rules/derived-figure.ts'
import { whyNotCountable } from '../rules/fitting.ts'
import { type Indicator, isCounted } from '../rules/indicator.ts'
import { versionOn } from '../rules/version.ts'
import { versionInWords, wayInWords } from '../rules/way-in-words.ts'
import { IndicatorCode } from './figure-address.ts'

/** How an indicator is computed, in words, the act or practice behind it, its versions, and where it is used. */
export function indicatorPage(app: FastifyInstance, facts: readonly Fact[], uses: readonly FigureUse[]): void {
  staffPage(app, {
    path: '/figures/:code',
    permission: 'figure.read',
    params: z.object({ code: IndicatorCode }),
    draw: async ({ database, official, today, page, params }) => {
      const all = await indicatorVersions(database)
      const versions = all.filter((version) => version.code === params.code)
      const indicator = versionOn(versions, today)
      if (!indicator) throw noSuchIndicator(params.code)
      const [places, changes] = await Promise.all([
        placesOf(database, uses, params.code),
        changesOf(database, { kind: 'indicator', id: params.code }),
      ])
      const manages = may(official, 'indicator.manage')
      const explained = (version: Indicator) => explanationOf(version, facts, all)
      const older = versions.filter((version) => version !== indicator)
      return (
        <Layout
          title={indicator.title}
          context={page}
          breadcrumbs={[
            { href: '/figures', text: 'Số liệu' },
            { href: '/figures/definitions', text: 'Chỉ tiêu' },
            { text: indicator.title },
          ]}
        >
          <PageHeading
            caption={indicator.theme}
            actions={
              <ActionBar>
                {indicator.measure === 'typed' && may(official, 'indicator.enter') && indicator.retiredOn === null && (
                  <ButtonLink href={`/figures/values/new?indicator=${indicator.code}`}>Nhập số liệu</ButtonLink>
                )}
                {manages && indicator.retiredOn === null && (
                  <>
                    <ButtonLink href={`/figures/${indicator.code}/versions/new`} variant="secondary">
                      Soạn bản mới
                    </ButtonLink>
                    <ButtonLink href={`/figures/${indicator.code}/retirement`} variant="secondary">
                      Ngừng dùng
                    </ButtonLink>
                  </>
                )}
              </ActionBar>
            }
          >
            {indicator.title}
          </PageHeading>
          {indicator.retiredOn !== null && (
            <InsetText>
              Chỉ tiêu này chỉ dùng đến hết ngày {formatCalendarDate(indicator.retiredOn)}. Số liệu của các kỳ trước vẫn
              xem được.
            </InsetText>
          )}
          {whyNot(indicator, facts) && <InsetText>{whyNot(indicator, facts)}</InsetText>}
          <SummaryList
            rows={[
              ...explained(indicator),
              { label: 'Bản đang dùng', value: versionInWords(indicator) },
              ...(indicator.measure === 'typed'
                ? [
                    {
                      label: 'Số liệu đã nhập',
                      value: (
                        <a class="govuk-link" href={`/figures/values?indicator=${indicator.code}`}>
                          Xem theo đơn vị và kỳ
                        </a>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          <OperandTable indicator={indicator} all={all} />
          <PlaceTable places={[...places, ...formulasWith(indicator, all, today)]} />
          {older.length > 0 && (
            <>
              <h2 class="govuk-heading-m">Các bản khác</h2>
              <p class="govuk-body">Số liệu của kỳ nào được tính theo bản dùng vào ngày cuối của kỳ ấy.</p>
              {older.map((version) => (
                <Details
                  key={version.version}
                  summary={`${versionInWords(version)}${version.reason === '' ? '' : `: ${version.reason}`}`}
                >
                  <SummaryList rows={explained(version)} />
                </Details>
              ))}
            </>
          )}
          {changes.length > 0 && <ChangeHistory changes={changes} />}
        </Layout>
      )
    },
  })
}

/** The explanation of a version, with the titles of what its formula names. */
export function explanationOf(indicator: Indicator, facts: readonly Fact[], all: readonly Indicator[]) {
  const fact = facts.find((offered) => offered.code === indicator.factCode)
  return wayInWords(indicator, fact, (code) => all.find((each) => each.code === code)?.title)
}

function whyNot(indicator: Indicator, facts: readonly Fact[]): string | null {
  if (!isCounted(indicator)) return null
  const counted = asCounted(indicator)
  const fact = [...facts, typedValueFact].find((offered) => offered.code === counted.factCode)
  return whyNotCountable(counted, fact)?.messageForPerson ?? null
}

type Place = { use: string; text: string; path: string | null }

async function placesOf(database: Database, uses: readonly FigureUse[], code: string): Promise<Place[]> {
  const found = await Promise.all(
    uses.map(async (use) => (await use.places(database, code)).map((place) => ({ use: use.title, ...place }))),
  )
  return found.flat()
}

function formulasWith(indicator: Indicator, all: readonly Indicator[], today: string): Place[] {
  return all
    .filter((each) => operandsOf(each).includes(indicator.code))
    .filter(
      (each) =>
        versionOn(
          all.filter(({ code }) => code === each.code),
          today,
        ) === each,
    )
    .map((each) => ({ use: 'Công thức', text: each.title, path: `/figures/${each.code}` }))
}

function PlaceTable({ places }: { places: readonly Place[] }) {
  return (
    <DataTable
      caption="Được dùng ở"
      phone="stack"
      empty="Chưa có báo cáo, bộ tiêu chí hay công thức nào dùng chỉ tiêu này."
      columns={[
        { key: 'use', title: 'Loại', width: 'one-quarter' },
        { key: 'text', title: 'Nơi dùng', rowHeader: true },
      ]}
      rows={places.map(({ use, text, path }) => ({
        use,
        text:
          path === null ? (
            text
          ) : (
            <a class="govuk-link" href={path}>
              {text}
            </a>
          ),
      }))}
    />
  )
}

function OperandTable({ indicator, all }: { indicator: Indicator; all: readonly Indicator[] }) {
  const operands = [...new Set(operandsOf(indicator))].flatMap((code) => all.find((each) => each.code === code) ?? [])
  if (operands.length === 0) return null
  return (
    <DataTable
      caption="Chỉ tiêu trong công thức"
      phone="stack"
      empty=""
      columns={[
        { key: 'title', title: 'Chỉ tiêu', rowHeader: true },
        { key: 'unit', title: 'Đơn vị tính' },
      ]}
      rows={operands.map(({ code, title, unitOfMeasure }) => ({
        title: (
          <a class="govuk-link" href={`/figures/${code}`}>
            {title}
          </a>
        ),
        unit: unitOfMeasure,
      }))}
    />
  )
}
