import type { ColumnType, Generated } from 'kysely'

/** A column that the database fills and nobody changes. */
export type Given<Type> = ColumnType<Type, Type | undefined, never>

declare module './database.ts' {
  interface Tables {
    installation_setting: { name: string; value: string }
    audit_entry: {
      id: Generated<string>
      happened_at: Given<Date>
      account_id: string | null
      actor_name: string
      actor_post: string | null
      action: string
      subject_kind: string
      subject_id: string
      unit_id: string | null
      summary: string
      before: ColumnType<Record<string, unknown> | null, string | null, never>
      after: ColumnType<Record<string, unknown> | null, string | null, never>
      salt: Given<string | null>
    }
    audit_seal: {
      number: number
      sealed_at: Date
      entry_count: number
      first_entry_id: string
      last_entry_id: string
      hash: Buffer
    }
    audit_sealed_entry: { entry_id: string; seal_number: number; digest: Buffer }
    form_submission: { key: string; account_id: string | null; location: string | null; submitted_at: Given<Date> }
    interrupted_form: {
      id: string
      account_id: string
      path: string
      form_values: ColumnType<Record<string, string | string[]>, string, string>
      saved_at: Given<Date>
    }
    file_to_remove: { sha256: string; asked_at: Given<Date> }
    stored_file: {
      id: string
      name: string
      media_type: string
      size_in_bytes: ColumnType<string, number, never>
      sha256: string
      uploaded_by_account_id: string | null
      uploaded_at: Given<Date>
    }
  }
}
