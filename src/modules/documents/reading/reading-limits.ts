/** So much of a file is kept for the search: some 500 pages of an official paper. */
export const MOST_CHARACTERS = 1_000_000
export const MOST_PAGES = 500
/** Of one part of an office file, unpacked. */
export const MOST_BYTES_OF_PART = 40 * 1024 * 1024

/** What a reader finds in a file. */
export type ReadText = { text: string; pageCount: number | null; isCut: boolean }

/** Why nothing could be read of a file. */
export type NoReading = 'password' | 'no-text' | 'broken' | 'too-large' | 'picture'

export type FileReading = ({ state: 'read' } & ReadText) | { state: 'unreadable'; reason: NoReading }

/** The same for people, after “không đọc được chữ:”. */
export const NO_READING: Readonly<Record<NoReading, string>> = {
  password: 'tệp có mật khẩu',
  'no-text': 'tệp chỉ có hình, như bản quét',
  broken: 'tệp bị hỏng hoặc lưu không đúng chuẩn',
  'too-large': 'tệp quá lớn hoặc quá phức tạp',
  picture: 'tệp là ảnh',
}
