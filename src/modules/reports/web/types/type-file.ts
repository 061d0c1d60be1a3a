import { z } from 'zod'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import type { PeriodKind } from '../../../../vocabulary/reporting-period.ts'
import { ALL_PERIOD_KINDS } from '../../rules/period-entered.ts'
import type { TypeDefinition } from '../../rules/type-definition.ts'

const Code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60)
const Kinds = z.array(z.string().min(1).max(60)).max(50)

const SectionSchema = z.strictObject({
  code: Code,
  level: z.literal([1, 2]),
  title: z.string().trim().min(1).max(300),
  hint: z.string().max(2000).default(''),
  indicatorCodes: z.array(z.string().min(1).max(120)).max(200).default([]),
  unitKinds: Kinds.nullable().default(null),
  aboutKinds: Kinds.nullable().default(null),
})

/** A version of a report type as it stands in a file. */
const TypeSchema = z.strictObject({
  code: Code,
  title: z.string().trim().min(1).max(200),
  summary: z.string().trim().min(1).max(300),
  cutOff: z.enum(['calendar', 'mid-month']),
  periodKinds: z.array(z.enum(ALL_PERIOD_KINDS as [PeriodKind, ...PeriodKind[]])).min(1),
  senderKinds: Kinds.min(1),
  receiverKinds: Kinds.min(1),
  source: z.string().trim().min(1).max(2000),
  sections: z.array(z.unknown()).max(200),
})

const FileSchema = z.strictObject({ reportTypes: z.array(z.unknown()).min(1).max(50) })

const FIELDS: Readonly<Record<string, string>> = {
  code: 'mã (chữ thường không dấu, số, gạch nối)',
  title: 'tên',
  summary: 'trích yếu',
  cutOff: 'cách chốt số liệu (calendar hoặc mid-month)',
  periodKinds: `loại kỳ (${ALL_PERIOD_KINDS.join(', ')})`,
  senderKinds: 'đơn vị phải gửi',
  receiverKinds: 'nơi nhận',
  source: 'căn cứ',
  sections: 'các mục của đề cương',
  level: 'cấp của mục (1 hoặc 2)',
  hint: 'hướng dẫn',
  indicatorCodes: 'số liệu',
  unitKinds: 'loại đơn vị có mục này',
  aboutKinds: 'cơ quan được tính số liệu',
}

/**
 * The report types of a file. Refuses `report.unreadable-file` and says of each type and section, by its number and title, what is wrong;
 * whether figures and kinds of unit exist is checked when a draft is kept.
 */
export function readReportTypes(content: string): TypeDefinition[] {
  const file = FileSchema.safeParse(parsed(content))
  if (!file.success) {
    throw unreadable([
      'Tệp phải có một danh sách “reportTypes” gồm ít nhất một loại báo cáo, và không có mục nào khác.',
    ])
  }
  const problems: string[] = []
  const found: TypeDefinition[] = []
  for (const [index, given] of file.data.reportTypes.entries()) {
    const where = `Loại báo cáo thứ ${index + 1}${titleIn(given)}`
    const read = TypeSchema.safeParse(given)
    if (!read.success) {
      problems.push(`${where}: ${whatIsWrong(read.error.issues)}.`)
      continue
    }
    const sections = read.data.sections.flatMap((each, place) => {
      const section = SectionSchema.safeParse(each)
      if (section.success) return [section.data]
      problems.push(`${where}, mục thứ ${place + 1}${titleIn(each)}: ${whatIsWrong(section.error.issues)}.`)
      return []
    })
    found.push({ ...read.data, sections })
  }
  const codes = found.map(({ code }) => code)
  const twice = found.filter(({ code }, index) => codes.indexOf(code) !== index)
  problems.push(...twice.map(({ title }) => `“${title}” có mã trùng với một loại báo cáo đứng trước trong tệp.`))
  if (problems.length > 0) throw unreadable(problems)
  return found
}

/** The report types as a file that `readReportTypes` reads. */
export function writeReportTypes(types: readonly TypeDefinition[]): string {
  const reportTypes = types.map(({ sections, ...type }) => ({
    ...inOrder(type, Object.keys(TypeSchema.shape)),
    sections: sections.map((section) => inOrder(section, Object.keys(SectionSchema.shape))),
  }))
  return `${JSON.stringify({ reportTypes }, null, 2)}\n`
}

function inOrder(said: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in said).map((name) => [name, said[name]]))
}

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    throw unreadable([
      'Nội dung không phải tệp JSON đọc được: có thể thiếu dấu ngoặc, dấu phẩy hoặc bị cắt mất một phần.',
    ])
  }
}

function titleIn(given: unknown): string {
  const title = z.looseObject({ title: z.string() }).safeParse(given)
  return title.success ? ` (“${title.data.title}”)` : ''
}

function whatIsWrong(issues: readonly z.core.$ZodIssue[]): string {
  const named = issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return [`có phần lạ “${issue.keys.join('”, “')}”`]
    return [`thiếu hoặc sai ${FIELDS[String(issue.path[0] ?? '')] ?? 'nội dung'}`]
  })
  return [...new Set(named)].join('; ')
}

function unreadable(problems: readonly string[]): Refusal {
  const message = problems.slice(0, 20).join(' ')
  return new Refusal('invalid', 'report.unreadable-file', message, { content: message })
}
