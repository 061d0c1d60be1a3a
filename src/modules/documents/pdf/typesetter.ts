import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** What we use of typst: the machine code has no types of its own. */
export type Typesetter = {
  /** A file that the page can read, kept in memory. */
  mapShadow: (path: string, content: Buffer) => void
  resetShadow: () => void
  /** Sets the page. Throws what is wrong with the template or the files. */
  pdf: (page: { mainFileContent: string }) => Buffer
  /** What the page marks under a label, with where it stands. */
  query: (page: { mainFileContent: string }, of: { selector: string }) => unknown
  /** Forgets what was remembered of pages before the last `age` ones. */
  evictCache: (age: number) => void
}
type TypesetterPackage = {
  NodeCompiler: { create: (of: { workspace: string; fontArgs: { fontPaths: string[] }[] }) => Typesetter }
}

/** One for each kind of machine; npm installs the one that fits, and none where none does. */
const PACKAGES = [
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-gnu',
  '@myriaddreamin/typst-ts-node-compiler-linux-x64-musl',
]

/** The folder that the page sees as the root; nothing is ever written there. */
const WORKSPACE = '/paper'
export const pathOnPaper = (name: string) => join(WORKSPACE, name)

let made: Typesetter | undefined

/**
 * Made at the first PDF, because its program is large. Its fonts are those of the package alone, so that every machine draws the same.
 * Refuses `documents.pdf-unavailable` on a machine for which the program is not made.
 */
export function typesetter(): Typesetter {
  made ??= make()
  return made
}

function make(): Typesetter {
  const require = createRequire(import.meta.url)
  const name = PACKAGES.find((each) => {
    try {
      return require.resolve(each) !== ''
    } catch {
      return false
    }
  })
  if (name === undefined) {
    throw new Refusal(
      'conflict',
      'documents.pdf-unavailable',
      'Máy chủ này chưa tạo được tệp PDF (thiếu bộ dàn trang cho loại máy này). Hãy tải tệp Word; nội dung không thay đổi gì.',
    )
  }
  const fonts = dirname(require.resolve('@expo-google-fonts/tinos/package.json'))
  const { NodeCompiler } = require(name) as TypesetterPackage
  return NodeCompiler.create({ workspace: WORKSPACE, fontArgs: [{ fontPaths: [fonts] }] })
}
