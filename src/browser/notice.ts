export type NoticeAction = { text: string; href: string } | { text: string; act: () => void }

/** A line that is read out when it changes, with what can be done about it. */
export function notice(message: string, actions: readonly NoticeAction[] = []): HTMLElement {
  const text = element('p', 'govuk-body', message)
  const box = element('div', 'govuk-inset-text app-draft-notice')
  box.setAttribute('role', 'status')
  box.append(text)
  if (actions.length > 0) {
    const group = element('div', 'govuk-button-group app-draft-notice__actions')
    group.append(...actions.map(actionElement))
    box.append(group)
  }
  return box
}

export function actionElement(action: NoticeAction): HTMLElement {
  if ('href' in action) {
    const link = element('a', 'govuk-link', action.text)
    link.setAttribute('href', action.href)
    return link
  }
  const button = element('button', 'govuk-button govuk-button--secondary', action.text)
  button.setAttribute('type', 'button')
  button.addEventListener('click', () => action.act())
  return button
}

export function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}

/** Puts it above the content of the page, in the place of an earlier one of the same name. */
export function showAbove(name: string, box: HTMLElement): void {
  box.dataset.notice = name
  const before = document.querySelector(`[data-notice="${name}"]`)
  if (before) before.replaceWith(box)
  else document.querySelector('main')?.prepend(box)
}

export function takeAway(name: string): void {
  document.querySelector(`[data-notice="${name}"]`)?.remove()
}

const CLOCK = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' })
const DAY = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

/** `14:05 ngày 22/11/2026`. */
export function momentText(milliseconds: number): string {
  return `${CLOCK.format(milliseconds)} ngày ${DAY.format(milliseconds)}`
}

export const clockText = (milliseconds: number): string => CLOCK.format(milliseconds)
