import type { Draft, DraftState, DraftStore } from './draft-store.ts'
import { actionElement, element, momentText, type NoticeAction } from './notice.ts'
import { sendOne } from './waiting-drafts.ts'

const STATES: Readonly<Record<DraftState, string>> = {
  typing: 'Đang soạn, chưa gửi',
  waiting: 'Đã bấm gửi, chờ kết nối',
  refused: 'Hệ thống chưa nhận: cần sửa rồi gửi lại',
}

/** Fills the page “Bản nháp trên thiết bị này”: what is there only this browser knows. */
export async function listDrafts(place: HTMLElement, store: DraftStore | null): Promise<void> {
  if (!store) {
    place.replaceChildren(
      element('p', 'govuk-body', 'Trình duyệt hoặc kết nối này không cho giữ bản nháp trên thiết bị.'),
    )
    return
  }
  const drafts = await store.all()
  if (drafts.length === 0) {
    place.replaceChildren(element('p', 'govuk-body', 'Không còn bản nháp nào của bạn trên thiết bị này.'))
    return
  }
  const list = element('ul', 'govuk-list app-draft-list')
  for (const draft of drafts) list.append(await item(draft, store, () => void listDrafts(place, store)))
  place.replaceChildren(list)
}

async function item(draft: Draft, store: DraftStore, drawAgain: () => void): Promise<HTMLElement> {
  const content = await store.read(draft).catch(() => null)
  const line = element('li', 'app-draft-list__item')
  line.append(
    element('h2', 'govuk-heading-s', content?.label ?? 'Bản nháp không đọc được'),
    element('p', 'govuk-body', `${STATES[draft.state]}. Giữ lúc ${momentText(draft.savedAt)}.`),
  )
  const address = new URL(draft.path, location.href)
  address.searchParams.set('draft', draft.id)
  const open: NoticeAction = { text: 'Mở tiếp', href: `${address.pathname}${address.search}` }
  const sendNow: NoticeAction = { text: 'Thử gửi ngay', act: () => void sendOne(store, draft).then(drawAgain) }
  const actions = element('div', 'govuk-button-group')
  if (content) actions.append(actionElement(draft.state === 'waiting' ? sendNow : open))
  actions.append(removal(() => void store.remove(draft.id).then(drawAgain)))
  line.append(actions)
  return line
}

/** Asked twice: a draft that is removed is gone. */
function removal(remove: () => void): HTMLElement {
  let isAsked = false
  const button = actionElement({
    text: 'Xóa bản nháp',
    act: () => {
      if (isAsked) remove()
      isAsked = true
      button.textContent = 'Bấm lần nữa để xóa hẳn'
    },
  })
  return button
}
