import { optionalText, storedFiles } from '../../../platform/http/form-fields.ts'
import { FileField, type FormView, TextArea } from '../../../platform/page/index.ts'

const DOCUMENTS = 'Văn bản làm minh chứng'
const FILES = 'Tệp làm minh chứng'

/** Documents of the register, one mention on each line, and files. */
export const evidenceShape = {
  documents: optionalText(DOCUMENTS, { longest: 5000 }).transform((lines) =>
    lines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
  files: storedFiles(FILES),
}

/** The fields in which evidence is given. */
export function EvidenceFields({ form }: { form: FormView }) {
  return (
    <>
      <TextArea
        form={form}
        name="documents"
        label={DOCUMENTS}
        optional
        rows={2}
        hint="Số, ký hiệu văn bản đã vào sổ, mỗi dòng một văn bản; ví dụ 15/BC-UBND"
      />
      <FileField
        form={form}
        name="files"
        label={FILES}
        optional
        multiple
        hint="PDF, Word, Excel hoặc ảnh; mỗi tệp không quá 20 MB."
      />
    </>
  )
}
