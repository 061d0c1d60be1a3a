import type { PetitionKind } from '../../modules/petitions/rules/petition-kind.ts'
import { type Chance, chance } from '../chance.ts'

/** What petitions are about. Common ones stand first and come up most: real petitions repeat one another. */
const SUBJECTS: Readonly<Record<PetitionKind, readonly string[]>> = {
  complaint: [
    'mức bồi thường khi thu hồi đất',
    'việc chưa được cấp giấy chứng nhận quyền sử dụng đất',
    'quyết định xử phạt vi phạm hành chính về xây dựng',
    'phương án hỗ trợ, tái định cư của dự án đường tỉnh',
    'việc xác định loại đất khi giải phóng mặt bằng',
    'kết luận tranh chấp ranh giới thửa đất',
    'việc đưa ra khỏi danh sách hộ nghèo',
    'việc từ chối hồ sơ trợ cấp bảo trợ xã hội',
    'quyết định cưỡng chế tháo dỡ công trình',
    'việc thu hồi giấy phép kinh doanh hộ cá thể',
  ],
  denunciation: ['hành vi vi phạm pháp luật trong thi hành công vụ'],
  proposal: [
    'sửa chữa đường giao thông nông thôn',
    'mở rộng hệ thống cấp nước sạch',
    'lắp đèn chiếu sáng công cộng',
    'xây mới cầu dân sinh thay cầu ván',
    'hỗ trợ vay vốn chuyển đổi cây trồng',
    'gia cố đoạn bờ kênh sạt lở',
    'bổ sung phòng học cho điểm trường lẻ',
    'mở lớp dạy nghề cho lao động nông thôn',
    'đầu tư trạm bơm phục vụ tưới tiêu',
    'cho thuê mặt bằng chợ theo giá phù hợp',
  ],
  feedback: [
    'rác thải sinh hoạt không được thu gom',
    'tiếng ồn karaoke ban đêm',
    'nước thải chảy ra kênh rạch',
    'đường hẻm ngập khi mưa lớn',
    'thái độ phục vụ tại bộ phận một cửa',
    'khai thác cát trái phép trên sông',
    'xe quá tải làm hỏng đường liên xã',
    'cơ sở chăn nuôi gây mùi trong khu dân cư',
    'lấn chiếm vỉa hè, lòng đường để buôn bán',
    'thu phí không đúng mức niêm yết',
  ],
}

const BEGINNINGS = [
  'Kính gửi Ủy ban nhân dân, gia đình tôi xin trình bày về',
  'Tôi làm đơn này đề nghị cơ quan có thẩm quyền xem xét',
  'Bà con trong ấp đã nhiều lần có ý kiến về',
  'Qua tiếp xúc với chính quyền địa phương, chúng tôi tiếp tục nêu',
  'Theo dõi trên cổng thông tin của tỉnh, tôi xin gửi nội dung về',
]

const THOUGHTS = [
  'sự việc đã kéo dài từ nhiều năm nay nhưng chưa được giải quyết dứt điểm',
  'việc này ảnh hưởng lớn đến sinh hoạt và sản xuất của người dân',
  'cơ quan chức năng có đến khảo sát nhưng chưa thông báo kết quả',
  'chúng tôi đã gửi đơn đến xã song chưa nhận được trả lời bằng văn bản',
  'đề nghị cấp có thẩm quyền kiểm tra, xử lý theo đúng quy định của pháp luật',
  'mức hỗ trợ thấp hơn so với đơn giá được công bố công khai',
  'nhiều hộ dân xung quanh cũng gặp tình trạng tương tự',
  'mùa mưa nước ngập sâu, học sinh đi lại rất khó khăn',
  'cán bộ tiếp nhận hướng dẫn bổ sung hồ sơ nhiều lần',
  'thông báo chưa được niêm yết tại trụ sở và nhà văn hóa',
  'biên bản làm việc ngày trước không ghi đúng ý kiến của gia đình',
  'mong sớm được đối thoại trực tiếp với lãnh đạo đơn vị',
  'gia đình đã nộp đầy đủ giấy tờ theo phiếu hẹn trả kết quả',
  'công trình thi công dở dang gây nguy hiểm cho người đi đường',
  'hệ thống thoát nước nhỏ, lâu ngày không được nạo vét',
  'tổ hòa giải đã họp hai lần nhưng các bên chưa thống nhất',
  'người lớn tuổi và trẻ em trong xóm thường xuyên bị bệnh',
  'kinh phí do nhân dân đóng góp đã nộp đủ từ đầu năm',
]

const SAID = [
  'Đề nghị sớm nâng cấp tuyến đường đã xuống cấp, mùa mưa đi lại khó khăn',
  'Đề nghị kéo đường ống nước sạch đến các hộ cuối kênh',
  'Kiến nghị hướng dẫn rõ hồ sơ cấp giấy chứng nhận quyền sử dụng đất lần đầu',
  'Đề nghị lắp đèn chiếu sáng ở đoạn qua cầu và trước điểm trường',
  'Kiến nghị công khai mức hỗ trợ khi giải phóng mặt bằng tuyến lộ mới',
  'Đề nghị xử lý cơ sở chăn nuôi gây mùi trong khu dân cư',
  'Kiến nghị mở lớp dạy nghề phù hợp cho lao động nông thôn lớn tuổi',
  'Đề nghị xem xét lại danh sách hộ cận nghèo',
  'Kiến nghị rút ngắn thời gian trả kết quả ở bộ phận một cửa',
  'Đề nghị gia cố đoạn bờ kênh sạt lở trước mùa lũ',
  'Đề nghị tăng chuyến thu gom rác ở chợ và dọc tuyến dân cư',
  'Kiến nghị bổ sung bác sĩ và thuốc cho trạm y tế xã',
]

/** Words that one petition in some twenty thousand holds: what a search for a rare word looks for. */
export const RARE_WORDS = [
  'Xẻo Vẹt',
  'Búng Tàu',
  'Khuyển Dương',
  'Mương Khai',
  'Nhị Tỳ',
  'Trà Lồng',
  'Cái Nhum',
  'Vàm Xáng',
]

/** A rare word stands in one petition of so many. */
const ONE_RARE_IN = 2500

const PLACES = product(
  ['Kênh', 'Rạch', 'Ấp', 'Cầu', 'Chợ', 'Hẻm', 'Tổ', 'Xóm'],
  ['Xáng', 'Cái', 'Bà', 'Ông', 'Tân', 'Long', 'Phú', 'Vĩnh', 'Hòa', 'Thạnh', 'Mỹ', 'Bình', 'Đông', 'Tây', 'Thới'],
  ['Xà No', 'Tắc', 'Lớn', 'Bé', 'Hưng', 'Phước', 'Thuận', 'Lợi', 'Trị', 'Sậy', 'Dứa', 'Nước Đục', 'Bảy Ngàn', 'Ba Bần'],
)

function product(...parts: readonly (readonly string[])[]): string[] {
  const all = parts.reduce<string[]>(
    (before, part) => before.flatMap((start) => part.map((end) => `${start} ${end}`.trim())),
    [''],
  )
  // Neighbours in the list would all begin alike, and the first are the common ones.
  const random = chance(1)
  return all
    .map((place) => ({ place, at: random.next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ place }) => place)
}

/** One of the list, the first ones far more often: as words of a language are. */
function common(items: readonly string[], random: Chance): string {
  return items[Math.floor(items.length * random.next() ** 3)] ?? ''
}

const SENTENCES: readonly string[] = sentences(12_000)

function sentences(count: number): string[] {
  const random = chance(2)
  return Array.from(
    { length: count },
    () => `${random.pick(THOUGHTS)} tại ${common(PLACES, random)}, ${random.pick(THOUGHTS)}`,
  )
}

/** The summary and the words of one petition: from some 250 to 1.500 characters, most about 600. */
export function wordsOfPetition(kind: PetitionKind, random: Chance): { title: string; content: string } {
  const subject = common(SUBJECTS[kind], random)
  const place = common(PLACES, random)
  const length = 250 + Math.floor(1250 * random.next() ** 2.2)
  let content = `${random.pick(BEGINNINGS)} ${subject} tại ${place}. `
  if (random.next() < 0.35) content += `Thửa đất số ${random.between(1, 2400)}, tờ bản đồ số ${random.between(1, 90)}. `
  while (content.length < length) content += `${capital(common(SENTENCES, random))}. `
  if (random.next() * ONE_RARE_IN < 1) content += `Nơi xảy ra: ${random.pick(RARE_WORDS)}. `
  return { title: `${capital(subject)} tại ${place}`, content: content.trimEnd() }
}

/** What an answer says, and what stands in the log about a step. */
export function wordsOfAnswer(random: Chance): string {
  return `Đã kiểm tra và trả lời người gửi đơn; ${random.pick(THOUGHTS)} nên giao ${random.pick(['Ủy ban nhân dân xã', 'phòng chuyên môn', 'đơn vị thi công', 'trưởng ấp'])} xử lý và báo lại.`
}

export function wordsOfOpinion(random: Chance): string {
  return `${random.pick(SAID)} (${common(PLACES, random)}); ${random.pick(THOUGHTS)}.`
}

export function somePlace(random: Chance): string {
  return common(PLACES, random)
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
