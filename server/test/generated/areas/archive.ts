import { placeHold } from '../../../src/care/archive/index.ts'
import type { Area } from './area.ts'

export const archive: Area = {
  populate: async (world, accountId) => {
    await placeHold(world.context(), accountId, 'Asked for by a court')
  },
  tables: { 'legal-holds': 'legal_hold' },
}
