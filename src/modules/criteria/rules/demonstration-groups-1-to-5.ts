import type { CriteriaNode } from './criteria-set.ts'

/**
 * Groups 1 to 5 of the demonstration set. Titles and order of the groups: summary of Quyết định 1094/QĐ-UBND of 07/5/2024 of
 * Quảng Nam in Báo Quảng Nam, 08/5/2024. Everything inside the groups, and every number, is invented.
 */
export const DEMONSTRATION_GROUPS_1_TO_5: readonly CriteriaNode[] = [
  {
    code: '1',
    title: 'Triển khai văn bản chỉ đạo về dân vận',
    maxPoints: '10',
    children: [
      {
        code: '1.1',
        title: 'Ban hành kế hoạch công tác dân vận trong năm',
        maxPoints: '4',
        scorer: 'unit',
        method: {
          kind: 'yes-no',
          when: { of: { indicator: 'plan.issued', title: 'kế hoạch đã ban hành' }, is: 'at-least', value: '1' },
        },
        evidence: [{ text: 'Kế hoạch công tác dân vận trong năm', required: true }],
      },
      {
        code: '1.2',
        title: 'Thời gian ban hành kế hoạch',
        maxPoints: '3',
        scorer: 'unit',
        method: {
          kind: 'date',
          limit: { monthDay: '04-30', year: 'same', included: true },
          late: { steps: [{ upToDays: 30, points: '1.5' }, { points: '0' }] },
        },
        guidance: 'Ghi ngày ký kế hoạch. Chậm không quá 30 ngày được một nửa số điểm.',
        evidence: [{ text: 'Kế hoạch có ngày ký', required: true }],
      },
      {
        code: '1.3',
        title: 'Phổ biến, quán triệt văn bản về công tác dân vận',
        maxPoints: '3',
        scorer: 'unit',
        method: {
          kind: 'steps',
          of: { indicator: 'dissemination.count', title: 'cuộc phổ biến, quán triệt' },
          steps: [
            { from: '4', points: '3' },
            { from: '2', below: '4', points: '2' },
            { from: '1', below: '2', points: '1' },
            { below: '1', points: '0' },
          ],
        },
        evidence: [{ text: 'Danh sách các cuộc phổ biến, quán triệt', required: false }],
      },
    ],
  },
  {
    code: '2',
    title: 'Nhiệm vụ chính trị',
    maxPoints: '12',
    children: [
      {
        code: '2.1',
        title: 'Hoàn thành nhiệm vụ được giao',
        maxPoints: '6',
        scorer: 'unit',
        method: {
          kind: 'ratio',
          numerator: { indicator: 'task.completed', title: 'nhiệm vụ đã hoàn thành' },
          denominator: { indicator: 'task.assigned', title: 'nhiệm vụ được giao' },
        },
      },
      {
        code: '2.2',
        title: 'Hoàn thành nhiệm vụ đúng hạn',
        maxPoints: '6',
        scorer: 'unit',
        method: {
          kind: 'steps',
          of: {
            numerator: { indicator: 'task.completed-on-time', title: 'nhiệm vụ hoàn thành đúng hạn' },
            denominator: { indicator: 'task.assigned', title: 'nhiệm vụ được giao' },
          },
          steps: [
            { from: '95', points: '6' },
            { from: '80', below: '95', points: '4' },
            { from: '60', below: '80', points: '2' },
            { below: '60', points: '0' },
          ],
        },
      },
    ],
  },
  {
    code: '3',
    title: 'Cải cách hành chính',
    maxPoints: '10',
    children: [
      {
        code: '3.1',
        title: 'Kết quả Chỉ số cải cách hành chính',
        maxPoints: '6',
        scorer: 'import',
        scoredBy: 'Kết quả đã công bố của năm đánh giá',
        method: {
          kind: 'imported',
          of: { figure: 'chi-so-cai-cach-hanh-chinh', title: 'Chỉ số cải cách hành chính' },
          outOf: '100',
        },
      },
      {
        code: '3.2',
        title: 'Mức độ hài lòng của người dân, tổ chức',
        maxPoints: '4',
        scorer: 'survey',
        method: {
          kind: 'imported',
          of: { figure: 'chi-so-hai-long', title: 'Chỉ số hài lòng' },
          outOf: '100',
        },
        guidance: 'Cơ quan Trung ương đóng trên địa bàn không được khảo sát: bỏ tiêu chí này và quy đổi.',
        notApplicable: 'rescale',
        notApplicableTo: ['central-agency-in-province'],
      },
    ],
  },
  {
    code: '4',
    title: 'Giải quyết khiếu nại, tố cáo',
    maxPoints: '12',
    children: [
      {
        code: '4.1',
        title: 'Giải quyết, trả lời đơn thư',
        maxPoints: '6',
        scorer: 'unit',
        method: {
          kind: 'ratio',
          numerator: { indicator: 'petition.answered', title: 'đơn đã trả lời' },
          denominator: { indicator: 'petition.received', title: 'đơn tiếp nhận' },
        },
      },
      {
        code: '4.2',
        title: 'Trả lời đơn thư đúng hạn',
        maxPoints: '4',
        scorer: 'unit',
        method: {
          kind: 'steps',
          of: {
            numerator: { indicator: 'petition.answered-on-time', title: 'đơn trả lời đúng hạn' },
            denominator: { indicator: 'petition.answered', title: 'đơn đã trả lời' },
          },
          steps: [
            { from: '95', points: '4' },
            { from: '80', below: '95', points: '3' },
            { from: '50', below: '80', points: '1.5' },
            { below: '50', points: '0' },
          ],
        },
      },
      {
        code: '4.3',
        title: 'Không để phát sinh vụ việc đông người, phức tạp, kéo dài do lỗi của cơ quan, địa phương',
        maxPoints: '2',
        scorer: 'verifier',
        method: { kind: 'yes-no' },
      },
    ],
  },
  {
    code: '5',
    title: 'Cơ quan văn hóa, công sở văn minh',
    maxPoints: '8',
    children: [
      {
        code: '5.1',
        title: 'Thực hiện quy tắc ứng xử, văn hóa công sở',
        maxPoints: '5',
        scorer: 'verifier',
        method: {
          kind: 'deduction',
          takenFrom: 'criterion',
          occurrences: [
            { of: { figure: 'bi-nhac-nho-van-hoa-cong-so', title: 'bị nhắc nhở bằng văn bản' }, points: '1' },
            { of: { figure: 'bi-ky-luat-van-hoa-cong-so', title: 'có người bị kỷ luật' }, percent: '50' },
          ],
        },
      },
      {
        code: '5.2',
        title: 'Kiểm tra, tự kiểm tra công vụ',
        maxPoints: '3',
        scorer: 'unit',
        method: {
          kind: 'per-item',
          items: [{ of: { indicator: 'inspection.count', title: 'cuộc kiểm tra' }, each: '1.5' }],
        },
        evidence: [{ text: 'Thông báo kết luận kiểm tra', required: false }],
      },
    ],
  },
]
