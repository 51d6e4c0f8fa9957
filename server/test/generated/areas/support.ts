import { addCanned } from '../../../src/care/support/desk.ts'
import { openTicket } from '../../../src/care/support/service.ts'
import { uploadFile } from '../../../src/care/support/work.ts'
import { PDF } from '../../support/papers.ts'
import type { Area } from './area.ts'

export const support: Area = {
  async populate(world, accountId) {
    const own = world.context(world.operator.id, accountId)
    const words = { subject: 'Generated', body: 'Hello', priority: 'normal', category: 'general', links: [] } as const
    const { id } = await openTicket(own, { accountId, ...words })
    await uploadFile(own, { id }, { name: 'bill.pdf', bytes: PDF })
    await addCanned(world.context(), { title: 'Hello', body: 'Thank you for writing.' })
  },
  tables: { tickets: 'ticket', 'ticket-files': 'ticket_file', 'canned-replies': 'canned_reply' },
  bodies: {
    'POST /tickets/:id/replies': { body: 'generated' },
    'POST /tickets/:id/notes': { body: 'generated' },
    'POST /tickets/:id/assign': { userId: null },
    'POST /tickets/:id/priority': { priority: 'low' },
    'POST /tickets/:id/links': { kind: 'order', id: '0192f2a0-0000-7000-8000-000000000000' },
    'POST /tickets/:id/rating': { score: 5 },
  },
}
