import { listDrafts } from './draft-list.ts'
import { openDraftStore } from './draft-store.ts'
import { tokenOf } from './form-content.ts'
import { keepForm } from './kept-form.ts'
import { sendWaitingDrafts } from './waiting-drafts.ts'

/** What a page for officials gains where the browser runs scripts. Without it every page works, only without drafts. */
const store = await openDraftStore()

const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-draft]')].filter(
  // Passwords are typed again; they are kept nowhere.
  (form) => form.querySelector('input[type="password"]') === null,
)
for (const form of forms) keepForm(form, form.dataset.draft === 'device' ? store : null)

const list = document.querySelector<HTMLElement>('[data-draft-list]')
if (list) void listDrafts(list, store)

if (store) {
  sendWaitingDrafts(store, () => {
    const form = document.querySelector<HTMLFormElement>('form[data-draft="device"]')
    return form ? tokenOf(form) : null
  })
}
