import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import { activities } from '../../activities/index.ts'
import { reportAnswer } from '../queries/report-answer.ts'
import { reportContent } from '../queries/report-content.ts'
import { definitionOf, typeDraftById } from '../queries/report-type-drafts.ts'
import { typeForPeriod, typeVersion, typeVersions } from '../queries/report-types.ts'
import { reportOf } from '../queries/reports.ts'
import { withoutSection, withSection } from '../rules/outline-edit.ts'
import type { TypeDefinition } from '../rules/type-definition.ts'
import { readReportTypes, writeReportTypes } from '../web/types/type-file.ts'
import { reportOnPaper } from '../web/write-report.ts'
import { draftReport } from './draft-report.ts'
import {
  changeTypeDraft,
  draftReportType,
  issueTypeDraft,
  removeTypeDraft,
  retireReportType,
} from './keep-report-type.ts'
import { requestReports } from './request-reports.ts'
import { submitReport } from './submit-report.ts'
import { writeSection } from './write-section.ts'

const facts = activities.facts ?? []
const today = TEST_TODAY
const CODE = 'mobilisation'

async function prepared() {
  const database = await databaseForTest()
  const province = await sampleProvince(database)
  const { collector, communeClerk, communeHead } = province.officials
  const begin = (code: string, unitId = province.units.commune) =>
    draftReport(database, communeClerk, { typeCode: CODE, unitId, period: periodByCode(code) }, today)
  const read = async (reportId: string) =>
    reportContent(database, facts, await reportOf(database, communeHead, reportId, today), today)
  /** Puts a version into force that has one more section, with a figure, and one less. */
  const change = async (validFrom: string, also: Partial<TypeDefinition> = {}) => {
    const definition = await definitionOf(database, (await typeVersions(database, CODE)).at(-1) ?? never())
    const id = await draftReportType(database, collector, { definition, typeCode: CODE }, today)
    await changeTypeDraft(
      database,
      collector,
      {
        ...{ id, version: '1', summary: 'Đổi' },
        change: (drafted) => ({
          ...drafted,
          ...also,
          sections: withSection(withoutSection(drafted.sections, 'strengths'), PEOPLE_SKILLED, 'leadership'),
        }),
      },
      today,
    )
    return issueTypeDraft(database, collector, { id, version: '2', validFrom, reason: 'Kế hoạch mới' }, today)
  }
  return { database, ...province, begin, read, change }
}

const PEOPLE_SKILLED = {
  ...{ code: 'khieu-nai', level: 1 as const, title: 'Phản ánh của người dân', hint: 'Nêu rõ.' },
  ...{ indicatorCodes: ['dialogue.opinions-each'], unitKinds: null, aboutKinds: null },
}

function never(): never {
  throw new Error('There is always a version.')
}

describe('a new version of a report type', () => {
  test('is for the periods after it; what was begun or sent stays as it was', async () => {
    const { database, officials, begin, read, change } = await prepared()
    const sentId = await begin('2026-Q3')
    const written = { reportId: sentId, sectionCode: 'strengths', content: 'Đối thoại kịp thời.', version: null }
    await writeSection(database, officials.communeClerk, written, today)
    await submitReport(database, facts, officials.communeHead, { reportId: sentId, today })
    const openId = await begin('2026-9M')
    const drawn = async () => {
      const content = await read(sentId)
      // Word and PDF are drawn from the paper, the table from the content.
      return {
        content,
        answer: reportAnswer(content),
        paper: await reportOnPaper(database, content, { demonstration: false }),
      }
    }
    const before = await drawn()
    await change('2026-09-30', { title: 'Báo cáo dân vận (mới)', summary: 'Trích yếu mới' })
    expect(await drawn()).toEqual(before)
    expect((await read(openId)).sections.map(({ code }) => code)).toContain('strengths')
    const next = await read(await begin('2026-Q4'))
    expect(next.report).toMatchObject({ typeTitle: 'Báo cáo dân vận (mới)', typeVersion: 2 })
    expect(next.sections.map(({ code }) => code)).not.toContain('strengths')
    expect(next.sections.find(({ code }) => code === 'khieu-nai')).toMatchObject({ title: 'Phản ánh của người dân' })
  })

  test('leaves a period to the version by which it was asked for, for every unit of it', async () => {
    const { database, officials, units, begin, read, change } = await prepared()
    const asked = {
      typeCode: CODE,
      period: periodByCode('2026-Q4'),
      dueOn: '2026-12-20',
      dueOnExcluded: false,
      basis: '',
    }
    await requestReports(database, officials.collector, { ...asked, unitIds: [units.commune, units.sibling] }, today)
    await change('2026-10-01')
    expect((await read(await begin('2026-Q4'))).report.typeVersion).toBe(1)
    expect((await typeForPeriod(database, CODE, '2026')).type.number).toBe(2)
    expect((await typeForPeriod(database, CODE, '2025')).type.number).toBe(1)
  })

  test('begins after the one before it, on a day', async () => {
    const { database, officials, change } = await prepared()
    expect(await change('2027-01-01')).toBe(CODE)
    const definition = await definitionOf(database, await typeVersion(database, CODE, 2))
    const id = await draftReportType(database, officials.collector, { definition, typeCode: CODE }, today)
    const issue = (validFrom: string | null) =>
      issueTypeDraft(database, officials.collector, { id, version: '1', validFrom, reason: 'Thử' }, today)
    await expect(issue('2027-01-01')).rejects.toMatchObject({ code: 'report.version-too-early' })
    await expect(issue(null)).rejects.toMatchObject({ code: 'report.no-first-day' })
    expect(await issue('2027-01-02')).toBe(CODE)
  })

  test('is never changed by anybody, nor is the version of a report', async () => {
    const { database, begin, change } = await prepared()
    const id = await begin('2026-Q4')
    await change('2027-01-01')
    for (const statement of [
      sql`update report_section set title = 'Khác'`,
      sql`delete from report_section where version = 2`,
      sql`update report_type set title = 'Khác'`,
      sql`delete from report_type_version`,
      sql`insert into report_section (type_code, version, position, code, level, title) values (${CODE}, 1, 999, 'x', 1, 'X')`,
      sql`update report set type_version = 2 where id = ${id}`,
      sql`insert into report (type_code, type_version, unit_id, period_code, period_title, period_from, period_to)
        select type_code, 7, unit_id, '2020', 'Năm 2020', '2020-01-01', '2020-12-31' from report where id = ${id}`,
    ]) {
      await expect(statement.execute(database)).rejects.toThrow()
    }
  })
})

describe('a draft', () => {
  test('becomes a type of its own with the checks that hold for every report, and can be asked for', async () => {
    const { database, officials, units } = await prepared()
    const definition: TypeDefinition = {
      ...{ code: CODE, title: 'Báo cáo chuyên đề', summary: 'Chuyên đề', cutOff: 'mid-month', source: 'Công văn' },
      ...{ periodKinds: ['month', 'free'], senderKinds: ['commune'], receiverKinds: ['peoples-committee'] },
      sections: [PEOPLE_SKILLED],
    }
    const id = await draftReportType(database, officials.collector, { definition, typeCode: null }, today)
    const issued = { id, version: null, validFrom: null, reason: 'Công văn' }
    const code = await issueTypeDraft(database, officials.collector, issued, today)
    expect(code).toBe('bao-cao-chuyen-de')
    const checks = await database.selectFrom('report_check').select('code').where('type_code', '=', code).execute()
    expect(checks.map((check) => check.code)).toEqual(expect.arrayContaining(['whole-number', 'words-missing']))
    const asked = { typeCode: code, dueOn: '2026-12-20', dueOnExcluded: false, basis: '', unitIds: [units.commune] }
    const request = (periodCode: string) =>
      requestReports(database, officials.collector, { ...asked, period: periodByCode(periodCode) }, today)
    await request('2026-M11')
    const { period } = await typeForPeriod(database, code, '2026-M11')
    expect(period).toMatchObject({ from: '2026-10-15', to: '2026-11-14' })
    await request('2026-10-03..2026-11-20')
    await expect(request('2026-Q4')).rejects.toMatchObject({ code: 'report.wrong-period-kind' })
    await retireReportType(database, officials.collector, { code, lastDay: '2026-11-01', reason: 'Hết chuyên đề' })
    await expect(request('2026-M12')).rejects.toMatchObject({ code: 'report.type-retired' })
    expect(await changesOf(database, { kind: 'report-type', id: code })).toHaveLength(2)
  })

  test('is not put into force while it is empty, and comes back as a file what it is', async () => {
    const { database, officials } = await prepared()
    const inForce = await definitionOf(database, await typeVersion(database, CODE, 1))
    const [fromFile] = readReportTypes(writeReportTypes([inForce]))
    expect(fromFile).toEqual(inForce)
    const definition = { ...inForce, sections: [] }
    const id = await draftReportType(database, officials.collector, { definition, typeCode: CODE }, today)
    const issued = { id, version: null, validFrom: '2027-01-01', reason: 'Thử' }
    await expect(issueTypeDraft(database, officials.collector, issued, today)).rejects.toMatchObject({
      code: 'report.unsound-type',
    })
    await removeTypeDraft(database, officials.collector, { id, version: '1' })
    await expect(typeDraftById(database, id)).rejects.toMatchObject({ code: 'report.no-such-draft' })
  })
})
