import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { Layout, PageHeading } from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { postFor, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { changeDocument, recordDocument } from '../actions/record-document.ts'
import { linksOf } from '../queries/document-links.ts'
import { documentById } from '../queries/documents.ts'
import { issuersFor } from '../queries/issuers.ts'
import { nextNumbers } from '../queries/next-number.ts'
import type { DocumentLike } from '../queries/possible-duplicates.ts'
import { documentFormValues } from '../rules/document-form-values.ts'
import { ONE_SERIES } from '../rules/number-scheme.ts'
import type { Direction } from '../rules/register-entry.ts'
import { DOCUMENT_TYPE_CHOICES } from '../rules/register-entry.ts'
import { DocumentFields, DOCUMENT_LABELS as L } from './document-fields.ts'
import { DocumentFormBody } from './document-form-body.tsx'
import { askAboutDuplicates } from './duplicate-question.tsx'

const NEW_TITLES: Readonly<Record<Direction, string>> = {
  outgoing: 'Vào sổ văn bản đi',
  incoming: 'Vào sổ văn bản đến',
}

/** Entering documents in the register, and mending what was entered. */
export function documentForms(app: FastifyInstance): void {
  newDocumentForm(app, 'outgoing')
  newDocumentForm(app, 'incoming')

  staffForm(app, {
    path: '/documents/:documentId/edit',
    permission: 'document.write',
    params: z.object({ documentId: Id }),
    fields: DocumentFields,
    draftOf: 'document',
    labels: L,
    load: async (context) => {
      const { database, official, today } = context
      const document = await documentById(database, official, context.params.documentId, today)
      if (!document)
        throw new Refusal('not-found', 'documents.no-such-document', 'Không có văn bản này trong phạm vi của bạn.')
      return { document, links: await linksOf(database, official, document.id, today), choices: await choices(context) }
    },
    initial: ({ document, links }) => documentFormValues(document, links),
    draw: ({ context, data: { document, choices }, form }) => {
      const href = `/documents/${document.id}`
      return (
        <Layout title="Sửa văn bản" context={context.page} form={form} backLink={{ href, text: 'Trở lại văn bản' }}>
          <PageHeading caption={document.reference}>Sửa văn bản</PageHeading>
          <DocumentFormBody
            form={form}
            choices={{ ...choices, nextNumbers: [] }}
            direction={document.direction}
            cancelHref={href}
          />
        </Layout>
      )
    },
    submit: async (context, { duplicate: _duplicate, ...given }) => {
      const id = context.params.documentId
      await changeDocument(context.database, context.official, {
        id,
        version: context.version,
        given,
        today: context.today,
      })
      return `/documents/${id}`
    },
  })
}

function newDocumentForm(app: FastifyInstance, direction: Direction): void {
  staffForm(app, {
    path: `/documents/${direction}/new`,
    permission: 'document.write',
    fields: DocumentFields,
    draftOf: 'document',
    labels: L,
    load: async (context) => ({
      choices: await choices(context),
      type: context.query.type ?? '',
      found: [] as DocumentLike[],
    }),
    initial: ({ choices, type }, { today, official }) => ({
      unitId:
        choices.units.find((unit) => unit.id === postFor(official, 'document.write')?.unitId)?.id ??
        choices.units[0]?.id ??
        '',
      type: type in DOCUMENT_TYPE_CHOICES ? type : '',
      ...(direction === 'outgoing'
        ? { issuedOn: formatCalendarDate(today) }
        : { arrivedOn: formatCalendarDate(today) }),
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title={NEW_TITLES[direction]}
        context={context.page}
        form={form}
        backLink={{ href: '/documents', text: 'Sổ văn bản' }}
      >
        <PageHeading>{NEW_TITLES[direction]}</PageHeading>
        <DocumentFormBody
          form={form}
          choices={data.choices}
          direction={direction}
          cancelHref="/documents"
          found={data.found}
        />
      </Layout>
    ),
    submit: async (context, { duplicate, ...given }, { found }) => {
      await askAboutDuplicates(context, { ...given, duplicate }, found)
      const id = await recordDocument(context.database, context.official, given, context.today)
      return `/documents/${id}`
    },
  })
}

async function choices({ database, official, today }: Context) {
  const ownUnitId = postFor(official, 'document.write')?.unitId
  const [units, issuers, numbers] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'document.write') }),
    issuersFor(database, official, today),
    ownUnitId === undefined ? [] : nextNumbers(database, { issuingUnitId: ownUnitId, year: yearOf(today) }),
  ])
  return {
    units,
    issuers,
    nextNumbers: numbers.map(({ next, symbol, series }) => {
      const number = String(next).padStart(2, '0')
      return series.startsWith(ONE_SERIES) ? `${number} (chung cho các loại)` : `${number}/${symbol}`
    }),
  }
}
