import {
  AlignmentType,
  type IParagraphStylePropertiesOptions,
  type IRunStylePropertiesOptions,
  type IStylesOptions,
  LineRuleType,
} from 'docx'
import { SIZE_IN_POINTS } from '../layout/measures.ts'
import { halfPoints, twips, twipsOfPoints } from './page-measures.ts'

/** The only typeface the decree allows. Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, I.4. */
const TYPEFACE = 'Times New Roman'

/** 1 cm or 1,27 cm by the decree; the wider one is also Word's own tabulator. */
const FIRST_LINE = { firstLine: twips(12.7) }

/** At least 6 pt between paragraphs; lines between single and 1,5. Word counts 240 for single. */
const TEXT_SPACING = { before: 0, after: twipsOfPoints(6), line: 276, lineRule: LineRuleType.AUTO }
const TIGHT_SPACING = { before: 0, after: 0, line: 240, lineRule: LineRuleType.AUTO }

/** How the paragraphs of one component look. */
interface Look {
  readonly id: string
  /** Vietnamese, because it shows in Word's list of styles. */
  readonly name: string
  readonly run: IRunStylePropertiesOptions
  readonly paragraph: IParagraphStylePropertiesOptions
}

const centred = { alignment: AlignmentType.CENTER, spacing: TIGHT_SPACING }
const leftAligned = { alignment: AlignmentType.LEFT, spacing: TIGHT_SPACING }
const justified = { alignment: AlignmentType.JUSTIFIED, spacing: TEXT_SPACING, indent: FIRST_LINE }

function look(id: string, name: string, sizeInPoints: number, letters: 'regular' | 'bold' | 'italic' | 'bold italic') {
  return (paragraph: IParagraphStylePropertiesOptions): Look => ({
    id,
    name,
    run: {
      size: halfPoints(sizeInPoints),
      bold: letters.startsWith('bold'),
      italics: letters.endsWith('italic'),
    },
    paragraph,
  })
}

/**
 * One paragraph style for each component of the decree's table, so that an official who edits the file keeps the layout.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II and V.
 */
export const LOOKS = {
  nation: look('QuocHieu', 'Quốc hiệu', SIZE_IN_POINTS.nation, 'bold')(centred),
  motto: look('TieuNgu', 'Tiêu ngữ', SIZE_IN_POINTS.motto, 'bold')(centred),
  superiorBody: look('CoQuanChuQuan', 'Cơ quan chủ quản', SIZE_IN_POINTS.body, 'regular')(centred),
  issuingBody: look('CoQuanBanHanh', 'Cơ quan ban hành', SIZE_IN_POINTS.body, 'bold')(centred),
  number: look('SoKyHieu', 'Số, ký hiệu', SIZE_IN_POINTS.number, 'regular')(centred),
  placeAndDate: look('DiaDanhThoiGian', 'Địa danh và thời gian', SIZE_IN_POINTS.placeAndDate, 'italic')(centred),
  letterSummary: look(
    'TrichYeuCongVan',
    'Trích yếu công văn',
    SIZE_IN_POINTS.letterSummary,
    'regular',
  )({
    ...centred,
    spacing: { ...TIGHT_SPACING, before: twipsOfPoints(6) },
  }),
  typeTitle: look(
    'TenLoai',
    'Tên loại văn bản',
    SIZE_IN_POINTS.title,
    'bold',
  )({
    ...centred,
    spacing: { ...TIGHT_SPACING, before: twipsOfPoints(12) },
    keepNext: true,
  }),
  summary: look('TrichYeu', 'Trích yếu nội dung', SIZE_IN_POINTS.title, 'bold')({ ...centred, keepNext: true }),
  addressee: look(
    'KinhGui',
    'Kính gửi',
    SIZE_IN_POINTS.text,
    'regular',
  )({
    ...leftAligned,
    spacing: TEXT_SPACING,
  }),
  legalBasis: look('CanCu', 'Căn cứ ban hành', SIZE_IN_POINTS.text, 'italic')(justified),
  issuingAuthority: look(
    'ThamQuyenBanHanh',
    'Thẩm quyền ban hành',
    SIZE_IN_POINTS.text,
    'bold',
  )({ ...centred, spacing: { ...TIGHT_SPACING, after: twipsOfPoints(12) }, keepNext: true }),
  enactingWords: look(
    'QuyetDinh',
    'Dòng quyết định',
    SIZE_IN_POINTS.text,
    'bold',
  )({ ...centred, spacing: { ...TIGHT_SPACING, before: twipsOfPoints(6), after: twipsOfPoints(12) }, keepNext: true }),
  text: look('NoiDung', 'Nội dung văn bản', SIZE_IN_POINTS.text, 'regular')(justified),
  caption: look(
    'TenBang',
    'Tên bảng, biểu đồ',
    SIZE_IN_POINTS.text,
    'bold',
  )({
    ...centred,
    spacing: { ...TIGHT_SPACING, before: twipsOfPoints(6), after: twipsOfPoints(6) },
  }),
  picture: look('HinhVe', 'Biểu đồ', SIZE_IN_POINTS.text, 'regular')({ ...centred, spacing: TEXT_SPACING }),
  columnHeading: look('TieuDeCot', 'Tiêu đề cột', SIZE_IN_POINTS.table, 'bold')(centred),
  cell: look('OBang', 'Ô của bảng', SIZE_IN_POINTS.table, 'regular')(leftAligned),
  totalCell: look('OTong', 'Ô hàng tổng', SIZE_IN_POINTS.table, 'bold')(leftAligned),
  recipientsTitle: look('NoiNhan', 'Nơi nhận', SIZE_IN_POINTS.recipientsTitle, 'bold italic')(leftAligned),
  recipients: look('DanhSachNoiNhan', 'Danh sách nơi nhận', SIZE_IN_POINTS.recipients, 'regular')(leftAligned),
  signingLine: look(
    'QuyenHanChucVu',
    'Quyền hạn, chức vụ',
    SIZE_IN_POINTS.signature,
    'bold',
  )({
    ...centred,
    keepNext: true,
  }),
  signerName: look(
    'HoTenNguoiKy',
    'Họ và tên người ký',
    SIZE_IN_POINTS.signature,
    'bold',
  )({
    ...centred,
    // Room for the signature and the seal.
    spacing: { ...TIGHT_SPACING, before: twips(25) },
  }),
  urgency: look('DauKhan', 'Dấu chỉ mức độ khẩn', SIZE_IN_POINTS.urgency, 'bold')(centred),
  drafter: look('NguoiSoanThao', 'Người soạn thảo, số bản', SIZE_IN_POINTS.drafter, 'regular')(leftAligned),
  contact: look('DiaChiLienHe', 'Địa chỉ liên hệ', SIZE_IN_POINTS.contact, 'regular')(centred),
  appendixWord: look('PhuLuc', 'Phụ lục', SIZE_IN_POINTS.appendixWord, 'bold')({ ...centred, keepNext: true }),
  appendixTitle: look('TenPhuLuc', 'Tên phụ lục', SIZE_IN_POINTS.appendixTitle, 'bold')({ ...centred, keepNext: true }),
  appendixBelonging: look('KemTheo', 'Kèm theo văn bản', SIZE_IN_POINTS.text, 'italic')({ ...centred, keepNext: true }),
  pageNumber: look('SoTrang', 'Số trang', SIZE_IN_POINTS.pageNumber, 'regular')(centred),
  marker: look('DauChiDan', 'Dấu chỉ dẫn', SIZE_IN_POINTS.marker, 'bold')(centred),
} as const satisfies Record<string, Look>

/** Word's own headings, so that the document has a navigation pane and can be read aloud by its parts. */
function headingStyle(bold: boolean, outlineLevel: number) {
  return {
    run: { font: TYPEFACE, size: halfPoints(SIZE_IN_POINTS.text), bold, color: '000000' },
    paragraph: { ...justified, keepNext: true, outlineLevel },
  }
}

/** Styles of the whole file: Vietnamese, Times New Roman, black, and a style for each component. */
export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: {
        font: TYPEFACE,
        size: halfPoints(SIZE_IN_POINTS.text),
        color: '000000',
        language: { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' },
      },
    },
    heading1: headingStyle(true, 0),
    heading2: headingStyle(true, 1),
    heading3: headingStyle(false, 2),
  },
  paragraphStyles: Object.values(LOOKS).map((style) => ({ ...style, basedOn: 'Normal', quickFormat: true })),
}
