import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressId, addressYear } from '../../../../platform/http/address-fields.ts'
import { asDownload } from '../../../../platform/http/download.ts'
import { Id, publicPage, readAddress } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { publicContext } from '../../../../platform/http/request.ts'
import { DataTable, InsetText, SourceNote, SummaryList } from '../../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import {
  DISCLOSURE_FORMS,
  disclosingCommunes,
  publicDisclosure,
  publicDisclosures,
  publicFile,
  publicFilesOf,
  publicPostings,
  publicUnitName,
  publicYears,
  QUARTERS,
} from '../../../democracy/index.ts'
import { vi } from '../../texts/vi.ts'
import { Choice, PublicPage, provinces } from '../public-page.tsx'

const T = vi.disclosures
const DISCLOSURES_PATH = '/public/disclosures'

/** What communes have made public, at addresses that last: by commune, one document, and its files. */
export function publicDisclosurePages(app: FastifyInstance): void {
  communeList(app)
  communePage(app)
  documentPage(app)
  fileDownload(app)
}

function communeList(app: FastifyInstance): void {
  publicPage(app, {
    path: DISCLOSURES_PATH,
    query: z.object({ province: addressId }),
    draw: async (context) => {
      const { database, today, query } = context
      const found = await provinces(context, query.province)
      const communes = await disclosingCommunes(database, { rootId: found.chosen?.id, today })
      return (
        <PublicPage context={context} path={DISCLOSURES_PATH} title={T.title} caption={found.chosen?.name}>
          <p class="govuk-body">{T.introduction}</p>
          <Choice provinces={found} />
          <DataTable
            caption={T.title}
            captionHidden
            phone="stack"
            empty={T.empty}
            columns={[
              { key: 'unit', title: T.unit, rowHeader: true },
              { key: 'count', title: T.count, numeric: true },
              { key: 'latest', title: T.latest },
            ]}
            rows={communes.map((commune) => ({
              unit: (
                <a class="govuk-link" href={`${DISCLOSURES_PATH}/units/${commune.id}`}>
                  {commune.name}
                </a>
              ),
              count: formatNumber(commune.count),
              latest: formatCalendarDate(commune.latestOn),
            }))}
          />
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

function communePage(app: FastifyInstance): void {
  publicPage(app, {
    path: `${DISCLOSURES_PATH}/units/:unitId`,
    params: z.object({ unitId: Id }),
    query: z.object({ year: addressYear }),
    draw: async (context) => {
      const { database, today, params, query } = context
      const [name, years] = await Promise.all([
        publicUnitName(database, params.unitId, today),
        publicYears(database, params.unitId, today),
      ])
      if (name === undefined) throw new Refusal('not-found', 'portal.no-such-unit', T.one.noUnit)
      const year = query.year ?? years[0] ?? yearOf(today)
      const documents = await publicDisclosures(database, { unitId: params.unitId, year, today })
      const contents = [...new Set(documents.map((each) => each.contentTitle))]
      return (
        <PublicPage
          context={context}
          path={DISCLOSURES_PATH}
          title={T.ofUnit.title(name)}
          caption={T.ofUnit.caption(year)}
          backLink={{ href: DISCLOSURES_PATH, text: T.ofUnit.back }}
        >
          {documents.length === 0 && <p class="govuk-body">{T.ofUnit.empty}</p>}
          {contents.map((content) => (
            <DataTable
              key={content}
              caption={content}
              phone="stack"
              empty={T.ofUnit.empty}
              columns={[
                { key: 'title', title: T.ofUnit.document, rowHeader: true, width: 'two-thirds' },
                { key: 'disclosedOn', title: T.ofUnit.disclosedOn },
              ]}
              rows={documents
                .filter((each) => each.contentTitle === content)
                .map((each) => ({
                  title: (
                    <a class="govuk-link" href={`${DISCLOSURES_PATH}/${each.id}`}>
                      {each.quarter ? `${each.title} (${QUARTERS[each.quarter]})` : each.title}
                    </a>
                  ),
                  disclosedOn: each.disclosedOn ? formatCalendarDate(each.disclosedOn) : '',
                }))}
            />
          ))}
          <OtherYears years={years.filter((each) => each !== year)} unitId={params.unitId} />
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

function OtherYears({ years, unitId }: { years: readonly number[]; unitId: string }) {
  if (years.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-s">{T.ofUnit.years}</h2>
      <ul class="govuk-list">
        {years.map((year) => (
          <li key={year}>
            <a class="govuk-link" href={`${DISCLOSURES_PATH}/units/${unitId}?year=${year}`}>
              {T.ofUnit.caption(year)}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

function documentPage(app: FastifyInstance): void {
  publicPage(app, {
    path: `${DISCLOSURES_PATH}/:disclosureId`,
    params: z.object({ disclosureId: Id }),
    draw: async (context) => {
      const { database, today, params } = context
      const found = await publicDisclosure(database, params.disclosureId, today)
      if (!found) throw new Refusal('not-found', 'portal.no-such-disclosure', T.one.notFound)
      const frame = {
        context,
        path: DISCLOSURES_PATH,
        backLink: { href: `${DISCLOSURES_PATH}/units/${found.unitId}`, text: T.one.back(found.unitName) },
      }
      if (found.withdrawnOn !== null) {
        // Not even its title: that may be what had to be taken back.
        return (
          <PublicPage {...frame} title={T.one.withdrawnTitle} caption={found.unitName}>
            <InsetText>{T.one.withdrawn(formatCalendarDate(found.withdrawnOn), found.withdrawnReason)}</InsetText>
          </PublicPage>
        )
      }
      const [files, postings] = await Promise.all([
        publicFilesOf(database, found.id),
        publicPostings(database, found.id),
      ])
      return (
        <PublicPage {...frame} title={found.title} caption={found.unitName}>
          {found.illustration && <InsetText>{found.illustration}</InsetText>}
          <SummaryList
            rows={[
              {
                label: T.one.content,
                value: found.quarter ? `${found.contentTitle} (${QUARTERS[found.quarter]})` : found.contentTitle,
              },
              ...(found.documentNumber ? [{ label: T.one.number, value: found.documentNumber }] : []),
              { label: T.one.issuedOn, value: formatCalendarDate(found.documentIssuedOn) },
              { label: T.one.disclosedOn, value: found.disclosedOn ? formatCalendarDate(found.disclosedOn) : '' },
              ...(found.summary
                ? [{ label: T.one.summary, value: <span class="app-prewrap">{found.summary}</span> }]
                : []),
            ]}
          />
          <h2 class="govuk-heading-m">{T.one.files}</h2>
          {files.length === 0 ? (
            <p class="govuk-body">{T.one.noFiles}</p>
          ) : (
            <ul class="govuk-list govuk-list--bullet">
              {files.map((file) => (
                <li key={file.id}>
                  <a class="govuk-link" href={`${DISCLOSURES_PATH}/${found.id}/files/${file.id}`}>
                    {file.name}
                  </a>
                </li>
              ))}
            </ul>
          )}
          <DataTable
            caption={T.one.places}
            phone="stack"
            empty=""
            columns={[
              { key: 'form', title: T.one.form, rowHeader: true },
              { key: 'place', title: T.one.place },
              { key: 'days', title: T.one.days },
            ]}
            rows={postings.map((posting) => ({
              form: DISCLOSURE_FORMS[posting.form],
              place: posting.place,
              days: posting.postedUntil
                ? T.one.span(formatCalendarDate(posting.postedOn), formatCalendarDate(posting.postedUntil))
                : T.one.from(formatCalendarDate(posting.postedOn)),
            }))}
          />
          <SourceNote>{T.source}</SourceNote>
        </PublicPage>
      )
    },
  })
}

function fileDownload(app: FastifyInstance): void {
  app.get(`${DISCLOSURES_PATH}/:disclosureId/files/:attachmentId`, allow('public'), async (request, reply) => {
    const { database, today, files } = publicContext(request)
    const given = readAddress(z.object({ disclosureId: Id, attachmentId: Id }), request.params)
    const file = await publicFile(database, given, today)
    if (!file) throw new Refusal('not-found', 'portal.no-such-file', T.one.noFile)
    return asDownload(reply, file).header('content-length', file.sizeInBytes).send(files.read(file.sha256))
  })
}
