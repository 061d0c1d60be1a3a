import type { Command } from './command.ts'

/** The commands that exist, in the order in which help lists them. What each does is loaded when it is asked for. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'serve',
    usage: '',
    title: 'Chạy hệ thống (như npm start, không cài đặt lại).',
    example: 'npm run -s danvan -- serve',
    load: () => import('./serve.ts'),
  },
  {
    name: 'migrate',
    usage: '[--grant-to ROLE]',
    title:
      'Cập nhật cấu trúc cơ sở dữ liệu lên phiên bản của chương trình. --grant-to cấp cho tài khoản PostgreSQL của hệ thống đang chạy đúng các quyền cần dùng: tài khoản đó không sửa, xóa được nhật ký và không đổi được cấu trúc.',
    example: 'npm run -s danvan -- migrate',
    load: () => import('./migrate.ts'),
  },
  {
    name: 'demo',
    usage: '[--scale N]',
    title:
      'Nạp tỉnh minh họa vào một hệ thống còn trống; với --scale là tỉnh được sinh ra, 10 năm, N đơn thư, để thử tải.',
    example: 'npm run -s danvan -- demo',
    load: () => import('./demo.ts'),
  },
  {
    name: 'token',
    usage: 'create --account NAME [--name TEXT] [--scope read|all|PERMISSION,…] [--expires YYYY-MM-DD] [--json]',
    title:
      'Tạo mã truy cập API cho một tài khoản (Authorization: Bearer …). Mã chỉ hiện một lần; mặc định được làm mọi việc của tài khoản trong một năm.',
    example: 'npm run -s danvan -- token create --account canbo.xa',
    load: () => import('./token.ts'),
  },
  {
    name: 'account',
    usage: 'password-link|second-factor-reset --account NAME [--json]',
    title:
      'Tạo đường dẫn dùng một lần để người quản trị quên mật khẩu đặt lại mật khẩu của mình; hoặc đặt lại xác thực hai bước khi mất điện thoại.',
    example: 'npm run -s danvan -- account password-link --account quantri',
    load: () => import('./account.ts'),
  },
  {
    name: 'import',
    usage:
      'country-units [--province CODE] [--dry-run] | units FILE.xlsx|FILE.json [--dry-run] | KIND FILE.xlsx|FILE.json [--account NAME] [--dry-run] [--good-rows]',
    title:
      'Nhập đơn vị, hoặc bản ghi của một loại (với quyền của một tài khoản; xem docs/import.md) từ tệp. Với --dry-run chỉ báo trước, không ghi.',
    example: 'npm run -s danvan -- import country-units --province 92 --dry-run',
    load: () => import('./import.ts'),
  },
  {
    name: 'export',
    usage: 'units [--unit CODE] [--output FILE.xlsx|FILE.json] | KIND [--account NAME] [--output FILE.xlsx|FILE.json]',
    title:
      'Xuất đơn vị qua các thời kỳ, hoặc bản ghi của một loại trong phạm vi một tài khoản, đúng dạng mà lệnh import đọc được. Không nêu tệp: in JSON.',
    example: 'npm run -s danvan -- export units --unit HG-UBND',
    load: () => import('./export.ts'),
  },
  {
    name: 'figures',
    usage: '--unit CODE --from D --to D [--as-of D] [--view then|now] [--indicator CODE] [--json]',
    title: 'Số liệu của một đơn vị (gồm đơn vị trực thuộc), đếm từ hồ sơ, kèm số hồ sơ của từng chỉ tiêu.',
    example: 'npm run -s danvan -- figures --unit HG --from 2019-07-01 --to 2019-09-30',
    load: () => import('./figures.ts'),
  },
  {
    name: 'report',
    usage: 'TYPE --unit CODE --period P --format json|docx|xlsx|pdf [--output FILE]',
    title:
      'Một báo cáo của một đơn vị: số liệu và lời văn dạng JSON, hoặc tệp Word, PDF theo thể thức Nghị định 30/2020/NĐ-CP, hoặc biểu Excel.',
    example: 'npm run -s danvan -- report mobilisation --unit HG --period 2019-Q3 --format json',
    load: () => import('./report.ts'),
  },
  {
    name: 'deadlines',
    usage: 'FILE [--calendar FILE] [--json]',
    title:
      'Tính thời hạn theo luật cho các trường hợp trong một tệp JSON, kèm lý do từng ngày; không cần cơ sở dữ liệu.',
    example: 'npm run -s danvan -- deadlines docs/examples/deadlines.json',
    load: () => import('./deadlines.ts'),
  },
  {
    name: 'periods',
    usage: '[--date D] [--json]',
    title: 'Các kỳ báo cáo có chứa một ngày (hôm nay, nếu không ghi), theo từng loại báo cáo; không cần cơ sở dữ liệu.',
    example: 'npm run -s danvan -- periods --date 2026-09-20',
    load: () => import('./periods.ts'),
  },
  {
    name: 'criteria',
    usage: 'check FILE | score FILE INPUTS | schema [--json]',
    title:
      'Kiểm tra một bộ tiêu chí, hoặc chấm điểm các đơn vị theo bộ đó, kèm giải thích từng điểm; không cần cơ sở dữ liệu. Tệp là JSON hoặc YAML (.yaml); schema in mẫu JSON Schema.',
    example: 'npm run -s danvan -- criteria score docs/examples/criteria-set.json docs/examples/criteria-inputs.json',
    load: () => import('./criteria.ts'),
  },
  {
    name: 'signature',
    usage: 'check FILE [--json] | add FILE --key P12 --password-file FILE --output FILE [--field NAME] [--json]',
    title:
      'Kiểm tra chữ ký số trong một tệp PDF, hoặc ký thêm vào cuối tệp bằng tệp chứng thư (.p12); không cần cơ sở dữ liệu, không giữ khóa.',
    example: 'npm run -s danvan -- signature check docs/examples/signed-report.pdf',
    load: () => import('./signature.ts'),
  },
  {
    name: 'backup',
    usage: 'FILE [--json]',
    title:
      'Sao lưu cơ sở dữ liệu và các tệp đính kèm vào một tệp .tar.gz; hệ thống vẫn chạy bình thường. FILE là đường dẫn đầy đủ, hoặc tên tệp trong thư mục backups của DATA_DIR. Bản sao lưu chứa dữ liệu cá nhân và khóa ký biểu mẫu: giữ như tài liệu mật. Khóa mã hóa (ENCRYPTION_KEY hoặc thư mục keys trong DATA_DIR) không nằm trong bản sao lưu, phải cất riêng.',
    example: 'npm run -s danvan -- backup truoc-khi-cap-nhat.tar.gz',
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    usage: 'FILE [--check] [--json]',
    title:
      'Khôi phục bản sao lưu vào một hệ thống còn trống và chưa chạy (cơ sở dữ liệu mới tạo, DATA_DIR mới): được tất cả hoặc không gì cả. --check chỉ kiểm tra bản sao lưu còn nguyên vẹn, không khôi phục. Sau khi khôi phục, mọi người đăng nhập lại; đặt lại khóa mã hóa đã cất riêng trước khi chạy.',
    example: 'npm run -s danvan -- restore truoc-khi-cap-nhat.tar.gz --check',
    load: () => import('./restore.ts'),
  },
  {
    name: 'keys',
    usage: 'rotate [--json]',
    title:
      'Đổi khóa của kho bảo vệ người tố cáo (tệp protected-identity-keys trong thư mục keys của DATA_DIR); hệ thống vẫn chạy, dở dang thì chạy lại. Khóa cũ chuyển sang tệp riêng: chỉ cần cho bản sao lưu làm trước đó, hãy cất nơi khác.',
    example: 'npm run -s danvan -- keys rotate',
    load: () => import('./keys.ts'),
  },
  {
    name: 'erase',
    usage: '(person --person ID | sender --petition ID) (--preview | --basis TEXT) [--json]',
    title:
      'Xóa dữ liệu cá nhân. person: một người đã thôi mọi chức vụ (họ tên, tài khoản, nội dung nhật ký về người đó). sender: người gửi một đơn đã giải quyết xong (họ tên, địa chỉ, điện thoại, nội dung đơn, tệp, danh tính và bản gốc trong kho bảo vệ). Số liệu và chuỗi niêm phong vẫn nguyên. Không lấy lại được. TEXT là căn cứ (số văn bản), không ghi dữ liệu cá nhân. Tên người đã ký, đã thực hiện công vụ và hồ sơ còn thời hạn lưu được giữ theo pháp luật lưu trữ. --preview chỉ cho biết sẽ xóa gì.',
    example: 'npm run -s danvan -- erase person --person 1 --preview',
    load: () => import('./erase.ts'),
  },
  {
    name: 'audit',
    usage: 'verify [--expect HASH] [--json]',
    title:
      'Đối chiếu nhật ký thay đổi với chuỗi niêm phong: dòng nào bị sửa, xóa, đổi chỗ, chèn thêm. Có phát hiện thì trả mã 1. HASH là dấu niêm phong đã chép ra nơi khác.',
    example: 'npm run -s danvan -- audit verify',
    load: () => import('./audit.ts'),
  },
  {
    name: 'doctor',
    usage: '[--json]',
    title: 'Kiểm tra cài đặt, cơ sở dữ liệu, thư mục dữ liệu và dung lượng đĩa; không thay đổi gì.',
    example: 'npm run -s danvan -- doctor',
    load: () => import('./doctor.ts'),
  },
]
