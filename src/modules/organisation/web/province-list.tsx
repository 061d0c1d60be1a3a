import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import type { Choices } from '../../../platform/http/form-conflict.ts'
import type { FormValues } from '../../../platform/http/form-reception.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import type { RoutePermission } from '../../../platform/http/permission.ts'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  type DataColumn,
  type DataRow,
  DataTable,
  DateField,
  Form,
  type FormView,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  Tag,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Refusal } from '../../../vocabulary/refusal.ts'
import { requireWholeProvince } from '../actions/require-whole-province.ts'

/** One name of such a list; `endedOn` is the last day on which it is taken into use, null while it goes on. */
type Listed = { readonly code: string; readonly title: string; readonly endedOn: CalendarDate | null }

/** A list of names that records choose from, such as the forms of award. A name is never taken away: it ends, and records keep it. */
export type ProvinceList<Item extends Listed, Added extends z.ZodType, Changed extends z.ZodType> = {
  path: string
  permission: RoutePermission & string
  /** The name of the code in the address of one: each list has its own. */
  codeName: string
  /** What the trail calls one of them. */
  recordKind: string
  words: {
    /** Of the list, in the browser's title and on the way back. */
    title: string
    heading: string
    introduction: string
    caption: string
    empty: string
    /** “Thêm hình thức” on the button, “Thêm hình thức khen thưởng” above the form; the same for a change. */
    add: string
    addHeading: string
    change: string
    changeHeading: string
    /** What ending one means, below its field. */
    ending: string
  }
  wide?: boolean
  items: (database: Database) => Promise<readonly Item[]>
  /** The columns beside the name and the state, and what stands in them. */
  columns: readonly DataColumn[]
  cells: (item: Item) => DataRow
  addFields: Added
  changeFields: Changed
  labels: Readonly<Record<string, string>> & { readonly endedOn: string }
  choices?: () => Choices
  initial: FormValues
  valuesOf: (item: Item) => FormValues
  /** The fields but that of the last day; without `item` one is added. */
  draw: (view: { form: FormView; item: Item | undefined }) => ComponentChildren
  add: (context: Context, entered: z.output<Added>) => Promise<unknown>
  change: (
    context: Context,
    of: { code: string; version: string | null },
    entered: z.output<Changed>,
  ) => Promise<unknown>
  noSuch: () => Refusal
}

/** The pages of such a list, for who administers the whole province: the list, adding a name, changing or ending one. */
export function provinceListPages<Item extends Listed, Added extends z.ZodType, Changed extends z.ZodType>(
  app: FastifyInstance,
  list: ProvinceList<Item, Added, Changed>,
): void {
  const { path, permission, words } = list
  const backLink = { href: path, text: words.title }

  staffPage(app, {
    path,
    permission,
    draw: async ({ database, today, page }) => (
      <Layout title={words.title} context={page} wide={list.wide ?? false}>
        <PageHeading
          actions={
            <ActionBar>
              <ButtonLink href={`${path}/new`}>{words.add}</ButtonLink>
            </ActionBar>
          }
        >
          {words.heading}
        </PageHeading>
        <p class="govuk-body">{words.introduction}</p>
        <DataTable
          caption={words.caption}
          captionHidden
          phone="stack"
          empty={words.empty}
          columns={[...list.columns, { key: 'state', title: 'Tình trạng' }]}
          rows={(await list.items(database)).map((item) => ({
            ...list.cells(item),
            title: (
              <a class="govuk-link" href={`${path}/${item.code}/edit`}>
                {item.title}
              </a>
            ),
            state: <StateTag endedOn={item.endedOn} today={today} />,
          }))}
        />
      </Layout>
    ),
  })

  staffForm(app, {
    path: `${path}/new`,
    permission,
    fields: list.addFields,
    load: ({ database, official, today }) => requireWholeProvince(database, official, permission, today),
    initial: () => list.initial,
    draw: ({ context, form }) => (
      <Layout title={words.addHeading} context={context.page} form={form} backLink={backLink}>
        <PageHeading>{words.addHeading}</PageHeading>
        <Form form={form}>
          {list.draw({ form, item: undefined })}
          <SubmitButtons cancelHref={path}>
            <SubmitButton>{words.add}</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, entered) => {
      await list.add(context, entered)
      return path
    },
  })

  staffForm(app, {
    path: `${path}/:${list.codeName}/edit`,
    permission,
    params: z.record(z.string(), z.string().regex(/^[a-z0-9-]{1,60}$/)),
    fields: list.changeFields,
    labels: list.labels,
    ...(list.choices ? { choices: list.choices } : {}),
    load: async ({ database, official, today, params }) => {
      await requireWholeProvince(database, official, permission, today)
      const item = (await list.items(database)).find(({ code }) => code === params[list.codeName])
      if (!item) throw list.noSuch()
      return { item, changes: await changesOf(database, { kind: list.recordKind, id: item.code }) }
    },
    initial: ({ item }) => list.valuesOf(item),
    draw: ({ context, data: { item, changes }, form }) => (
      <Layout title={words.changeHeading} context={context.page} form={form} backLink={backLink}>
        <PageHeading caption={item.title}>{words.changeHeading}</PageHeading>
        <Form form={form}>
          {list.draw({ form, item })}
          <DateField form={form} name="endedOn" label={list.labels.endedOn} optional hint={words.ending} />
          <SubmitButtons cancelHref={path}>
            <SubmitButton>{words.change}</SubmitButton>
          </SubmitButtons>
        </Form>
        <ChangeHistory changes={changes} />
      </Layout>
    ),
    submit: async (context, entered, { item }) => {
      await list.change(context, { code: item.code, version: context.version }, entered)
      return path
    },
  })
}

function StateTag({ endedOn, today }: { endedOn: CalendarDate | null; today: CalendarDate }) {
  if (endedOn === null) return <Tag colour="green" text="Đang dùng" />
  if (today <= endedOn) return <Tag colour="yellow" text={`Dùng đến hết ${formatCalendarDate(endedOn)}`} />
  return <Tag colour="grey" text={`Thôi dùng từ sau ${formatCalendarDate(endedOn)}`} />
}
