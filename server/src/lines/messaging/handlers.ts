import { on } from '../../platform/events.ts'
import { holdExpired } from '../../spine/ledger/index.ts'
import { giveUpUnpaid } from './fate.ts'
import { MessageId } from './message.ts'

export const handlers = [
  on(holdExpired, 'messaging.give-up-unpaid', async (tx, { payload: { subject } }) => {
    if (subject?.type === 'message') await giveUpUnpaid(tx, MessageId.parse(subject.id))
  }),
]
