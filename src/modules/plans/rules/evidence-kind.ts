/** What can show that a task was done, and where each stands. */
const EVIDENCE_KINDS: Readonly<Record<string, { title: string; path: string }>> = {
  activity: { title: 'Hoạt động', path: '/activities/' },
  document: { title: 'Văn bản', path: '/documents/' },
  attachment: { title: 'Tệp', path: '/attachments/' },
  petition: { title: 'Đơn thư', path: '/petitions/' },
  model: { title: 'Mô hình “Dân vận khéo”', path: '/movement/models/' },
}

/** What people call evidence of this kind. */
export function evidenceTitle(kind: string): string {
  return EVIDENCE_KINDS[kind]?.title ?? 'Minh chứng khác'
}

/** The page of the record that is the evidence; null for kinds without one. */
export function evidencePath(kind: string, id: string): string | null {
  const path = EVIDENCE_KINDS[kind]?.path
  return path === undefined ? null : `${path}${id}`
}
