import { createStore, del, get, set, values } from 'idb-keyval'

/** What a person has typed into one form, as the form would send it. */
export type DraftContent = {
  /** Names the draft for its writer: the heading of the form and the first words typed. */
  label: string
  /** Where the form is sent. */
  action: string
  isMultipart: boolean
  fields: [name: string, value: string | File][]
}

/**
 * `typing`: not sent yet. `waiting`: sent by its writer, and no answer has come; it may or may not have arrived.
 * `refused`: the system has answered that something must be mended.
 */
export type DraftState = 'typing' | 'waiting' | 'refused'

/** One draft as it lies on the device. Only `content` says anything of what was typed, and it is encrypted. */
export type Draft = {
  /** The token of the form: the key under which the system accepts it once. */
  id: string
  account: string
  /** The address of the page with the form. */
  path: string
  state: DraftState
  /** Milliseconds since 1970. */
  savedAt: number
  vector: Uint8Array<ArrayBuffer>
  content: ArrayBuffer
}

export type DraftStore = {
  save: (draft: Pick<Draft, 'id' | 'path' | 'state'>, content: DraftContent) => Promise<void>
  mark: (id: string, state: DraftState) => Promise<void>
  remove: (id: string) => Promise<void>
  find: (id: string) => Promise<Draft | undefined>
  /** This account's drafts, the latest first. */
  all: () => Promise<Draft[]>
  read: (draft: Draft) => Promise<DraftContent>
}

/**
 * The drafts of the account that is signed in, or null where the browser cannot keep any (no secure connection, no storage).
 * They are encrypted with a key that the system gives only to a page of this account: who finds the device reads nothing.
 */
export async function openDraftStore(): Promise<DraftStore | null> {
  const given = (name: string) => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content
  const account = given('draft-account')
  const secret = given('draft-key')
  if (!account || !secret || !window.isSecureContext || !('indexedDB' in window)) return null
  try {
    const key = await crypto.subtle.importKey('raw', bytesOf(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])
    const store = createStore('drafts', 'drafts')
    await values(store)
    return draftStore(account, key, store)
  } catch {
    return null
  }
}

function draftStore(account: string, key: CryptoKey, store: ReturnType<typeof createStore>): DraftStore {
  const cipher = (id: string, iv: Uint8Array<ArrayBuffer>) => ({
    name: 'AES-GCM',
    iv,
    additionalData: new TextEncoder().encode(id),
  })
  const find = async (id: string) => {
    const draft = await get<Draft>(id, store)
    return draft?.account === account ? draft : undefined
  }
  return {
    find,
    save: async ({ id, path, state }, content) => {
      const vector = crypto.getRandomValues(new Uint8Array(12))
      const encrypted = await crypto.subtle.encrypt(cipher(id, vector), key, await packed(content))
      await set(
        id,
        { id, account, path, state, savedAt: Date.now(), vector, content: encrypted } satisfies Draft,
        store,
      )
    },
    mark: async (id, state) => {
      const draft = await find(id)
      if (draft) await set(id, { ...draft, state }, store)
    },
    remove: (id) => del(id, store),
    all: async () =>
      (await values<Draft>(store))
        .filter((draft) => draft.account === account)
        .sort((one, other) => other.savedAt - one.savedAt),
    read: async (draft) => unpacked(await crypto.subtle.decrypt(cipher(draft.id, draft.vector), key, draft.content)),
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

type Written = Omit<DraftContent, 'fields'> & {
  fields: [name: string, value: string | { name: string; type: string; size: number }][]
}

/** The length of the words, the words, then the files one after another. */
async function packed({ fields, ...rest }: DraftContent): Promise<ArrayBuffer> {
  const files = fields.map(([, value]) => value).filter((value) => value instanceof File)
  const written: Written = {
    ...rest,
    fields: fields.map(([name, value]) =>
      value instanceof File ? [name, { name: value.name, type: value.type, size: value.size }] : [name, value],
    ),
  }
  const words = new TextEncoder().encode(JSON.stringify(written))
  return new Blob([new Uint32Array([words.length]), words, ...files]).arrayBuffer()
}

function unpacked(bytes: ArrayBuffer): DraftContent {
  const [length = 0] = new Uint32Array(bytes.slice(0, 4))
  const { fields, ...rest } = JSON.parse(new TextDecoder().decode(bytes.slice(4, 4 + length))) as Written
  let at = 4 + length
  return {
    ...rest,
    fields: fields.map(([name, value]) => {
      if (typeof value === 'string') return [name, value]
      at += value.size
      return [name, new File([bytes.slice(at - value.size, at)], value.name, { type: value.type })]
    }),
  }
}
