import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** How long each kind of record is kept. */
export function retentionClasses(database: Database) {
  return database
    .selectFrom('retention_class')
    .select([
      'code',
      'title',
      'covers',
      'period_in_years as periodInYears',
      'legal_source as legalSource',
      'legal_hold as legalHold',
      'valid_from as validFrom',
    ])
    .orderBy('position')
    .execute()
}

/** The register of processing purposes, each with the class by which its data are kept. */
export function processingPurposes(database: Database) {
  return database
    .selectFrom('processing_purpose as purpose')
    .leftJoin('retention_class as class', 'class.code', 'purpose.retention_class_code')
    .select([
      'purpose.title',
      'purpose.kept_data as keptData',
      'purpose.kept_where as keptWhere',
      'purpose.purpose',
      'purpose.legal_basis as legalBasis',
      'class.title as retentionTitle',
    ])
    .orderBy('purpose.position')
    .execute()
}
