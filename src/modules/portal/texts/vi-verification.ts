/** The words of the pages on which people ask whether a document is genuine. */
export const verification = {
  title: 'Kiểm tra văn bản',
  introduction:
    'Văn bản phát hành từ hệ thống này có mã và hình mã QR ở trang cuối. Nhập mã để xem văn bản do cơ quan nào ban hành; hoặc chọn tệp PDF để kiểm tra chữ ký số trong tệp. Không cần tài khoản.',
  code: 'Mã kiểm tra trên văn bản',
  codeHint: 'Ví dụ: K7PM-3XQ9-VT2D',
  ask: 'Xem theo mã',
  file: 'Tệp PDF cần kiểm tra',
  fileHint: 'Tối đa 20 MB. Tệp chỉ được đọc để kiểm tra, không được lưu lại.',
  check: 'Kiểm tra tệp',
  noFile: 'Hãy chọn tệp PDF cần kiểm tra.',
  notPdf: 'Tệp này không phải PDF. Hãy chọn tệp PDF của văn bản.',
  busy: 'Hệ thống đang kiểm tra nhiều tệp. Hãy thử lại sau một phút.',
  back: 'Kiểm tra văn bản khác',

  one: {
    title: 'Văn bản theo mã kiểm tra',
    genuine: 'Mã này là của văn bản do hệ thống phát hành.',
    compare:
      'Hãy so số, ngày, cơ quan ban hành dưới đây với văn bản bạn có. Trang này không hiện nội dung văn bản; để biết nội dung có bị sửa không, hãy kiểm tra tệp PDF.',
    unknown: 'Không có văn bản nào mang mã này. Hãy xem lại từng chữ trên văn bản rồi nhập lại.',
    notSent: 'Văn bản mang mã này đang làm thủ tục ký số, chưa phát hành.',
    withdrawn: (date: string) => `Văn bản này đã được thu hồi ngày ${date}, không còn giá trị.`,
    type: 'Loại văn bản',
    reference: 'Số, ký hiệu',
    issuedOn: 'Ngày văn bản',
    issuer: 'Cơ quan ban hành',
    signer: 'Người ký',
    sentOn: 'Ngày phát hành',
    sha256: 'Dấu kiểm tra của tệp (SHA-256)',
    signatures: 'Chữ ký số',
    checkFile: 'Kiểm tra tệp PDF',
    illustration: 'Đây là văn bản minh họa, không có giá trị pháp lý.',
  },

  result: {
    title: 'Kết quả kiểm tra',
    file: (name: string) => `Tệp: ${name}`,
    sound: 'Các chữ ký số trong tệp đều hợp lệ; nội dung không thay đổi kể từ khi ký.',
    unsigned: 'Tệp này không có chữ ký số.',
    altered: 'Tệp này đã bị thay đổi sau khi ký hoặc có chữ ký số không hợp lệ. Không dùng tệp này.',
    ours: (reference: string, date: string, issuer: string) =>
      `Tệp này đúng là văn bản ${reference} ngày ${date} của ${issuer} đã phát hành trên hệ thống này, không khác một ký tự.`,
    notOurs:
      'Tệp không trùng với văn bản nào đã phát hành trên hệ thống này. Có thể văn bản do hệ thống khác phát hành.',
    trust:
      'Trang này kiểm tra tệp có bị sửa sau khi ký không. Trang chưa kiểm tra chứng thư do tổ chức nào cấp, còn được tin cậy hay đã bị thu hồi; hãy đối chiếu tên người ký, cơ quan và nơi cấp ghi ở trên.',
    signature: (position: number) => `Chữ ký thứ ${position}`,
    signer: 'Tên trên chứng thư',
    organisation: 'Cơ quan, tổ chức',
    certificateIssuer: 'Nơi cấp chứng thư',
    at: 'Thời điểm ký',
    atUnknown: 'không ghi',
    state: 'Kết quả',
    valid: 'Hợp lệ',
    broken: 'Không hợp lệ: phần đã ký bị thay đổi hoặc chữ ký bị hỏng',
    certificate: 'Chứng thư',
    inForce: 'Có hiệu lực vào lúc ký',
    notInForce: 'Không có hiệu lực vào lúc ký',
    coverage: 'Phạm vi ký',
    changes: {
      none: 'Toàn bộ tệp',
      signatures: 'Toàn bộ tệp khi ký; sau đó chỉ có chữ ký khác được thêm vào',
      content: 'Sau khi ký, nội dung tệp đã bị thay đổi',
    },
  },
}
