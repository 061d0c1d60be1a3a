export type FormField = {
  name: string
  kind: 'hidden' | 'text' | 'number' | 'password' | 'lines' | 'select' | 'radio' | 'checkbox' | 'file' | 'button'
  /** What stands in it. */
  value: string
  /** What can be chosen, for a select field, a radio button or a check box. */
  options: string[]
  /** Of a file field: the kinds of file that it takes, as the page names them. */
  accept?: string | undefined
}

export type PostForm = { action: string | null; multipart: boolean; fields: FormField[] }

/** The forms of a page that are posted, without the one for signing out. */
export function postFormsIn(html: string): PostForm[]

/** The names of the text fields by which a page is searched. */
export function searchFieldsIn(html: string): string[]

/**
 * What a person would send who fills in everything: a day where a number of digits is asked, the first choice of each list, and
 * `words` of each text field. What stands in a field already stays, unless `words` are given for it.
 */
export function filledIn(form: PostForm, words: (field: FormField) => string | null): [string, string][]

/** The text as it was before it was written into HTML. */
export function plain(html: string): string
