/**
 * In what right a report is signed, in the words of Decree 30/2020/NĐ-CP, Article 13: the head; a deputy for the head (KT.);
 * the head of a division by the head's order (TL.).
 */
export type ReportSignature = {
  authority:
    | { kind: 'head'; collective: string | null; title: string }
    | { kind: 'deputy'; collective: string | null; headTitle: string; title: string }
    | { kind: 'by-order'; headTitle: string; title: string }
  name: string | null
}

type Leadership = { collective: string | null; head: string }

const COMMITTEE: Leadership = { collective: 'Ủy ban nhân dân', head: 'Chủ tịch' }

/** How the head of a unit is called and on whose behalf they sign, by kind of unit. */
const LEADERSHIP: Readonly<Record<string, Leadership>> = {
  'peoples-committee': COMMITTEE,
  district: COMMITTEE,
  commune: COMMITTEE,
  department: { collective: null, head: 'Giám đốc' },
  council: { collective: 'Thường trực Hội đồng nhân dân', head: 'Chủ tịch' },
  'council-standing-body': { collective: 'Thường trực Hội đồng nhân dân', head: 'Chủ tịch' },
  'council-committee': { collective: null, head: 'Trưởng Ban' },
  'council-office': { collective: null, head: 'Chánh Văn phòng' },
  'national-assembly-delegation': { collective: 'Đoàn đại biểu Quốc hội', head: 'Trưởng Đoàn' },
  'mobilisation-board': { collective: null, head: 'Trưởng Ban' },
  'district-mobilisation-board': { collective: null, head: 'Trưởng Ban' },
  'fatherland-front': { collective: 'Ban Thường trực', head: 'Chủ tịch' },
  division: { collective: null, head: 'Trưởng phòng' },
}

const ELSEWHERE: Leadership = { collective: null, head: 'Thủ trưởng đơn vị' }

/** Offices and inspectorates are departments whose heads are called otherwise. */
function leadershipOf(unit: { kindCode: string; name: string }): Leadership {
  if (unit.kindCode === 'department') {
    if (unit.name.startsWith('Văn phòng')) return { collective: null, head: 'Chánh Văn phòng' }
    if (unit.name.startsWith('Thanh tra')) return { collective: null, head: 'Chánh Thanh tra' }
    if (unit.name.startsWith('Ban ')) return { collective: null, head: 'Trưởng Ban' }
  }
  return LEADERSHIP[unit.kindCode] ?? ELSEWHERE
}

/**
 * The signature block of a unit's report. A head or a deputy signs by name what they sent; for all others, and before it is sent,
 * the head's place is left open.
 */
export function reportSignature(
  unit: { kindCode: string; name: string },
  signer: { name: string; title: string } | null,
): ReportSignature {
  const { collective, head } = leadershipOf(unit)
  const open: ReportSignature = { authority: { kind: 'head', collective, title: head }, name: null }
  if (signer === null) return open
  if (signer.title.startsWith(head)) return { ...open, name: signer.name }
  if (signer.title.startsWith(`Phó ${head}`)) {
    return { authority: { kind: 'deputy', collective, headTitle: head, title: `Phó ${head}` }, name: signer.name }
  }
  if (signer.title.startsWith('Trưởng phòng')) {
    return { authority: { kind: 'by-order', headTitle: head, title: signer.title }, name: signer.name }
  }
  return open
}
