import type { ReportSection } from './report-type.ts'
import type { TypeDefinition } from './type-definition.ts'

/** What a draft changes of the version in force, in words; empty when nothing. `titleOf` tells the title of a figure. */
export function differencesOf(
  before: TypeDefinition,
  after: TypeDefinition,
  titleOf: (indicatorCode: string) => string,
): string[] {
  const settings = [
    ...(before.title === after.title ? [] : [`Tên: “${before.title}” thành “${after.title}”`]),
    ...(before.summary === after.summary ? [] : ['Trích yếu thay đổi']),
    ...(before.cutOff === after.cutOff ? [] : ['Cách chốt số liệu thay đổi: ngày đầu, ngày cuối của kỳ khác trước']),
    ...(sameSet(before.periodKinds, after.periodKinds) ? [] : ['Loại kỳ thay đổi']),
    ...(sameSet(before.senderKinds, after.senderKinds) ? [] : ['Đơn vị phải gửi thay đổi']),
    ...(sameSet(before.receiverKinds, after.receiverKinds) ? [] : ['Nơi nhận thay đổi']),
    ...(before.source === after.source ? [] : ['Căn cứ thay đổi']),
  ]
  const kept = after.sections.flatMap((section) => {
    const was = before.sections.find(({ code }) => code === section.code)
    return was ? [{ was, section }] : []
  })
  const orderBefore = before.sections.filter(({ code }) => kept.some(({ section }) => section.code === code))
  const isMoved = kept.some(({ section }, index) => orderBefore[index]?.code !== section.code)
  return [
    ...settings,
    ...after.sections
      .filter(({ code }) => !before.sections.some((section) => section.code === code))
      .map(({ title }) => `Thêm mục “${title}”`),
    ...before.sections
      .filter(({ code }) => !after.sections.some((section) => section.code === code))
      .map(({ title }) => `Bỏ mục “${title}”`),
    ...kept.flatMap(({ was, section }) => differencesOfSection(was, section, titleOf)),
    ...(isMoved ? ['Thứ tự các mục thay đổi'] : []),
  ]
}

function differencesOfSection(was: ReportSection, is: ReportSection, titleOf: (code: string) => string): string[] {
  const inSection = `Mục “${is.title}”`
  const added = is.indicatorCodes.filter((code) => !was.indicatorCodes.includes(code))
  const removed = was.indicatorCodes.filter((code) => !is.indicatorCodes.includes(code))
  const isReordered =
    added.length === 0 && removed.length === 0 && was.indicatorCodes.join() !== is.indicatorCodes.join()
  return [
    ...(was.title === is.title ? [] : [`Mục “${was.title}” đổi tên thành “${is.title}”`]),
    ...(was.level === is.level ? [] : [`${inSection}: chuyển thành mục cấp ${is.level}`]),
    ...(was.hint === is.hint ? [] : [`${inSection}: hướng dẫn thay đổi`]),
    ...added.map((code) => `${inSection}: thêm số liệu “${titleOf(code)}”`),
    ...removed.map((code) => `${inSection}: bỏ số liệu “${titleOf(code)}”`),
    ...(isReordered ? [`${inSection}: thứ tự số liệu thay đổi`] : []),
    ...(sameSet(was.unitKinds, is.unitKinds) ? [] : [`${inSection}: loại đơn vị có mục này thay đổi`]),
    ...(sameSet(was.aboutKinds, is.aboutKinds) ? [] : [`${inSection}: cơ quan được tính số liệu thay đổi`]),
  ]
}

function sameSet(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other
  return one.length === other.length && one.every((each) => other.includes(each))
}
