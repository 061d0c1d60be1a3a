import { formatNumber } from '../../vocabulary/vietnamese.ts'
import { controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx'
import { fieldId, textsIn } from './form-view.ts'

export type FileFieldProps = FieldProps & {
  multiple?: boolean | undefined
  /** Kinds of file the browser offers, as in HTML: `.pdf,.docx`. The server checks again. */
  accept?: string | undefined
}

/**
 * Files to send. Those received with an earlier sending (`form.keptFiles`) stay ticked and go along by their id under the same
 * name: a browser can't put them back into a file field.
 */
export function FileField(props: FileFieldProps) {
  const { form, name, multiple, accept } = props
  const kept = (form.keptFiles ?? []).filter((file) => textsIn(form, name).includes(file.id))
  const wrong = form.errors[name] !== undefined
  return (
    <FieldFrame field={props}>
      {kept.length > 0 && (
        <ul class="app-kept-files">
          {kept.map((file, index) => (
            <li key={file.id}>
              <input
                type="checkbox"
                id={`${fieldId(form, name)}-kept-${index + 1}`}
                name={name}
                value={file.id}
                checked
              />
              <label for={`${fieldId(form, name)}-kept-${index + 1}`}>
                Giữ tệp đã nhận: {file.name} ({fileSize(Number(file.sizeInBytes))})
              </label>
            </li>
          ))}
        </ul>
      )}
      <input
        {...controlAttributes(props)}
        type="file"
        class={wrong ? 'govuk-file-upload govuk-file-upload--error' : 'govuk-file-upload'}
        multiple={multiple}
        accept={accept}
      />
    </FieldFrame>
  )
}

/** Kilobytes up to a megabyte, then megabytes; of 1.024, as file managers count. */
function fileSize(sizeInBytes: number): string {
  const kilobytes = sizeInBytes / 1024
  return kilobytes < 1024 ? `${formatNumber(Math.max(1, kilobytes), 0)} KB` : `${formatNumber(kilobytes / 1024, 1)} MB`
}
