import { openCase, uploadDocument } from '../../../src/care/verification/service.ts'
import { PDF } from '../../support/papers.ts'
import type { Area } from './area.ts'

export const verification: Area = {
  async populate(world, accountId) {
    const own = world.context(world.operator.id, accountId)
    const { id } = await openCase(own, accountId, 'number:DE')
    await uploadDocument(own, id, { type: 'passport', name: 'passport.pdf', bytes: PDF })
  },
  tables: { verifications: 'kyc_case', 'verification-documents': 'kyc_document' },
  queries: { '/verifications/:id/documents': '?type=passport' },
  bodies: {
    'POST /verification-documents/:id/approve': {},
    'POST /verification-documents/:id/reject': { reason: 'generated' },
  },
}
