import type { CriteriaNode } from './criteria-set.ts'

const AGENCIES = ['province-agency', 'central-agency-in-province']
const LOCALITIES = ['locality']

/** Groups 6 to 10, bonus and deduction of the demonstration set; see groups 1 to 5 for what is found and what is invented. */
export const DEMONSTRATION_GROUPS_6_TO_10: readonly CriteriaNode[] = [
  {
    code: '6',
    title: 'Quy chế dân chủ',
    maxPoints: '12',
    children: [
      {
        code: '6.1a',
        title: 'Tổ chức đối thoại trực tiếp (cơ quan, đơn vị)',
        maxPoints: '4',
        appliesTo: AGENCIES,
        scorer: 'unit',
        method: {
          kind: 'steps',
          of: { indicator: 'dialogue.count', title: 'cuộc đối thoại' },
          steps: [
            { from: '1', points: '4' },
            { below: '1', points: '0' },
          ],
        },
        evidence: [{ text: 'Thông báo hoặc biên bản đối thoại', required: true }],
      },
      {
        code: '6.1b',
        title: 'Tổ chức đối thoại trực tiếp (địa phương)',
        maxPoints: '4',
        appliesTo: LOCALITIES,
        scorer: 'unit',
        method: {
          kind: 'steps',
          of: { indicator: 'dialogue.count', title: 'cuộc đối thoại' },
          steps: [
            { from: '2', points: '4' },
            { from: '1', below: '2', points: '3' },
            { below: '1', points: '0' },
          ],
        },
        guidance: 'Đối thoại với Nhân dân ở cấp xã ít nhất một lần trong năm.',
        evidence: [{ text: 'Thông báo hoặc biên bản đối thoại', required: true }],
      },
      {
        code: '6.2',
        title: 'Trả lời ý kiến của Nhân dân',
        maxPoints: '5',
        scorer: 'unit',
        method: {
          kind: 'ratio',
          numerator: { indicator: 'opinion.answered', title: 'ý kiến đã trả lời' },
          denominator: { indicator: 'opinion.recorded', title: 'ý kiến đã ghi nội dung' },
          noneBelow: '50',
        },
      },
      {
        code: '6.3',
        title: 'Công khai để Nhân dân biết',
        maxPoints: '3',
        scorer: 'verifier',
        method: {
          kind: 'levels',
          levels: [
            { code: 'A', title: 'đầy đủ nội dung, đúng hình thức và thời hạn', percent: '100' },
            { code: 'B', title: 'đầy đủ nội dung, có nội dung chậm', percent: '60' },
            { code: 'C', title: 'thiếu nội dung phải công khai', percent: '0' },
          ],
        },
      },
    ],
  },
  {
    code: '7',
    title: 'Vận động Nhân dân, thi đua “Dân vận khéo”',
    maxPoints: '12',
    children: [
      {
        code: '7.1',
        title: 'Xây dựng mô hình “Dân vận khéo”',
        maxPoints: '7',
        children: [
          {
            code: '7.1.1',
            title: 'Đăng ký mô hình',
            maxPoints: '4',
            scorer: 'unit',
            method: {
              kind: 'per-item',
              items: [{ of: { indicator: 'model.registered', title: 'mô hình đăng ký' }, each: '2' }],
            },
          },
          {
            code: '7.1.2',
            title: 'Chất lượng, hiệu quả của mô hình',
            maxPoints: '3',
            scorer: 'superior',
            scoredBy: 'Ban Tuyên giáo và Dân vận',
            method: { kind: 'free' },
            evidence: [{ text: 'Báo cáo kết quả mô hình', required: true }],
          },
        ],
      },
      {
        code: '7.2',
        title: 'Tập huấn nghiệp vụ công tác dân vận',
        maxPoints: '5',
        scorer: 'unit',
        method: {
          kind: 'steps',
          of: { indicator: 'training.trainees', title: 'lượt học viên' },
          steps: [
            { from: '60', points: '5' },
            { from: '30', below: '60', points: '3.5' },
            { from: '1', below: '30', points: '2' },
            { below: '1', points: '0' },
          ],
        },
      },
    ],
  },
  {
    code: '8',
    title: 'Tạo điều kiện cho Mặt trận, đoàn thể, Nhân dân tham gia quản lý',
    maxPoints: '8',
    children: [
      {
        code: '8.1',
        title: 'Thực hiện chương trình phối hợp với Mặt trận và các đoàn thể',
        maxPoints: '4',
        scorer: 'department',
        scoredBy: 'Ủy ban Mặt trận Tổ quốc tỉnh',
        method: {
          kind: 'levels',
          levels: [
            { code: 'A', title: 'có chương trình và hoàn thành các nội dung trong năm', points: '4' },
            { code: 'B', title: 'có chương trình, còn nội dung chưa hoàn thành', points: '2.5' },
            { code: 'C', title: 'chưa có chương trình phối hợp', points: '0' },
          ],
        },
      },
      {
        code: '8.2',
        title: 'Phục vụ, phối hợp giám sát',
        maxPoints: '4',
        scorer: 'unit',
        method: {
          kind: 'per-item',
          items: [{ of: { indicator: 'supervision.count', title: 'cuộc giám sát' }, each: '2' }],
        },
      },
    ],
  },
  {
    code: '9',
    title: 'Tiếp dân',
    maxPoints: '8',
    children: [
      {
        code: '9.1a',
        title: 'Tiếp công dân định kỳ (cơ quan, đơn vị)',
        maxPoints: '5',
        appliesTo: AGENCIES,
        scorer: 'unit',
        method: {
          kind: 'ratio',
          numerator: { indicator: 'reception.count', title: 'buổi tiếp công dân' },
          denominator: { number: '12', title: 'buổi phải tiếp trong năm' },
        },
      },
      {
        code: '9.1b',
        title: 'Tiếp công dân định kỳ (địa phương)',
        maxPoints: '5',
        appliesTo: LOCALITIES,
        scorer: 'unit',
        method: {
          kind: 'ratio',
          numerator: { indicator: 'reception.count', title: 'buổi tiếp công dân' },
          denominator: { number: '48', title: 'buổi phải tiếp trong năm' },
          fullFrom: '95',
        },
      },
      {
        code: '9.2',
        title: 'Công khai lịch tiếp công dân, bố trí nơi tiếp',
        maxPoints: '3',
        scorer: 'unit',
        method: { kind: 'yes-no' },
        evidence: [{ text: 'Lịch tiếp công dân đã niêm yết', required: true }],
      },
    ],
  },
  {
    code: '10',
    title: 'Thông tin, báo cáo',
    maxPoints: '8',
    children: [
      {
        code: '10.1',
        title: 'Gửi báo cáo định kỳ đúng hạn',
        maxPoints: '5',
        scorer: 'unit',
        method: {
          kind: 'ratio',
          numerator: { indicator: 'report.submitted-on-time', title: 'báo cáo gửi đúng hạn' },
          denominator: { indicator: 'report.due', title: 'báo cáo phải gửi' },
        },
      },
      {
        code: '10.2',
        title: 'Gửi báo cáo năm',
        maxPoints: '3',
        scorer: 'verifier',
        method: {
          kind: 'date',
          limit: { monthDay: '12-05', year: 'same', included: false },
          late: { eachDay: { points: '0.5' } },
        },
        guidance: 'Ghi ngày gửi báo cáo năm. Mỗi ngày chậm trừ 0,5 điểm.',
      },
    ],
  },
  {
    code: 'T',
    title: 'Điểm thưởng',
    role: 'bonus',
    maxPoints: '5',
    capped: true,
    children: [
      {
        code: 'T.1',
        title: 'Được khen thưởng về công tác dân vận',
        maxPoints: '3',
        scorer: 'verifier',
        method: {
          kind: 'bonus',
          combine: 'highest',
          awards: [
            { of: { figure: 'bang-khen-thu-tuong', title: 'Bằng khen của Thủ tướng Chính phủ' }, points: '3' },
            { of: { figure: 'bang-khen-chu-tich-tinh', title: 'Bằng khen của Chủ tịch UBND tỉnh' }, points: '2' },
          ],
        },
        evidence: [{ text: 'Quyết định khen thưởng', required: true }],
      },
      {
        code: 'T.2',
        title: 'Sáng kiến, mô hình được công nhận, nhân rộng',
        maxPoints: '4',
        scorer: 'verifier',
        method: {
          kind: 'bonus',
          combine: 'sum',
          awards: [
            { of: { figure: 'sang-kien-duoc-cong-nhan', title: 'sáng kiến được công nhận' }, points: '1' },
            { of: { figure: 'mo-hinh-duoc-nhan-rong', title: 'mô hình được nhân rộng' }, points: '1.5' },
          ],
        },
        evidence: [{ text: 'Quyết định công nhận', required: true }],
      },
    ],
  },
  {
    code: 'TRU',
    title: 'Điểm trừ',
    role: 'deduction',
    maxPoints: '0',
    children: [
      {
        code: 'TRU.1',
        title: 'Vi phạm trong thực hiện công tác dân vận',
        maxPoints: '0',
        minPoints: '-10',
        scorer: 'verifier',
        method: {
          kind: 'deduction',
          takenFrom: 'total',
          occurrences: [
            { of: { figure: 'bao-cao-sai-so-lieu', title: 'báo cáo sai số liệu' }, points: '2' },
            { of: { figure: 'bi-phe-binh-bang-van-ban', title: 'bị UBND tỉnh phê bình bằng văn bản' }, points: '1' },
          ],
        },
      },
    ],
  },
]
