/** The words of the pages on which communes make documents public. */
export const disclosures = {
  title: 'Xã, phường công khai',
  introduction:
    'Văn bản mà xã, phường phải công khai để Nhân dân biết theo Luật Thực hiện dân chủ ở cơ sở. Chọn xã, phường để xem và tải về.',
  unit: 'Xã, phường',
  count: 'Văn bản đã công khai',
  latest: 'Gần nhất',
  empty: 'Chưa có xã, phường nào công khai văn bản trên trang này.',
  source: 'Điều 11, Điều 12 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.',

  ofUnit: {
    title: (unit: string) => `Công khai của ${unit}`,
    caption: (year: number) => `Năm ${year}`,
    years: 'Các năm khác',
    empty: 'Chưa có văn bản nào được công khai.',
    document: 'Văn bản',
    disclosedOn: 'Công khai từ ngày',
    back: 'Các xã, phường',
  },

  one: {
    back: (unit: string) => `Công khai của ${unit}`,
    content: 'Nội dung',
    number: 'Số, ký hiệu',
    issuedOn: 'Ngày văn bản',
    disclosedOn: 'Công khai từ ngày',
    summary: 'Tóm tắt',
    files: 'Tệp tải về',
    noFiles: 'Văn bản này không có tệp kèm theo; hãy xem tại nơi công khai.',
    places: 'Nơi và hình thức công khai',
    form: 'Hình thức',
    place: 'Nơi công khai',
    days: 'Thời gian',
    from: (day: string) => `Từ ${day}`,
    span: (from: string, to: string) => `${from} đến ${to}`,
    withdrawnTitle: 'Văn bản đã thu hồi',
    withdrawn: (day: string, reason: string) => `Đơn vị đã thu hồi văn bản này ngày ${day}. Lý do: ${reason}`,
    notFound: 'Không có văn bản công khai này. Hãy chọn lại từ danh sách của xã, phường.',
    noUnit: 'Không có đơn vị này. Hãy chọn lại từ danh sách.',
    noFile: 'Không có tệp công khai này. Hãy mở lại trang của văn bản.',
  },
}
