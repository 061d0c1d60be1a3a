/**
 * What each permission lets somebody do, as people say it: for choosing the scope of a token and the rights that are delegated.
 * Each completes “được …”.
 */
const IN_WORDS: Readonly<Record<string, string>> = {
  'account.manage': 'quản lý tài khoản',
  'activity.read': 'xem hoạt động',
  'activity.record': 'ghi, sửa hoạt động',
  'audit.read': 'xem nhật ký hệ thống',
  'award.decide': 'quyết định khen thưởng',
  'award-form.manage': 'quản lý danh mục hình thức khen thưởng',
  'award.manage': 'tổ chức xét khen thưởng: đợt xét, kiểm tra đề nghị, ghi phiên họp Hội đồng',
  'award.propose': 'đề nghị khen thưởng',
  'award.read': 'xem khen thưởng',
  'block.manage': 'quản lý khối, cụm thi đua',
  'calendar.manage': 'quản lý lịch nghỉ, ngày làm việc',
  'criteria.decide': 'quyết định xếp loại',
  'criteria.manage': 'quản lý bộ tiêu chí, mở năm chấm điểm',
  'criteria.read': 'xem tiêu chí, điểm và xếp loại',
  'criteria.self-assess': 'tự chấm điểm',
  'criteria.submit': 'duyệt, gửi bảng tự chấm điểm',
  'criteria.verify': 'thẩm định điểm',
  'dashboard.manage': 'cài đặt bảng theo dõi, bản đồ',
  'democracy.read': 'xem việc dân chủ ở cơ sở',
  'democracy.write': 'ghi, sửa việc dân chủ ở cơ sở',
  'document.manage': 'quản lý sổ văn bản: cách đánh số, mở rộng người đọc văn bản hạn chế',
  'document.read': 'xem văn bản',
  'document.sign': 'ký số văn bản phát hành',
  'document.write': 'ghi, sửa văn bản',
  'figure.read': 'xem số liệu',
  'indicator.enter': 'nhập số liệu chỉ tiêu do cơ quan khác công bố',
  'indicator.manage': 'quản lý định nghĩa chỉ tiêu',
  'movement.mark': 'chấm bài thi, bình xét mô hình khi được cử',
  'job.manage': 'theo dõi, chạy lại việc nền, thư điện tử, tin gửi đi',
  'movement-field.manage': 'quản lý danh mục lĩnh vực mô hình “Dân vận khéo”',
  'movement.read': 'xem mô hình, hội thi “Dân vận khéo”',
  'movement.write': 'ghi, sửa mô hình, hội thi “Dân vận khéo”',
  'opinion.answer': 'trả lời ý kiến của Nhân dân',
  'organisation.manage': 'quản lý cơ quan, đơn vị, cán bộ',
  'organisation.read': 'xem cơ quan, đơn vị, cán bộ',
  'personal-data.handle': 'xử lý yêu cầu về dữ liệu cá nhân',
  'petition.answer': 'trả lời đơn thư',
  'petition.assign': 'giao xử lý đơn thư',
  'petition.publish': 'duyệt công khai đơn thư đã trả lời',
  'petition.read': 'xem đơn thư',
  'petition.read-denunciation': 'xem đơn tố cáo',
  'petition.register': 'tiếp nhận đơn thư',
  'coordination.read': 'xem quy chế, chương trình, kế hoạch phối hợp',
  'coordination.write': 'soạn, sửa văn bản phối hợp; báo cáo, sơ kết, tổng kết phối hợp',
  'coordination.sign': 'ghi chữ ký của đơn vị vào văn bản phối hợp',
  'plan.read': 'xem kế hoạch, nhiệm vụ',
  'plan.write': 'lập, sửa kế hoạch',
  'post.delegate': 'ủy quyền cho người khác',
  'post.hand-over': 'bàn giao công việc của chức vụ',
  'reception.read': 'xem lịch, sổ tiếp công dân',
  'reception.record': 'ghi sổ tiếp công dân',
  'reception.schedule': 'lập, công bố lịch tiếp công dân',
  'report.collect': 'tổng hợp báo cáo',
  'report.define': 'quản lý loại báo cáo, đề cương, hạn gửi',
  'report.read': 'xem báo cáo',
  'report.submit': 'duyệt, gửi báo cáo',
  'report.write': 'soạn báo cáo',
  'role.manage': 'quản lý vai trò và quyền',
  'spreadsheet.use': 'nhập, xuất bản ghi bằng tệp Excel',
  'task.assign': 'giao nhiệm vụ',
  'task.progress': 'cập nhật tiến độ nhiệm vụ',
}

/** The permission in words, such as `xem hoạt động`; null for one that nobody has put into words yet, which is then not offered. */
export function permissionInWords(permission: string): string | null {
  return IN_WORDS[permission] ?? null
}

/** Every permission that has been put into words: those that a role can be given. */
export function knownPermissions(): string[] {
  return Object.keys(IN_WORDS)
}
