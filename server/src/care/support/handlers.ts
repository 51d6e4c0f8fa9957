import { type Handler, on } from '../../platform/events.ts'
import { caseRejected, REJECTIONS_FOR_TICKET } from '../verification/index.ts'
import { createTicket } from './service.ts'

export const handlers: readonly Handler[] = [
  // Whoever failed twice needs somebody to talk to (§2.3, W3).
  on(caseRejected, 'support.help-with-papers', async (tx, event) => {
    const { accountId, kycCaseId, number, rejections } = event.payload
    if (rejections !== REJECTIONS_FOR_TICKET) return
    await createTicket(tx, {
      accountId,
      subject: 'Help with your papers',
      body: 'Your papers were turned down twice. Tell us what is difficult, and we help you.',
      priority: 'normal',
      category: 'verification',
      links: [{ kind: 'verification', entityId: kycCaseId, label: `Verification ${number}` }],
      previousId: null,
    })
  }),
]
