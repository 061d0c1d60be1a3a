import type { Context } from '../../../platform/http/context.ts'
import {
  DataTable,
  type FormView,
  NumberField,
  optionsOf,
  Pagination,
  SelectField,
  UnitFilterField,
} from '../../../platform/page/index.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { formTitles } from '../queries/award-forms.ts'
import type { awards } from '../queries/awards.ts'
import { decisionOfAward, RECIPIENT_KINDS } from '../rules/award.ts'
import { AWARD_LABELS as L } from './award-fields.ts'
import { AwardStateTag, Eligibility, Recipient } from './award-parts.tsx'

type Listed = Awaited<ReturnType<typeof awards>>

/** Every column in which awards are told; each list shows some of them. */
const COLUMNS = {
  year: { title: 'Năm', width: 'narrow' },
  recipient: { title: 'Tập thể, cá nhân', rowHeader: true, width: 'one-third' },
  form: { title: 'Hình thức' },
  achievement: { title: L.achievement, width: 'one-third' },
  result: { title: 'Xếp loại của đơn vị' },
  origin: { title: 'Ai đề nghị' },
  state: { title: 'Kết quả' },
  decision: { title: 'Quyết định' },
} as const

export type AwardColumn = keyof typeof COLUMNS

/** A page of proposals or awards, with the way to the next one: `nextHref` answers it for the cursor. */
export function AwardRows({
  list,
  columns,
  caption,
  captionHidden = true,
  empty,
  nextHref,
}: {
  list: Listed
  columns: readonly AwardColumn[]
  caption: string
  captionHidden?: boolean
  empty: string
  nextHref: (after: string) => string
}) {
  return (
    <>
      <DataTable
        caption={caption}
        captionHidden={captionHidden}
        phone="stack"
        empty={empty}
        columns={columns.map((key) => ({ key, ...COLUMNS[key] }))}
        rows={list.rows.map((award) => ({
          year: String(award.forYear),
          recipient: <Recipient award={award} href={`/awards/${award.id}`} />,
          form: award.formTitle,
          achievement: award.achievement,
          result: <Eligibility result={award} year={award.forYear} />,
          origin: award.origin === 'system' ? 'Hệ thống, theo quy tắc' : 'Đơn vị',
          state: <AwardStateTag state={award.state} />,
          decision: decisionOfAward(award),
        }))}
      />
      <Pagination nextHref={list.next ? nextHref(list.next) : undefined} />
    </>
  )
}

/** What the filters of awards let one choose from. */
export async function filterChoices({ database, official, today }: Context) {
  const [units, forms] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'award.read') }),
    formTitles(database),
  ])
  return { units, forms }
}

/** The questions that every list of awards answers. */
export function AwardFilters({ form, units, forms }: { form: FormView } & Awaited<ReturnType<typeof filterChoices>>) {
  return (
    <>
      <NumberField form={form} name="year" label={L.forYear} width={4} />
      <SelectField form={form} name="form" label={L.awardForm} emptyText="Mọi hình thức" options={optionsOf(forms)} />
      <SelectField
        form={form}
        name="kind"
        label={L.recipientKind}
        emptyText="Tập thể và cá nhân"
        options={optionsOf(RECIPIENT_KINDS)}
      />
      <UnitFilterField form={form} units={units} />
    </>
  )
}
