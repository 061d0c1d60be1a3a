import type { Module, RecordKind } from '../../platform/http/module.ts'
import { trailPage } from './web/trail-page.tsx'

/** The trail of all changes as a list, for administrators and inspectors. It knows no kind of record but what is told at the doors. */
export function trail(kinds: readonly RecordKind[]): Module {
  return {
    name: 'trail',
    pages: (app) => trailPage(app, [...kinds, ...SYSTEM_KINDS]),
    navigation: [{ href: '/audit', text: 'Nhật ký', permission: 'audit.read' }],
  }
}

/** What is done to the system as a whole, by commands on the server. */
const SYSTEM_KINDS: readonly RecordKind[] = [{ kind: 'system', title: 'Hệ thống', words: 'everyone' }]
