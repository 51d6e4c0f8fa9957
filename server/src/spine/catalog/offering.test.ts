import { expect, test } from 'vitest'
import type { Offering, OfferingId, OfferingStatus } from './offering.ts'
import { withStatus } from './offering.ts'

const offering = (status: OfferingStatus): Offering => ({
  id: '01890000-0000-7000-8000-000000000001' as OfferingId,
  kind: 'number',
  slug: 'phone-number',
  name: 'Phone number',
  description: '',
  status,
  features: [],
  sortOrder: 0,
  showOnWebsite: true,
  createdAt: new Date(0),
})

test.each<[OfferingStatus, OfferingStatus, boolean]>([
  ['draft', 'draft', false],
  ['draft', 'active', true],
  ['draft', 'archived', true],
  ['active', 'draft', false],
  ['active', 'active', false],
  ['active', 'archived', true],
  ['archived', 'draft', false],
  ['archived', 'active', true],
  ['archived', 'archived', false],
])('an offering that is %s may become %s: %s', (from, to, allowed) => {
  if (allowed) expect(withStatus(offering(from), to).status).toBe(to)
  else expect(() => withStatus(offering(from), to)).toThrow(expect.objectContaining({ code: 'request.invalidTransition', status: 409 }))
})
