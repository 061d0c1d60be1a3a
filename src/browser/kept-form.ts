import type { DraftContent, DraftState, DraftStore } from './draft-store.ts'
import { contentOf, restore, tokenOf } from './form-content.ts'
import { clockText, element, momentText, notice, showAbove, takeAway } from './notice.ts'
import { type Answer, send } from './sending.ts'

/** How long after the last letter a draft is written down, in milliseconds. */
const PAUSE = 600
/** How long after a failed sending the next is tried without being asked, in milliseconds: ever more seldom. */
const WAITS = [5_000, 10_000, 20_000, 40_000, 60_000]

/** The checks of forms are loaded when somebody starts to type: pages that are only read do without them. */
const loadChecks = () => import('./form-check.tsx')

/**
 * A form whose words survive a lost connection. `store` is null for a form whose words must not lie on the device, or in a browser
 * that cannot keep them: then they stay in the page alone, and it says so.
 */
export function keepForm(form: HTMLFormElement, store: DraftStore | null): void {
  const kept = new KeptForm(form, store)
  form.addEventListener('focusin', () => kept.begun(), { once: true })
  form.addEventListener('input', () => kept.typed())
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void kept.submitted((event as SubmitEvent).submitter)
  })
  for (const link of form.querySelectorAll('.app-submit a')) {
    link.addEventListener('click', () => kept.givenUp())
  }
  window.addEventListener('pagehide', () => kept.leaving())
  void kept.offerDrafts()
}

class KeptForm {
  readonly #form: HTMLFormElement
  readonly #store: DraftStore | null
  readonly #keptLine = element('p', 'govuk-hint app-draft-kept')
  #pause: ReturnType<typeof setTimeout> | undefined
  #waiting: DraftContent | null = null
  #tries = 0
  #isSending = false

  constructor(form: HTMLFormElement, store: DraftStore | null) {
    this.#form = form
    this.#store = store
    window.addEventListener('online', () => void this.#sendWaiting())
  }

  begun(): void {
    if (this.#form.dataset.check) void loadChecks().catch(() => undefined)
  }

  typed(): void {
    clearTimeout(this.#pause)
    this.#pause = setTimeout(() => void this.#keep('typing'), PAUSE)
  }

  /** The page is going away: what is not written down yet is written now. */
  leaving(): void {
    if (this.#pause === undefined) return
    clearTimeout(this.#pause)
    void this.#keep('typing')
  }

  givenUp(): void {
    clearTimeout(this.#pause)
    this.#pause = undefined
    void this.#store?.remove(tokenOf(this.#form))
  }

  async submitted(button: HTMLElement | null): Promise<void> {
    if (this.#isSending || this.#waiting) return
    clearTimeout(this.#pause)
    this.#pause = undefined
    if (!(await this.#passesChecks())) {
      await this.#keep('typing')
      return
    }
    this.#waiting = contentOf(this.#form, button)
    await this.#keep('waiting', this.#waiting)
    await this.#sendWaiting()
  }

  async #passesChecks(): Promise<boolean> {
    const name = this.#form.dataset.check
    if (!name) return true
    const checks = await loadChecks().catch(() => null)
    return checks === null || checks.passes(this.#form, name, contentOf(this.#form).fields)
  }

  async #keep(state: DraftState, content = contentOf(this.#form)): Promise<void> {
    if (!this.#store) return
    this.#pause = undefined
    try {
      const path = `${location.pathname}${location.search}`
      await this.#store.save({ id: tokenOf(this.#form), path, state }, content)
      this.#tellKept(`Bản nháp đã được giữ trên thiết bị này lúc ${clockText(Date.now())}.`)
    } catch {
      this.#tellKept('Thiết bị này không còn chỗ để giữ bản nháp. Hãy giữ trang này mở cho đến khi gửi xong.')
    }
  }

  #tellKept(words: string): void {
    this.#keptLine.textContent = words
    if (!this.#keptLine.isConnected) this.#form.append(this.#keptLine)
  }

  async #sendWaiting(): Promise<void> {
    if (!this.#waiting || this.#isSending) return
    this.#isSending = true
    this.#form.setAttribute('aria-busy', 'true')
    const answer = await send(this.#waiting)
    this.#isSending = false
    this.#form.removeAttribute('aria-busy')
    await this.#answered(answer)
  }

  async #answered(answer: Answer): Promise<void> {
    if (answer.state === 'accepted') {
      await this.#store?.remove(tokenOf(this.#form))
      this.#waiting = null
      location.assign(answer.location)
    } else if (answer.state === 'refused') {
      this.#waiting = null
      this.#setLocked(false)
      await this.#store?.mark(tokenOf(this.#form), 'typing')
      this.#showRefusal(answer.page)
    } else {
      // It may have arrived all the same: changed now, the second sending would be taken for the first and the change lost.
      this.#setLocked(true)
      this.#sayWaiting(answer.state === 'signed-out')
      setTimeout(() => void this.#sendWaiting(), WAITS[Math.min(this.#tries, WAITS.length - 1)])
      this.#tries += 1
    }
  }

  #setLocked(isLocked: boolean): void {
    this.#form.toggleAttribute('inert', isLocked)
    this.#form.classList.toggle('app-form--waiting', isLocked)
    if (!isLocked) takeAway('waiting')
  }

  #sayWaiting(isSignedOut: boolean): void {
    const why = isSignedOut
      ? 'Chưa gửi được: phiên làm việc đã kết thúc.'
      : 'Chưa gửi được: không kết nối được với hệ thống.'
    const where = this.#store
      ? 'Nội dung đã được giữ trên thiết bị này và sẽ tự gửi, chỉ một lần, khi kết nối lại. Bạn có thể đóng trang; lần sau mở hệ thống, bản này được gửi tiếp.'
      : 'Nội dung còn trong trang này (loại biểu này không được giữ trên thiết bị). Hãy để trang mở; khi kết nối lại, nội dung sẽ tự gửi, chỉ một lần.'
    const signIn = { text: 'Đăng nhập ở thẻ mới', act: () => void window.open('/sign-in', '_blank') }
    const again = { text: 'Thử gửi ngay', act: () => void this.#sendWaiting() }
    const isNew = document.querySelector('[data-notice="waiting"]') === null
    const box = notice(`${why} ${where}`, isSignedOut ? [signIn, again] : [again])
    showAbove('waiting', box)
    if (!isNew) return
    box.tabIndex = -1
    box.focus()
    box.scrollIntoView({ block: 'start' })
  }

  /** The system's own page with what has to be mended takes the place of this one; without a form in it only its words do. */
  #showRefusal(page: Document): void {
    const main = page.querySelector('main')
    const form = main?.querySelector<HTMLFormElement>('form[data-draft]')
    if (!main || !form) {
      const words = [...(main?.querySelectorAll('h1, p') ?? [])].map((part) => part.textContent?.trim()).join('. ')
      showAbove('waiting', notice(`${words || 'Hệ thống không nhận được bản này.'} Nội dung còn nguyên trong biểu.`))
      document.querySelector('[data-notice="waiting"]')?.scrollIntoView({ block: 'start' })
      return
    }
    document.title = page.title
    document.querySelector('main')?.replaceWith(main)
    keepForm(form, this.#store)
    void this.#keepMended(form)
    const summary = main.querySelector<HTMLElement>('.govuk-error-summary') ?? main
    summary.tabIndex = -1
    summary.focus()
  }

  /** The form that came back has a key of its own: the draft moves to it. */
  async #keepMended(form: HTMLFormElement): Promise<void> {
    const path = `${location.pathname}${location.search}`
    await this.#store?.remove(tokenOf(this.#form))
    await this.#store?.save({ id: tokenOf(form), path, state: 'typing' }, contentOf(form))
  }

  /** Drafts of this very form that were left behind; the one that the address names is put back at once. */
  async offerDrafts(): Promise<void> {
    if (!this.#store) return
    const asked = new URLSearchParams(location.search).get('draft')
    for (const draft of await this.#store.all()) {
      if (draft.state === 'waiting' || new URL(draft.path, location.href).pathname !== location.pathname) continue
      const content = await this.#store.read(draft).catch(() => null)
      if (!content) continue
      const putBack = () => this.#putBack(draft.id, content)
      if (draft.id === asked) {
        putBack()
        return
      }
      const forget = () => {
        void this.#store?.remove(draft.id)
        takeAway(`draft-${draft.id}`)
      }
      const words = `Trên thiết bị này còn một bản nháp chưa gửi, lúc ${momentText(draft.savedAt)}: ${content.label}.`
      const actions = [
        { text: 'Đưa lại vào biểu', act: putBack },
        { text: 'Xóa bản nháp', act: forget },
      ]
      showAbove(`draft-${draft.id}`, notice(words, actions))
    }
  }

  #putBack(id: string, content: DraftContent): void {
    const lost = restore(this.#form, content)
    for (const box of document.querySelectorAll('[data-notice^="draft-"]')) box.remove()
    const remark = lost.length > 0 ? ' Có ô không đưa lại được vì biểu đã đổi; hãy xem kỹ.' : ''
    const box = notice(`Bản nháp đã được đưa lại vào biểu và chưa được gửi. Hãy xem lại rồi gửi.${remark}`)
    showAbove(`restored-${id}`, box)
  }
}
