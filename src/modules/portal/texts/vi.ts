import { consultations } from './vi-consultations.ts'
import { contests } from './vi-contests.ts'
import { disclosures } from './vi-disclosures.ts'
import { following } from './vi-following.ts'
import { models } from './vi-models.ts'
import { receptions } from './vi-receptions.ts'
import { sending } from './vi-sending.ts'
import { verification } from './vi-verification.ts'

/**
 * Every word of the public site that does not come from the records, in one place, so that other languages can follow: a catalogue
 * of another language has the shape `Texts`.
 */
export const vi = {
  navigation: {
    home: 'Trang công khai',
    sending: 'Gửi đơn, phản ánh',
    following: 'Tra cứu đơn',
    petitions: 'Đơn được công khai',
    ratings: 'Đánh giá của người dân',
    results: 'Kết quả xếp loại',
    figures: 'Số liệu trong năm',
    receptions: 'Lịch tiếp công dân',
    dialogues: 'Đối thoại với Nhân dân',
    disclosures: 'Xã, phường công khai',
    consultations: 'Lấy ý kiến Nhân dân',
    models: 'Dân vận khéo',
    contests: 'Cuộc thi',
    deadlines: 'Tính thời hạn',
    verification: 'Kiểm tra văn bản',
  },
  signIn: 'Dành cho cán bộ: đăng nhập',
  sending,
  following,
  receptions,
  disclosures,
  consultations,
  contests,
  models,
  verification,
  province: 'Tỉnh, thành phố',
  year: 'Năm',
  show: 'Xem',
  nextPage: 'Trang sau',

  home: {
    title: 'Công tác dân vận chính quyền',
    introduction:
      'Trang này công khai những việc chính quyền đã làm cùng Nhân dân: đối thoại, tiếp công dân, giải quyết kiến nghị; số liệu đếm từ hồ sơ công việc và kết quả xếp loại hằng năm của các cơ quan, đơn vị. Không cần tài khoản.',
    send: 'Gửi đơn, phản ánh đến chính quyền',
    sendLine: 'Trên điện thoại, không cần tài khoản, có mã để theo dõi đến khi được trả lời.',
    toSend: 'Gửi đơn, phản ánh',
    toFollow: 'Tra cứu đơn đã gửi',
    figures: (province: string, span: string) => `${province}, ${span}`,
    allFigures: 'Xem đủ số liệu và cách đếm',
    results: (year: number) => `Kết quả xếp loại năm ${year}`,
    resultsLine: (province: string) => `${province}, theo quyết định đã công bố:`,
    allResults: 'Xem kết quả từng đơn vị',
    noResults: 'Chưa công bố kết quả xếp loại năm nào.',
    dialogues: 'Đối thoại gần đây ở cấp xã',
    allDialogues: 'Xem các cuộc đối thoại khác',
    deadlines: 'Cơ quan phải trả lời khi nào?',
    deadlinesLine:
      'Chọn việc (khiếu nại, tố cáo, tiếp công dân…) và ngày, hệ thống tính ngày hết hạn theo luật, giải thích từng ngày.',
    toDeadlines: 'Tính thời hạn',
  },

  figures: {
    title: 'Số liệu trong năm',
    span: (from: string, to: string) => `từ ngày ${from} đến ngày ${to}`,
    explanation:
      'Số liệu đếm từ hồ sơ công việc mà các đơn vị đã ghi, không phải số nhập tay. Số đang tăng trong năm; hồ sơ ghi muộn có thể làm thay đổi số đã xem.',
    indicator: 'Chỉ tiêu',
    value: 'Trong kỳ',
    lastYear: 'Cùng kỳ năm trước',
    unitOfMeasure: 'Đơn vị tính',
    howCounted: 'Các chỉ tiêu được đếm thế nào',
    few: (most: number) => `dưới ${most}`,
    smallNumbers: (most: number) => `Số đơn dưới ${most} không ghi rõ, để không ai suy ra được người gửi đơn.`,
    notCounted: 'chưa có dữ liệu',
    empty: 'Chưa có số liệu nào.',
  },

  dialogues: {
    title: 'Đối thoại với Nhân dân ở cấp xã',
    introduction:
      'Các cuộc đối thoại, tiếp xúc cử tri sắp tổ chức và đã tổ chức. Tên người nêu ý kiến không được công khai.',
    date: 'Ngày',
    place: 'Địa điểm',
    unit: 'Đơn vị tổ chức',
    participants: 'Số người dự',
    opinions: 'Số ý kiến',
    empty: 'Chưa ghi cuộc đối thoại nào.',
    coming: 'Sắp tổ chức',
    noneComing: 'Chưa có cuộc nào được thông báo.',
    held: 'Đã tổ chức',
    kind: 'Loại',
    at: (date: string, hour: string) => (hour === '' ? date : `${date}, ${hour}`),
    cancelled: 'Cuộc này không tổ chức nữa.',
    announcement: (kind: string) => `Thông báo: ${kind.toLowerCase()}`,
    announcedOn: 'Ngày thông báo',
    result: (kind: string) => `Kết quả: ${kind.toLowerCase()}`,
    resultOf: (date: string) => `${date}, xem kết quả`,
    publishedOn: 'Ngày công bố kết quả',
    back: 'Đối thoại với Nhân dân',
    gone: 'Không có thông báo, kết quả này, hoặc địa chỉ chưa đúng.',
    source:
      'Luật Tổ chức chính quyền địa phương năm 2025, Điều 43: Ủy ban nhân dân cấp xã đối thoại với Nhân dân ít nhất mỗi năm một lần.',
  },

  checkIn: {
    title: 'Điểm danh',
    line: 'Bấm một lần khi đã đến. Không hỏi tên; mỗi điện thoại được đếm một lần.',
    asOfficial: (name: string) => `Bạn đang đăng nhập: có mặt được ghi với tên ${name}.`,
    here: 'Tôi có mặt',
    closed: 'Chỉ điểm danh trong ngày tổ chức và trước khi đơn vị ghi kết quả.',
    doneTitle: 'Đã điểm danh',
    done: 'Cảm ơn bạn. Có thể đóng trang này.',
    gone: 'Mã điểm danh không đúng. Hãy quét lại mã QR.',
  },

  petitions: {
    title: 'Đơn được công khai',
    introduction:
      'Những việc người dân nêu và câu trả lời của cơ quan, sau khi đã bỏ thông tin cá nhân. Đơn tố cáo không bao giờ ở đây.',
    search: 'Tìm trong đơn và câu trả lời',
    searchHint: 'Không cần gõ dấu. Ví dụ: den duong',
    find: 'Tìm',
    none: 'Chưa có đơn nào được công khai.',
    noneFound: (words: string) => `Không có đơn công khai nào chứa “${words}”.`,
    received: (date: string) => `Nhận ngày ${date}`,
    state: 'Tình trạng',
    unit: 'Cơ quan',
    receivedOn: 'Ngày nhận',
    answeredOn: 'Ngày trả lời',
    words: 'Việc người dân nêu',
    answer: 'Cơ quan trả lời',
    open: 'Việc này đang được giải quyết. Câu trả lời sẽ hiện ở đây khi được công khai: hãy lưu địa chỉ của trang này để theo dõi.',
    gone: 'Đơn này không còn được công khai, hoặc địa chỉ chưa đúng.',
    back: 'Các đơn công khai khác',
  },

  ratings: {
    title: 'Người dân đánh giá việc trả lời',
    introduction:
      'Sau khi được trả lời, người gửi đơn đánh giá từ 1 đến 5. Chỉ tính số; không nêu ai đánh giá, đơn nào. Đơn vị dưới mức đánh giá tối thiểu không nêu điểm.',
    unit: 'Cơ quan trả lời',
    count: 'Số lượt đánh giá',
    average: 'Điểm trung bình (trên 5)',
    good: 'Tốt, rất tốt',
    few: (least: number) => `dưới ${least} lượt`,
    none: 'Chưa có đánh giá nào.',
    year: (year: number) => `Năm ${year}`,
  },

  results: {
    title: 'Kết quả xếp loại',
    titleOf: (year: number) => `Kết quả xếp loại công tác dân vận năm ${year}`,
    decision: (number: string, date: string) => `Theo Quyết định số ${number} ngày ${date}.`,
    criteria: (title: string, act: string) => `Chấm theo ${title} (${act}).`,
    demonstration: 'Lưu ý:',
    years: 'Các năm đã công bố',
    none: 'Chưa công bố kết quả năm nào',
    noneLine: 'Kết quả sẽ hiện ở đây sau khi Ủy ban nhân dân tỉnh quyết định và công bố.',
    countsTitle: 'Số đơn vị theo mức xếp loại',
    rank: 'Mức xếp loại',
    notRanked: 'Không xếp loại',
    block: (title: string, count: string) => `${title} (${count} đơn vị)`,
    unitWord: 'đơn vị',
    yearSeries: (year: number) => `Năm ${year}`,
    yearOf: (year: number, province: string) => `Năm ${year} – ${province}`,
    notRankedBecause: (reason: string) => (reason === '' ? 'Không xếp loại' : `Không xếp loại: ${reason}`),
    position: 'Thứ hạng',
    unit: 'Đơn vị',
    points: 'Điểm',
    lastYear: 'Năm trước',
    awards: 'Khen thưởng',
    awardCount: (count: string) => `${count} tập thể, cá nhân được khen thưởng`,
    noAwards: 'Chưa công bố khen thưởng của năm này.',
    recipient: 'Tập thể, cá nhân',
    form: 'Hình thức',
    awardDecision: 'Quyết định',
    achievement: 'Thành tích',
    awardDecisionOf: (number: string, date: string, by: string) => `${number} ngày ${date}, ${by}`,
  },

  awards: {
    title: (year: number) => `Khen thưởng năm ${year}`,
    untitled: 'Khen thưởng',
    introduction: 'Tập thể, cá nhân được khen thưởng theo quyết định đã ban hành, nêu tên như trong quyết định.',
    all: 'Danh sách khen thưởng các năm',
    none: 'Chưa có khen thưởng nào được công bố.',
    noneLine: 'Danh sách hiện tại đây khi có quyết định khen thưởng.',
    results: 'Kết quả xếp loại của các đơn vị',
    years: 'Các năm',
    yearOf: (year: number) => `Năm ${year}`,
    count: (collectives: string, individuals: string) => `${collectives} tập thể, ${individuals} cá nhân.`,
  },

  deadlines: {
    title: 'Tính thời hạn',
    introduction:
      'Chọn việc bạn quan tâm. Sau đó ghi ngày, hệ thống tính ngày hết hạn theo luật và lịch nghỉ của Nhà nước.',
    sections: {
      complaints: 'Khiếu nại',
      denunciations: 'Tố cáo',
      reception: 'Tiếp công dân, kiến nghị, phản ánh',
      democracy: 'Dân chủ ở cơ sở',
      personalData: 'Dữ liệu cá nhân',
    },
    otherStep: 'Chọn việc khác',
    limit: 'Thời hạn thông thường',
    calendarDays: (days: number) => `${days} ngày (tính cả ngày nghỉ)`,
    workingDays: (days: number) => `${days} ngày làm việc`,
    before: (limit: string) => `chậm nhất ${limit} trước`,
    countedFrom: 'Tính từ',
    countedBackFrom: 'Tính lùi từ',
    source: 'Căn cứ',
    unofficial: 'đọc ở bản không chính thức, cần đối chiếu với Công báo',
    note: 'Cần biết',
    dateLabel: (event: string) => `Ngày bắt đầu: ${event}`,
    dateLabelBefore: (event: string) => `Ngày diễn ra: ${event}`,
    circumstances: 'Tình tiết của vụ việc',
    remote: 'Ở vùng sâu, vùng xa đi lại khó khăn',
    complex: 'Vụ việc phức tạp (đã có văn bản xác định)',
    severalPlaces: 'Phải xác minh ở nhiều địa điểm hoặc ủy quyền xác minh',
    extensions: 'Số lần đã có quyết định gia hạn',
    extensionTimes: (times: number) => (times === 0 ? 'Chưa gia hạn' : `${times} lần`),
    suspension: 'Vụ việc có lúc bị tạm đình chỉ',
    suspendedFrom: 'Tạm đình chỉ từ ngày',
    resumedOn: 'Tiếp tục giải quyết từ ngày',
    bothDays: 'Hãy ghi cả ngày tạm đình chỉ và ngày tiếp tục giải quyết.',
    compute: 'Tính thời hạn',
    askAgain: 'Tính lại với ngày hoặc tình tiết khác',
    notInForce:
      'Hệ thống chưa có quy định áp dụng cho ngày này: quy định hiện có bắt đầu muộn hơn hoặc đã hết hiệu lực. Hãy kiểm tra lại ngày.',
    olderRule: (title: string) => `Vào ngày này áp dụng quy định cũ: ${title}.`,
    result: 'Kết quả',
    due: (weekday: string) => `${weekday}, hết 24 giờ: ngày cuối của thời hạn`,
    dueBefore: (weekday: string) => `${weekday}: chậm nhất là ngày này`,
    daysLeft: (days: number) => `Còn ${days} ngày kể từ hôm nay.`,
    lastDayToday: 'Hôm nay là ngày cuối.',
    daysPast: (days: number) => `Đã qua ${days} ngày.`,
    moved: (nominal: string) => `Ngày cuối theo cách đếm là ${nominal}, rơi vào ngày nghỉ nên được chuyển.`,
    provisional:
      'Kết quả còn có thể thay đổi: trên đường đếm có ngày chưa có quyết định nghỉ hoặc chưa đối chiếu được văn bản (xem bảng dưới).',
    explanation: 'Giải thích từng ngày',
    date: 'Ngày',
    notCounted: 'Không tính',
    last: 'Ngày cuối',
    why: 'Vì sao',
    share: 'Địa chỉ của trang này giữ nguyên câu hỏi: có thể lưu lại, gửi cho người khác hoặc in ra.',
    asked: (today: string) =>
      `Tính ngày ${today}. Kết quả để tham khảo, không thay cho văn bản của cơ quan có thẩm quyền.`,
  },
} as const

type Loosened<Value> = Value extends string
  ? string
  : Value extends (...given: infer Given) => string
    ? (...given: Given) => string
    : { readonly [Key in keyof Value]: Loosened<Value[Key]> }

/** The shape of a catalogue, whatever its language. */
export type Texts = Loosened<typeof vi>
