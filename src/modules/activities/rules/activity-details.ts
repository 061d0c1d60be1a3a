import type { ActivityKind } from './activity.ts'

/** In which way something was made known. `letter`: nobody met anybody; a letter was passed on. */
export const DISSEMINATION_FORMS = {
  meeting: 'Họp, hội nghị trực tiếp',
  loudspeaker: 'Loa truyền thanh',
  online: 'Trực tuyến',
  leaflet: 'Tờ rơi, tài liệu phát tay',
  'social-network': 'Mạng xã hội',
  letter: 'Chỉ gửi văn bản',
} as const

const DIALOGUE_FORMS = { 'in-person': 'Trực tiếp', online: 'Trực tuyến', both: 'Trực tiếp kết hợp trực tuyến' } as const
const DIALOGUE_TRIGGERS = {
  yearly: 'Định kỳ hằng năm',
  voters: 'Theo đề nghị của ít nhất 10% cử tri',
  needed: 'Khi cần thiết',
} as const
const VOTER_OCCASIONS = {
  'before-session': 'Trước kỳ họp',
  'after-session': 'Sau kỳ họp',
  subject: 'Theo chuyên đề',
} as const
const CRITICISM_FORMS = {
  conference: 'Hội nghị phản biện',
  written: 'Gửi dự thảo lấy ý kiến bằng văn bản',
  dialogue: 'Đối thoại trực tiếp',
} as const

type Field = { readonly name: string; readonly label: string; readonly hint?: string }

/** One thing that only some kinds of activity have. `number` counts whole things. */
export type DetailField =
  | (Field & { readonly type: 'choice'; readonly choices: Readonly<Record<string, string>> })
  | (Field & { readonly type: 'text' | 'number' })

/** Every such field once; a name means the same for every kind that has it. The form, the API and the pages are made from these. */
export const DETAIL_FIELDS = [
  { name: 'disseminationForm', label: 'Hình thức phổ biến', type: 'choice', choices: DISSEMINATION_FORMS },
  { name: 'disseminated', label: 'Văn bản, nội dung được phổ biến', type: 'text' },
  { name: 'dialogueForm', label: 'Hình thức đối thoại', type: 'choice', choices: DIALOGUE_FORMS },
  { name: 'dialogueTrigger', label: 'Lý do tổ chức', type: 'choice', choices: DIALOGUE_TRIGGERS },
  { name: 'cluster', label: 'Cụm thôn, ấp, tổ dân phố', type: 'text', hint: 'Khi tổ chức riêng theo cụm' },
  { name: 'voterOccasion', label: 'Dịp tiếp xúc', type: 'choice', choices: VOTER_OCCASIONS },
  { name: 'trainingSubject', label: 'Chuyên đề', type: 'text' },
  { name: 'lecturer', label: 'Giảng viên, báo cáo viên', type: 'text' },
  { name: 'sessionCount', label: 'Số buổi học', type: 'number' },
  { name: 'certificateCount', label: 'Số giấy chứng nhận đã cấp', type: 'number' },
  { name: 'examined', label: 'Cơ quan, đơn vị được giám sát, kiểm tra', type: 'text' },
  { name: 'examinedMatter', label: 'Nội dung giám sát, kiểm tra', type: 'text' },
  { name: 'examinedPeriod', label: 'Thời kỳ giám sát, kiểm tra', type: 'text', hint: 'Ví dụ: 6 tháng đầu năm 2026' },
  { name: 'foundingDocument', label: 'Quyết định, kế hoạch làm căn cứ', type: 'text' },
  { name: 'team', label: 'Đoàn, tổ thực hiện', type: 'text' },
  { name: 'draft', label: 'Dự thảo văn bản', type: 'text' },
  { name: 'draftOwner', label: 'Cơ quan soạn thảo, chủ trì', type: 'text' },
  { name: 'criticismForm', label: 'Hình thức phản biện', type: 'choice', choices: CRITICISM_FORMS },
  { name: 'criticismConclusion', label: 'Kết luận phản biện', type: 'text' },
  { name: 'addressee', label: 'Cơ quan được góp ý', type: 'text' },
] as const satisfies readonly DetailField[]

export type DetailName = (typeof DETAIL_FIELDS)[number]['name']

/** What was entered of them: the code of a choice, text, or a whole number. What was left out is not there. */
export type ActivityDetails = Readonly<Partial<Record<DetailName, string | number>>>

const EXAMINATION = ['examined', 'examinedMatter', 'examinedPeriod', 'foundingDocument', 'team'] as const

const NAMES: Readonly<Record<ActivityKind, readonly DetailName[]>> = {
  dialogue: ['dialogueForm', 'dialogueTrigger', 'cluster'],
  'voter-contact': ['voterOccasion', 'cluster'],
  reception: [],
  training: ['trainingSubject', 'lecturer', 'sessionCount', 'certificateCount'],
  dissemination: ['disseminationForm', 'disseminated'],
  supervision: EXAMINATION,
  inspection: EXAMINATION,
  'self-inspection': ['examinedMatter', 'examinedPeriod', 'foundingDocument', 'team'],
  'social-criticism': ['draft', 'draftOwner', 'criticismForm', 'criticismConclusion'],
  contribution: ['draft', 'addressee'],
  conference: [],
  'agency-meeting': [],
}

/** The fields that a kind has, in the order in which they are asked. */
export function detailFieldsOf(kind: ActivityKind): readonly DetailField[] {
  return NAMES[kind].flatMap((name) => DETAIL_FIELDS.filter((field) => field.name === name))
}

/** What of the details belongs to the kind, without what was left empty: what another kind has is not kept. */
export function detailsOfKind(
  kind: ActivityKind,
  entered: Readonly<Partial<Record<DetailName, string | number | null | undefined>>>,
): ActivityDetails {
  const kept = NAMES[kind].flatMap((name) => {
    const value = entered[name]
    return value === undefined || value === null || value === '' ? [] : [[name, value] as const]
  })
  return Object.fromEntries(kept)
}

/** The details in words, in the order of the form; a code that is no longer known is not shown. */
export function detailsInWords(kind: ActivityKind, details: ActivityDetails): { label: string; value: string }[] {
  return detailFieldsOf(kind).flatMap((field) => {
    const value = details[field.name as DetailName]
    if (value === undefined) return []
    const code = String(value)
    if (field.type !== 'choice') return [{ label: field.label, value: code }]
    const words = Object.hasOwn(field.choices, code) ? field.choices[code] : undefined
    return words === undefined ? [] : [{ label: field.label, value: words }]
  })
}

/** The details as a form shows them: an empty field for what is not known, so that two versions can be compared. */
export function detailFormValues(kind: ActivityKind, details: ActivityDetails): Record<string, string> {
  return Object.fromEntries(NAMES[kind].map((name) => [name, String(details[name] ?? '')]))
}
