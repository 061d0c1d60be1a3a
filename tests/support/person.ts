import { rmSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { DEMONSTRATION_ACCOUNTS } from '../../src/demonstration/demonstration-accounts.ts'
import type { RunningSystem } from './system.ts'

/** What stands in a field: text, the text of an option, or files. */
type Entered = string | { files: readonly { name: string; buffer: Buffer }[] }

/** A row of a table, by the titles of its columns. */
export type Row = Record<string, string>

export type Person = {
  page: Page
  context: BrowserContext
  /** Signs in with an account of the demonstration, from the first page. */
  signIn: (userName: string) => Promise<void>
  /** Opens an address of the system and answers its status. */
  go: (path: string) => Promise<number>
  /** Follows a link by its text. */
  follow: (text: string | RegExp) => Promise<void>
  /** Fills fields by their label; of a list the option that is or begins with the text; a box is ticked unless the text is empty. */
  fill: (fields: Readonly<Record<string, Entered>>) => Promise<void>
  /** Presses a button by its text and waits for the page that comes. */
  press: (text: string | RegExp) => Promise<void>
  field: (label: string) => Locator
  /** What stands in a field; the text of the chosen option for a select. */
  valueOf: (label: string) => Promise<string>
  heading: () => Promise<string>
  /** The path of the address, without what is asked. */
  path: () => string
  /** What the page says is wrong: in the summary on top, and beside each field by its label. */
  errors: () => Promise<{ summary: string[]; besideField: Record<string, string> }>
  /** The big figures of the page by their label; as numbers. */
  figures: () => Promise<Record<string, number>>
  /** A table by its caption: each row by column title. */
  table: (caption: string | RegExp) => Promise<Row[]>
  /** All rows of all tables that have a column of this title. */
  rows: (column: string) => Promise<Row[]>
  leave: () => Promise<void>
}

/** Somebody who sits down at a browser of their own. Without script unless told: every page must work so. */
export async function personAt(
  browser: Browser,
  system: Pick<RunningSystem, 'address'>,
  { javaScript = false, width = 1280 }: { javaScript?: boolean; width?: number } = {},
): Promise<Person> {
  const context = await browser.newContext({
    baseURL: system.address,
    javaScriptEnabled: javaScript,
    viewport: { width, height: 900 },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(15_000)
  const page = await context.newPage()
  const person: Person = {
    page,
    context,
    signIn: async (userName) => {
      const account = DEMONSTRATION_ACCOUNTS.find((known) => known.userName === userName)
      if (!account) throw new Error(`The demonstration has no account ${userName}.`)
      if (!page.url().includes('/sign-in')) await person.go('/sign-in')
      await enterPassword(person, account)
      if (person.path() === '/sign-in') throw new Error(`${userName} could not sign in: ${await mainText(page)}`)
    },
    go: async (path) => {
      const answer = await page.goto(path)
      if (!answer) throw new Error(`No answer from ${path}.`)
      return answer.status()
    },
    follow: (text) => arriving(page, page.getByRole('main').getByRole('link', named(text)).first()),
    fill: async (fields) => {
      for (const [label, entered] of Object.entries(fields)) await fillOne(page, label, entered)
    },
    press: (text) => arriving(page, page.getByRole('main').getByRole('button', named(text)).first()),
    field: (label) => fieldOf(page, label),
    valueOf: async (label) => {
      const field = fieldOf(page, label)
      return field.evaluate((element) =>
        element instanceof HTMLSelectElement
          ? (element.selectedOptions[0]?.text ?? '')
          : (element as HTMLInputElement).value,
      )
    },
    heading: () => page.locator('h1').innerText(),
    path: () => new URL(page.url()).pathname,
    errors: () => errorsOn(page),
    figures: () => figuresOn(page),
    table: (caption) => rowsOf(page.getByRole('table', named(caption)).first()),
    rows: async (column) => {
      const tables = page.getByRole('main').locator('table', { has: page.getByRole('columnheader', named(column)) })
      return (await Promise.all((await tables.all()).map(rowsOf))).flat()
    },
    leave: () => context.close(),
  }
  return person
}

/** Somebody who has signed in with an account of the demonstration, at a browser of their own. */
export async function signedIn(
  browser: Browser,
  system: Pick<RunningSystem, 'address'>,
  userName: string,
  choices: Parameters<typeof personAt>[2] = {},
): Promise<Person> {
  const person = await personAt(browser, system, choices)
  await person.signIn(userName)
  return person
}

/** Fills in the page for signing in on which the person is, whatever comes of it. */
export async function enterPassword(
  person: Pick<Person, 'fill' | 'press'>,
  { userName, password }: { userName: string; password: string },
): Promise<void> {
  await person.fill({ 'Tên đăng nhập': userName, 'Mật khẩu': password })
  await person.press('Đăng nhập')
}

const named = (name: string | RegExp) => ({ name, exact: typeof name === 'string' })

/** Presses something that leads to another page, and waits until that is there. */
async function arriving(page: Page, place: Locator): Promise<void> {
  await place.waitFor()
  await Promise.all([page.waitForEvent('domcontentloaded'), place.click()])
}

/** A field by its label, which may add that it is optional. */
function fieldOf(page: Page, label: string): Locator {
  const escaped = label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return page.getByRole('main').getByLabel(new RegExp(`^${escaped}(\\s*\\(không bắt buộc\\))?$`))
}

/** Files lie on the person's disk; handing 20 MB to the browser through its control connection takes it many seconds. */
async function onDisk(page: Page, files: readonly { name: string; buffer: Buffer }[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-person-'))
  page.once('close', () => rmSync(folder, { recursive: true, force: true }))
  return Promise.all(
    files.map(async ({ name, buffer }) => {
      const path = join(folder, name)
      await writeFile(path, buffer)
      return path
    }),
  )
}

async function fillOne(page: Page, label: string, entered: Entered): Promise<void> {
  const field = fieldOf(page, label)
  if (typeof entered !== 'string') return field.setInputFiles(await onDisk(page, entered.files))
  const kind = await field.evaluate((element) =>
    element instanceof HTMLInputElement ? element.type : element.tagName.toLowerCase(),
  )
  // A field that stands folded away is opened as a person would; on a wide screen a filter is never folded.
  const folded = field.locator('xpath=ancestor::details[not(@open)]/summary').filter({ visible: true })
  if ((await folded.count()) > 0) await folded.first().click()
  if (kind === 'select') {
    const options = await field.locator('option').allTextContents()
    const chosen = options.find((option) => option === entered) ?? options.find((option) => option.startsWith(entered))
    await field.selectOption({ label: chosen ?? entered })
  } else if (kind === 'radio' || kind === 'checkbox') {
    await field.setChecked(entered !== '')
  } else {
    await field.fill(entered)
  }
}

async function errorsOn(page: Page): Promise<{ summary: string[]; besideField: Record<string, string> }> {
  return {
    summary: await page.locator('main .govuk-error-summary li').allInnerTexts(),
    besideField: await page.locator('main').evaluate((main) => {
      const found: Record<string, string> = {}
      for (const message of main.querySelectorAll('.govuk-error-message')) {
        // Beside its field it is only when the field itself says that it is described by it.
        const field = main.querySelector(`[aria-describedby~="${message.id}"]`)
        const label =
          field instanceof HTMLFieldSetElement
            ? field.querySelector('legend')
            : main.querySelector(`label[for="${field?.id}"]`)
        found[label?.firstChild?.textContent?.trim() ?? ''] = message.lastChild?.textContent?.trim() ?? ''
      }
      return found
    }),
  }
}

async function figuresOn(page: Page): Promise<Record<string, number>> {
  const read = await page.locator('.app-figure').evaluateAll((figures) =>
    figures.map((figure) => ({
      label: figure.querySelector('.app-figure__label')?.textContent?.trim() ?? '',
      value: figure.querySelector('.app-figure__value')?.textContent?.trim() ?? '',
    })),
  )
  return Object.fromEntries(read.map(({ label, value }) => [label, numberIn(value)]))
}

function rowsOf(table: Locator): Promise<Row[]> {
  return table.evaluate((element) => {
    const titles = [...element.querySelectorAll('thead th')].map((cell) => cell.textContent?.trim() ?? '')
    return [...element.querySelectorAll('tbody tr')].map((row) =>
      Object.fromEntries(
        [...row.querySelectorAll('th, td')].map((cell, index) => [titles[index] ?? '', cell.textContent?.trim() ?? '']),
      ),
    )
  })
}

/** The number in a text as people write it here: `2.657` or `722,4`; NaN for anything else. */
export function numberIn(text: string): number {
  return /\d/.test(text) ? Number(text.replace(/[^\d,-]/g, '').replace(',', '.')) : Number.NaN
}

async function mainText(page: Page): Promise<string> {
  return (await page.getByRole('main').innerText()).slice(0, 500)
}

/** The width of a picture in pixels, once it has come and can be drawn: a page is there before its pictures are. */
export function drawnWidth(picture: Locator): Promise<number> {
  return picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode()
    return image.naturalWidth
  })
}
