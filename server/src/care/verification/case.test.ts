import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { type Document, type DocumentType, missingGroups, type Policy, purposeOf, rejectionsOf, verifiedUntil } from './case.ts'

const NOW = new Date('2026-03-01T12:00:00Z')
const policy: Policy = { purpose: 'number:DE', title: '', requirements: [['passport', 'id_card'], ['utility_bill']], validMonths: 24 }

const paper = (type: DocumentType, change: Partial<Document> = {}): Document => ({
  id: newId(),
  caseId: newId(),
  accountId: newId(),
  type,
  status: 'approved',
  file: { key: '', type: 'application/pdf', name: '', bytes: 1 },
  uploadedBy: { id: null, name: '' },
  uploadedAt: NOW,
  reviewedBy: null,
  reviewedAt: null,
  rejectionReason: null,
  expiresOn: null,
  ...change,
})

test('a purpose is the kind and the country; what has no country has none', () => {
  expect(purposeOf({ kind: 'number', attributes: { country: 'DE' } })).toBe('number:DE')
  expect(purposeOf({ kind: 'esim', attributes: {} })).toBeUndefined()
})

describe('what is missing', () => {
  test.each([
    ['everything without papers', [], 2],
    ['nothing with one of each group', [paper('id_card'), paper('utility_bill')], 0],
    ['the other group with two of the same', [paper('passport'), paper('id_card')], 1],
    ['what waits', [paper('passport', { status: 'pending' }), paper('utility_bill')], 1],
    ['what was turned down', [paper('passport'), paper('utility_bill', { status: 'rejected' })], 1],
    ['what ran out yesterday', [paper('passport', { expiresOn: '2026-02-28' }), paper('utility_bill')], 1],
    ['nothing when it runs out today', [paper('passport', { expiresOn: '2026-03-01' }), paper('utility_bill')], 0],
  ])('%s', (_, documents, groups) => {
    expect(missingGroups(policy, documents, NOW)).toHaveLength(groups)
  })

  test('one more approved paper never makes more missing', () => {
    const types = fc.constantFrom<DocumentType>('passport', 'id_card', 'utility_bill', 'loa')
    const any = fc.array(fc.tuple(types, fc.constantFrom<Document['status']>('pending', 'approved', 'rejected')))
    fc.assert(
      fc.property(any, types, (given, more) => {
        const documents = given.map(([type, status]) => paper(type, { status }))
        expect(missingGroups(policy, [...documents, paper(more)], NOW).length).toBeLessThanOrEqual(
          missingGroups(policy, documents, NOW).length,
        )
      }),
    )
  })
})

test('only the newest paper of a type says what has to be done again', () => {
  const earlier = new Date(NOW.getTime() - 1_000)
  const bad = paper('utility_bill', { status: 'rejected', rejectionReason: 'old', uploadedAt: earlier })
  expect(rejectionsOf([bad])).toEqual([{ type: 'utility_bill', reason: 'old' }])
  expect(rejectionsOf([paper('utility_bill', { status: 'pending' }), bad])).toEqual([])
})

describe('a verification holds', () => {
  test.each([
    ['for the months of the policy', [], '2028-03-01T12:00:00.000Z'],
    ['no longer than a paper it rests on', [paper('passport', { expiresOn: '2026-09-30' })], '2026-09-30T23:59:59.000Z'],
    ['as long as a paper that ran out before does not count', [paper('passport', { expiresOn: '2026-01-01' })], '2028-03-01T12:00:00.000Z'],
  ])('%s', (_, documents, until) => {
    expect(verifiedUntil(policy, documents, NOW).toISOString()).toBe(until)
  })

  test('until the last day of a month that is too short', () => {
    expect(verifiedUntil({ ...policy, validMonths: 1 }, [], new Date('2026-01-31T08:00:00Z')).toISOString()).toBe(
      '2026-02-28T08:00:00.000Z',
    )
  })
})
