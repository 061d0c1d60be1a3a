import type { Draft, DraftStore } from './draft-store.ts'
import { element, notice, showAbove, takeAway } from './notice.ts'
import { send } from './sending.ts'

/** How often drafts that wait are tried while a page is open, in milliseconds. */
const EVERY = 30_000

/**
 * Sends what its writer has sent already and what never got an answer, from whatever page is open. `busyWith` is the key of the form
 * on this page, which looks after itself.
 */
export function sendWaitingDrafts(store: DraftStore, busyWith: () => string | null): void {
  let isSending = false
  const tryAll = async () => {
    if (isSending) return
    isSending = true
    try {
      for (const draft of await store.all()) {
        if (draft.state === 'waiting' && draft.id !== busyWith() && !(await sendOne(store, draft))) break
      }
      await tellHowMany(store, busyWith())
    } finally {
      isSending = false
    }
  }
  window.addEventListener('online', () => void tryAll())
  setInterval(() => void tryAll(), EVERY)
  void tryAll()
}

/** True when there was an answer. */
export async function sendOne(store: DraftStore, draft: Draft): Promise<boolean> {
  const content = await store.read(draft)
  const answer = await send(content)
  if (answer.state === 'accepted') {
    await store.remove(draft.id)
    showSent(content.label, answer.location)
    return true
  }
  if (answer.state === 'refused') {
    await store.mark(draft.id, 'refused')
    return true
  }
  return false
}

function showSent(label: string, location: string): void {
  const list = document.querySelector('[data-notice="sent"] ul') ?? startList()
  const line = element('li', '', `${label} `)
  const link = element('a', 'govuk-link', 'Xem')
  link.setAttribute('href', location)
  line.append(link)
  list.append(line)
}

function startList(): Element {
  const box = notice('Đã gửi bản ghi được giữ trên thiết bị này:')
  const list = element('ul', 'govuk-list govuk-list--bullet')
  box.append(list)
  showAbove('sent', box)
  return list
}

async function tellHowMany(store: DraftStore, busyWith: string | null): Promise<void> {
  const drafts = (await store.all()).filter((draft) => draft.id !== busyWith)
  const waiting = drafts.filter((draft) => draft.state === 'waiting').length
  const refused = drafts.filter((draft) => draft.state === 'refused').length
  if (waiting + refused === 0 || location.pathname === '/drafts') {
    takeAway('drafts')
    return
  }
  const parts = [
    ...(waiting > 0 ? [`${waiting} bản ghi trên thiết bị này chờ gửi`] : []),
    ...(refused > 0 ? [`${refused} bản ghi trên thiết bị này cần sửa rồi gửi lại`] : []),
  ]
  showAbove('drafts', notice(`Còn ${parts.join(', ')}.`, [{ text: 'Xem các bản nháp', href: '/drafts' }]))
}
