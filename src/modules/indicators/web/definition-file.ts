import { z } from 'zod'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { Definition } from '../rules/definition.ts'
import { type Indicator, MEASURES, type Measure } from '../rules/indicator.ts'

const Filters = z.record(z.string().regex(/^\w{1,60}$/), z.array(z.string().min(1).max(200)).min(1).max(200))

/** One definition as it stands in a file and in a draft. */
export const DefinitionSchema = z.strictObject({
  code: z.string().regex(/^[a-z-]+\.[a-z0-9-]+$/),
  title: z.string().min(1).max(200),
  theme: z.string().min(1).max(100),
  unitOfMeasure: z.string().min(1).max(60),
  explanation: z.string().min(1).max(2000),
  source: z.string().min(1).max(1000),
  measure: z.enum(Object.keys(MEASURES) as [Measure, ...Measure[]]),
  factCode: z.string().max(60).nullable().default(null),
  measureColumn: z.string().max(60).nullable().default(null),
  filters: Filters.default({}),
  partFilters: Filters.nullable().default(null),
  formula: z.string().max(1000).nullable().default(null),
  decimals: z.number().int().min(0).max(4).default(2),
  addsUp: z.boolean().default(false),
  time: z.enum(['flow', 'state']).default('flow'),
})

const FileSchema = z.strictObject({ indicators: z.array(z.unknown()).min(1).max(200) })

const FIELDS: Readonly<Record<string, string>> = {
  code: 'mã',
  title: 'tên chỉ tiêu',
  theme: 'nhóm',
  unitOfMeasure: 'đơn vị tính',
  explanation: 'giải thích',
  source: 'căn cứ, nguồn',
  measure: 'kiểu chỉ tiêu',
  factCode: 'loại hồ sơ',
  measureColumn: 'số được cộng hoặc người được đếm',
  filters: 'điều kiện',
  partFilters: 'điều kiện vào tử số',
  formula: 'công thức',
  decimals: 'số chữ số sau dấu phẩy (0 đến 4)',
  addsUp: 'cộng các đơn vị trực thuộc',
  time: 'thời gian',
}

/**
 * The definitions of a file. Refuses `indicators.unreadable-file` and says of each definition, by its number and name, which field is
 * lacking or wrong.
 */
export function readDefinitions(content: string): Definition[] {
  const file = FileSchema.safeParse(parsed(content))
  if (!file.success) {
    throw unreadable([
      'Tệp phải là danh sách chỉ tiêu như tệp tải về từ trang Chỉ tiêu và cách tính (tối đa 200 chỉ tiêu).',
    ])
  }
  const problems: string[] = []
  const found: Definition[] = []
  for (const [index, given] of file.data.indicators.entries()) {
    const read = DefinitionSchema.safeParse(given)
    if (read.success) found.push(read.data)
    else problems.push(`Chỉ tiêu thứ ${index + 1}${titleIn(given)}: ${whatIsWrong(read.error.issues)}.`)
  }
  const codes = found.map(({ code }) => code)
  const twice = found.filter(({ code }, index) => codes.indexOf(code) !== index)
  problems.push(...twice.map(({ title }) => `Chỉ tiêu “${title}” có mã trùng với một chỉ tiêu đứng trước trong tệp.`))
  if (problems.length > 0) throw unreadable(problems)
  return found
}

/** The definitions as a file that `readDefinitions` reads. */
export function writeDefinitions(indicators: readonly Indicator[]): string {
  const names = Object.keys(DefinitionSchema.shape) as (keyof Definition)[]
  const each = indicators.map((indicator) => Object.fromEntries(names.map((name) => [name, indicator[name]])))
  return `${JSON.stringify({ indicators: each }, null, 2)}\n`
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
    if (issue.code === 'unrecognized_keys') return [`có mục lạ “${issue.keys.join('”, “')}”`]
    const field = String(issue.path[0] ?? '')
    return [`thiếu hoặc sai ${FIELDS[field] ?? 'nội dung'}`]
  })
  return [...new Set(named)].join('; ')
}

function unreadable(problems: readonly string[]): Refusal {
  const message = problems.slice(0, 20).join(' ')
  return new Refusal('invalid', 'indicators.unreadable-file', message, { content: message })
}
