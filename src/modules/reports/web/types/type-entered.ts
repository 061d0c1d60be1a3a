import { z } from 'zod'
import { choice, optionalText, text } from '../../../../platform/http/form-fields.ts'
import type { CutOff, PeriodKind } from '../../../../vocabulary/reporting-period.ts'
import { ALL_PERIOD_KINDS } from '../../rules/period-entered.ts'
import type { ReportSection } from '../../rules/report-type.ts'
import { CUT_OFFS, type TypeDefinition } from '../../rules/type-definition.ts'

export const TYPE_LABELS = {
  title: 'Tên loại báo cáo',
  summary: 'Trích yếu',
  cutOff: 'Chốt số liệu',
  periodKinds: 'Loại kỳ',
  senderKinds: 'Đơn vị phải gửi',
  receiverKinds: 'Nơi nhận',
  source: 'Căn cứ',
} as const

export const SECTION_LABELS = {
  title: 'Tên mục',
  level: 'Cấp của mục',
  hint: 'Hướng dẫn viết',
  unitKinds: 'Có trong báo cáo của',
  aboutKinds: 'Số liệu tính cho',
} as const

export const LEVELS = { '1': 'Mục lớn (I, II, III)', '2': 'Mục nhỏ (1, 2, 3) trong mục lớn' } as const

/** Several of a list, from check boxes: none, one or many. */
function several() {
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((chosen) => (chosen === undefined ? [] : [chosen].flat().filter((code) => code !== '')))
    .pipe(z.array(z.string().max(120)).max(200))
}

/** At least one of a list. */
const atLeastOne = (message: string) => several().refine((chosen) => chosen.length > 0, message)

const isPeriodKind = (kind: string): kind is PeriodKind => ALL_PERIOD_KINDS.some((known) => known === kind)

/** Checks all of a version but its outline. */
export const TypeFields = z.object({
  title: text(TYPE_LABELS.title, { longest: 200 }),
  summary: text(TYPE_LABELS.summary, { longest: 300 }),
  cutOff: choice<CutOff>(TYPE_LABELS.cutOff, CUT_OFFS),
  periodKinds: atLeastOne('Hãy chọn ít nhất một loại kỳ.').transform((kinds) => kinds.filter(isPeriodKind)),
  senderKinds: atLeastOne('Hãy chọn loại đơn vị phải gửi báo cáo.'),
  receiverKinds: atLeastOne('Hãy chọn cơ quan nhận báo cáo.'),
  source: text(TYPE_LABELS.source, { longest: 2000 }),
})

/** A version as its form shows it. */
export function typeFormValues(definition: Omit<TypeDefinition, 'sections'>) {
  return {
    title: definition.title,
    summary: definition.summary,
    cutOff: definition.cutOff,
    periodKinds: [...definition.periodKinds],
    senderKinds: [...definition.senderKinds],
    receiverKinds: [...definition.receiverKinds],
    source: definition.source,
  }
}

/** Checks a section; its figures stand in fields `figures-0`, `figures-1` …, one for each theme. */
export const SectionFields = z
  .object({
    title: text(SECTION_LABELS.title, { longest: 300 }),
    level: choice<keyof typeof LEVELS>(SECTION_LABELS.level, LEVELS),
    hint: optionalText(SECTION_LABELS.hint, { longest: 2000 }),
    unitKinds: several(),
    aboutKinds: several(),
  })
  .catchall(several())

export type SectionEntered = z.output<typeof SectionFields>

/** The section that was entered. Figures that stood there keep their order; new ones follow in the order of the list. */
export function sectionEntered(
  entered: SectionEntered,
  before: Pick<ReportSection, 'code' | 'indicatorCodes'>,
): ReportSection {
  const chosen = Object.entries(entered).flatMap(([name, value]) =>
    name.startsWith('figures-') && Array.isArray(value) ? value : [],
  )
  const kept = before.indicatorCodes.filter((code) => chosen.includes(code))
  return {
    code: before.code,
    level: entered.level === '1' ? 1 : 2,
    title: entered.title,
    hint: entered.hint,
    indicatorCodes: [...kept, ...new Set(chosen.filter((code) => !kept.includes(code)))],
    unitKinds: entered.unitKinds.length === 0 ? null : entered.unitKinds,
    aboutKinds: entered.aboutKinds.length === 0 ? null : entered.aboutKinds,
  }
}

/** A section as its form shows it; `themes` are those of the figures that can be chosen, in their order. */
export function sectionFormValues(
  section: ReportSection,
  themes: readonly { readonly indicators: readonly { readonly code: string }[] }[],
): Record<string, string | string[]> {
  return {
    title: section.title,
    level: String(section.level),
    hint: section.hint,
    unitKinds: [...(section.unitKinds ?? [])],
    aboutKinds: [...(section.aboutKinds ?? [])],
    ...Object.fromEntries(
      themes.map(({ indicators }, index) => [
        `figures-${index}`,
        indicators.map(({ code }) => code).filter((code) => section.indicatorCodes.includes(code)),
      ]),
    ),
  }
}
