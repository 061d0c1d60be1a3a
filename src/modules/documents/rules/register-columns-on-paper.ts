import type { Direction } from './register-entry.ts'

/**
 * The columns of the register on paper, in their order. Those that the system does not know stay empty, to be filled in by hand.
 * Source: Decree 30/2020/NĐ-CP, Appendix IV: form of the register of outgoing documents (ten columns) and of incoming ones.
 */
export const REGISTER_COLUMNS: Readonly<Record<Direction, readonly { key: string; title: string; width: number }[]>> = {
  outgoing: [
    { key: 'reference', title: 'Số, ký hiệu văn bản', width: 18 },
    { key: 'issuedOn', title: 'Ngày tháng văn bản', width: 13 },
    { key: 'summary', title: 'Tên loại và trích yếu nội dung văn bản', width: 60 },
    { key: 'signer', title: 'Người ký', width: 18 },
    { key: 'recipients', title: 'Nơi nhận văn bản', width: 34 },
    { key: 'keeper', title: 'Đơn vị, người nhận bản lưu', width: 24 },
    { key: 'copies', title: 'Số lượng bản', width: 9 },
    { key: 'passedOn', title: 'Ngày chuyển', width: 13 },
    { key: 'received', title: 'Ký nhận', width: 13 },
    { key: 'note', title: 'Ghi chú', width: 30 },
  ],
  incoming: [
    { key: 'arrivedOn', title: 'Ngày đến', width: 13 },
    { key: 'arrivalNumber', title: 'Số đến', width: 8 },
    { key: 'issuer', title: 'Tác giả', width: 34 },
    { key: 'reference', title: 'Số, ký hiệu văn bản', width: 18 },
    { key: 'issuedOn', title: 'Ngày tháng văn bản', width: 13 },
    { key: 'summary', title: 'Tên loại và trích yếu nội dung văn bản', width: 60 },
    { key: 'recipients', title: 'Đơn vị hoặc người nhận', width: 28 },
    { key: 'passedOn', title: 'Ngày chuyển', width: 13 },
    { key: 'received', title: 'Ký nhận', width: 13 },
    { key: 'note', title: 'Ghi chú', width: 30 },
  ],
}
