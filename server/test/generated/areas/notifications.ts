import { saveWords } from '../../../src/care/notifications/service.ts'
import type { Area } from './area.ts'

/** Orders, papers and tickets of the areas before have written the inbox; only the templates' own words are missing. */
export const notifications: Area = {
  async populate(world) {
    const words = { subject: 'Order {{ number }}', text: 'Hello {{ name }}', html: null, note: 'generated', basedOn: 0 }
    await saveWords(world.context(), 'order.confirmed', words)
  },
  tables: { templates: 'template', notifications: 'notification' },
  bodies: {
    'POST /templates/:id/versions': { subject: 'X', text: 'X', basedOn: 1 },
    'POST /templates/:id/restore': { version: 1 },
    'POST /templates/:id/preview': {},
    'POST /templates/:id/test': { to: 'x@example.com' },
  },
}
