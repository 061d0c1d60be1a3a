/** The words of the pages on which communes ask the people for their opinions. */
export const consultations = {
  title: 'Lấy ý kiến Nhân dân',
  introduction:
    'Những việc xã, phường hỏi ý kiến Nhân dân trước khi quyết định, và giải trình sau khi tổng hợp. Gửi ý kiến không cần tên, không cần tài khoản.',
  subject: 'Việc cần lấy ý kiến',
  unit: 'Xã, phường',
  until: 'Đến hết ngày',
  state: 'Tình trạng',
  empty: 'Chưa có cuộc lấy ý kiến nào.',
  source: 'Điều 25 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.',
  back: 'Các cuộc lấy ý kiến',
  matter: 'Loại nội dung',
  period: 'Thời gian',
  span: (from: string, to: string) => `${from} đến hết ${to}`,
  number: 'Số, ký hiệu dự thảo',
  files: 'Dự thảo, tài liệu',
  opinions: 'Số ý kiến đã nhận',
  toSend: 'Gửi ý kiến',
  conclusion: (day: string) => `Kết quả tiếp thu, giải trình (${day})`,
  themes: 'Giải trình theo nhóm ý kiến',
  theme: (title: string, count: string) => `${title} (${count} ý kiến)`,
  notFound: 'Không có cuộc lấy ý kiến này. Hãy chọn lại từ danh sách.',
  noFile: 'Không có tệp này. Hãy mở lại trang của cuộc lấy ý kiến.',

  form: {
    title: 'Gửi ý kiến',
    content: 'Nội dung góp ý',
    contentHint: 'Không cần ghi tên. Đừng ghi số giấy tờ, điện thoại, địa chỉ của mình hoặc của người khác.',
    notice:
      'Cán bộ của đơn vị này đọc và tổng hợp theo nhóm; từng ý kiến không hiện trên trang công khai. Cần được trả lời riêng thì gửi đơn, phản ánh.',
    send: 'Gửi ý kiến',
    closed: 'Cuộc lấy ý kiến này không nhận ý kiến nữa hoặc chưa bắt đầu.',
    back: 'Trở lại nội dung',
  },

  sent: {
    title: 'Đã gửi ý kiến',
    line: 'Cảm ơn ông/bà. Giải trình sẽ được công bố trên trang của cuộc lấy ý kiến sau khi tổng hợp.',
    back: 'Trở lại cuộc lấy ý kiến',
  },
}
