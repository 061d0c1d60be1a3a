/** The words of the pages on which people send a petition. */
export const sending = {
  title: 'Gửi đơn, phản ánh',
  caption: (step: number, all: number) => `Bước ${step} trên ${all}`,
  back: 'Quay lại',
  next: 'Tiếp tục',
  exit: 'Thoát nhanh',
  exitHint: 'Bấm để xóa những gì đã viết và chuyển ngay sang một trang khác.',

  start: {
    introduction:
      'Gửi đến chính quyền nơi sự việc xảy ra. Không cần tài khoản. Bạn viết xong từng trang thì trang đó được giữ lại, mất mạng cũng không phải viết lại.',
    unfinished: 'Bạn có một đơn đang viết dở trên máy này.',
    goOn: 'Viết tiếp',
    discard: 'Xóa đơn đang viết',
    discardTitle: 'Xóa đơn đang viết?',
    discardWarning: 'Mọi nội dung và ảnh bạn đã đưa lên trong đơn này sẽ bị xóa, không lấy lại được.',
    follow: 'Đã gửi rồi? Tra cứu đơn bằng mã.',
    others: 'Xem các đơn đã trả lời và được công khai',
  },

  topic: {
    title: 'Bạn muốn gửi việc gì?',
    label: 'Chọn một việc',
    kinds: {
      feedback: {
        text: 'Báo một việc đang xảy ra',
        hint: 'Đường hư, rác thải, tiếng ồn, thái độ phục vụ… (phản ánh)',
      },
      proposal: { text: 'Đề nghị, góp ý', hint: 'Mong chính quyền làm một việc hoặc làm tốt hơn (kiến nghị)' },
      complaint: {
        text: 'Không đồng ý với quyết định hoặc việc làm của cơ quan',
        hint: 'Ảnh hưởng đến quyền lợi của chính bạn, bạn muốn được xem xét lại (khiếu nại)',
      },
      denunciation: {
        text: 'Báo hành vi vi phạm pháp luật',
        hint: 'Của cán bộ, cơ quan, tổ chức hoặc người khác (tố cáo). Tên bạn được giữ bí mật.',
      },
    },
    note: 'Nếu chọn chưa đúng cũng không sao: cán bộ sẽ phân loại lại theo nội dung đơn.',
  },

  place: {
    title: 'Việc này ở đâu?',
    search: 'Tên xã, phường, thị trấn',
    searchHint: 'Gõ vài chữ, không cần dấu. Có thể gõ tên cũ.',
    find: 'Tìm',
    choose: 'Chọn nơi xảy ra',
    former: (names: string) => `tên cũ: ${names}`,
    none: (typed: string) => `Không tìm thấy nơi nào có tên “${typed}”. Hãy thử gõ ít chữ hơn.`,
    most: (most: number) => `Chỉ hiện ${most} nơi đầu tiên. Không thấy nơi cần tìm thì gõ thêm chữ.`,
    detail: 'Địa điểm cụ thể',
    detailHint: 'Ấp, khu vực, đường, số nhà hoặc dấu hiệu dễ nhận. Ví dụ: trước cổng chợ Vĩnh Tường',
    chooseFirst: 'Hãy tìm rồi chọn xã, phường, thị trấn.',
    goesTo: (unit: string) => `Đơn của bạn sẽ đến ${unit}.`,
    appealGoesTo: (unit: string) => `Đơn khiếu nại lần hai của bạn sẽ đến ${unit}.`,
  },

  words: {
    title: 'Bạn muốn nói gì?',
    summary: 'Tóm tắt trong một câu',
    summaryHint: 'Ví dụ: Đường ấp 3 ngập sau mỗi trận mưa',
    content: 'Kể rõ sự việc và điều bạn mong muốn',
    contentHint: 'Việc gì, từ khi nào, ai bị ảnh hưởng, bạn đề nghị cơ quan làm gì.',
    contentHintComplaint:
      'Quyết định hoặc việc làm nào, của cơ quan nào, ngày nào; vì sao bạn không đồng ý; bạn đề nghị giải quyết ra sao.',
    contentHintDenunciation:
      'Ai làm gì trái pháp luật, ở đâu, khi nào; căn cứ nào để kiểm tra. Đừng ghi điều gì cho biết bạn là ai ở ô này.',
  },

  similar: {
    title: 'Có thể đã có người gửi việc này',
    introduction:
      'Các đơn dưới đây đã được kiểm tra và công khai. Nếu đúng là việc của bạn, hãy theo dõi đơn đó; không cần gửi lại.',
    follow: 'Theo dõi đơn này',
    goOn: 'Không phải việc của tôi, viết tiếp',
  },

  photos: {
    title: 'Ảnh kèm theo',
    label: 'Chọn ảnh',
    hint: (most: number) =>
      `Tối đa ${most} ảnh, mỗi ảnh không quá 20 MB. Nơi chụp, giờ chụp, tên máy ghi trong ảnh được xóa khi nhận.`,
    kept: 'Ảnh đã nhận',
    remove: 'Bỏ ảnh đã đánh dấu',
    removeLabel: 'Đánh dấu ảnh muốn bỏ',
    photo: (number: number, name: string, size: string) => `Ảnh ${number}${name && `: ${name}`} (${size})`,
    sealed:
      'Ảnh được mã hóa ngay khi nhận. Hãy xem lại: ảnh có chụp bạn, người nhà, nhà của bạn thì có thể lộ bạn là ai.',
    onlyPictures: 'Chỉ nhận ảnh JPEG hoặc PNG.',
  },

  visibility: {
    title: 'Ai được xem đơn của bạn?',
    label: 'Chọn một cách',
    choices: {
      public: {
        text: 'Công khai',
        hint: 'Sau khi cán bộ kiểm tra, mọi người xem được việc bạn nêu và câu trả lời. Địa chỉ, điện thoại của bạn không bao giờ được công khai.',
      },
      'name-hidden': {
        text: 'Công khai nội dung, ẩn tên',
        hint: 'Mọi người xem được việc bạn nêu và câu trả lời, không biết ai gửi.',
      },
      closed: { text: 'Giữ kín', hint: 'Chỉ cơ quan giải quyết xem được.' },
    },
  },

  contact: {
    title: 'Liên hệ với bạn thế nào?',
    optional: 'Bạn có thể không ghi gì ở trang này. Khi đó cơ quan chỉ trả lời được qua mã tra cứu.',
    complaint:
      'Đơn khiếu nại phải có họ tên và địa chỉ người khiếu nại (khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP). Thiếu thì cơ quan không thụ lý được.',
    denunciation:
      'Ghi họ tên, địa chỉ, cách liên hệ thì cơ quan mới giải quyết theo thủ tục tố cáo. Không ghi thì cơ quan vẫn kiểm tra nếu bạn nêu rõ người vi phạm và có tài liệu, chứng cứ cụ thể (Điều 25 Luật Tố cáo 25/2018/QH14).',
    name: 'Họ tên',
    address: 'Địa chỉ',
    phone: 'Điện thoại',
    phoneHint: 'Ví dụ: 0912 345 678',
    privacy:
      'Chỉ dùng để giải quyết đơn của bạn, chỉ người giải quyết đơn xem được, giữ theo thời hạn lưu trữ hồ sơ. Bạn có quyền yêu cầu xem, sửa dữ liệu của mình (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).',
  },

  protection: {
    title: 'Bạn được bảo vệ thế nào',
    points: [
      'Họ tên, địa chỉ, bút tích và mọi thông tin cho biết bạn là ai được giữ bí mật (điểm b khoản 1 Điều 9 Luật Tố cáo 25/2018/QH14).',
      'Người tố cáo được bảo vệ bí mật thông tin, vị trí công tác, việc làm, tính mạng, sức khỏe, tài sản, danh dự; người thân cũng được bảo vệ (Chương VI Luật Tố cáo).',
      'Nội dung bạn gửi được mã hóa. Ai mở ra xem đều phải có quyền, phải nêu lý do và bị ghi lại.',
      'Người bị tố cáo chỉ được biết nội dung tố cáo, không được biết ai tố cáo.',
      'Đừng gửi từ máy ở cơ quan hoặc máy dùng chung. Muốn rời đi ngay, bấm “Thoát nhanh”.',
    ],
    law: 'Luật quy định tố cáo bằng đơn hoặc trình bày trực tiếp (Điều 22 Luật Tố cáo). Đơn gửi ở đây được cơ quan tiếp nhận và kiểm tra; nếu cần, cơ quan sẽ mời bạn làm việc trực tiếp ở nơi, lúc thuận tiện và kín đáo.',
    evidence: 'Ảnh chứng cứ gửi kèm được, mã hóa ngay khi nhận; tài liệu khác hãy nộp trực tiếp hoặc qua bưu điện.',
  },

  check: {
    title: 'Kiểm tra lại trước khi gửi',
    change: 'Sửa',
    topic: 'Việc gửi',
    appeal: 'Khiếu nại lần hai đối với kết quả giải quyết đơn trước của bạn',
    place: 'Nơi xảy ra',
    summary: 'Tóm tắt',
    content: 'Nội dung',
    photos: 'Ảnh',
    photoCount: (count: number) => (count === 0 ? 'Không có' : `${count} ảnh`),
    visibility: 'Ai được xem',
    closedByLaw: 'Giữ bí mật theo luật',
    contact: 'Liên hệ',
    noContact: 'Không ghi',
    missing: 'Còn thiếu',
    fillIn: 'Điền nốt',
    declaration: 'Bấm gửi là bạn cam đoan nội dung đúng với những gì bạn biết.',
    send: 'Gửi đơn',
  },

  sent: {
    title: 'Đã gửi đơn',
    banner: 'Đơn của bạn đã đến nơi nhận.',
    keep: 'Hãy chép lại hoặc chụp màn hình hai mã dưới đây. Mã bí mật chỉ hiện lần này, không ai tra lại hộ bạn được.',
    code: 'Mã đơn',
    secret: 'Mã bí mật',
    link: 'Hoặc lưu đường dẫn này',
    qr: 'Mã QR dẫn đến trang tra cứu đơn',
    nextTitle: 'Việc tiếp theo',
    firstCheck: (unit: string) => `Cán bộ ${unit} kiểm tra, vào sổ đơn.`,
    limit: (what: string, due: string) => `${what}: chậm nhất ngày ${due}.`,
    source: (limit: string, source: string) => `${limit}, theo ${source}, tính từ ngày gửi.`,
    limits: {
      'tcd-answer': 'Cơ quan trả lời hoặc thông báo kết quả tiếp nhận',
      'kn-accept': 'Cơ quan thụ lý hoặc trả lời vì sao không thụ lý',
      'tc-initial': 'Cơ quan xử lý ban đầu, quyết định thụ lý hoặc không',
    },
    ifWorse: 'Quá ngày trên chưa thấy gì, hãy mang mã này đến nơi tiếp công dân.',
    done: 'Xong, xóa mã khỏi máy này',
    toFollow: 'Xem tình trạng đơn',
    calendarDays: (days: number) => `${days} ngày`,
    workingDays: (days: number) => `${days} ngày làm việc`,
  },

  gone: {
    title: 'Không có đơn đang viết',
    line: 'Đơn đã gửi, đã xóa hoặc để quá lâu. Bạn có thể bắt đầu lại.',
    start: 'Bắt đầu gửi đơn',
  },
} as const
