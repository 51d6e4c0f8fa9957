import { type Context, inTx } from '../../platform/context.ts'
import { assertTransition } from '../../platform/errors.ts'
import { derivedId } from '../../platform/ids.ts'
import { openAdapter } from '../../spine/providers/index.ts'
import { errors } from './errors.ts'
import { displayOf, type NumberId, numberTransitions, type PhoneNumber } from './number.ts'
import { numberSupplierPort } from './port.ts'
import { findNumber, restoreNumber } from './service.ts'

/**
 * Buys a released number back for the same account (W8). The person waits for the answer, so the supplier is asked in the request, outside any
 * transaction, under a reference of its own: a repeat finds the first purchase instead of making a second. Throws 409 `taken` when it is gone.
 */
export async function undoRelease(context: Context, id: NumberId): Promise<PhoneNumber> {
  const number = await findNumber(context, id)
  assertTransition('number', numberTransitions, number.status, 'active')
  if (number.status === 'released' || !number.providerId) {
    throw errors.notReturned({ detail: `${displayOf(number.e164)} is still being given back. Try again in a minute.` })
  }
  const reference = derivedId('restore', id, number.releasedAt?.toISOString() ?? '')
  const supplier = await openAdapter(context, numberSupplierPort, number.providerId)
  const hook = `${context.services.publicUrl}/api/v1/webhooks/twilio/${number.providerId}`
  const known = await supplier.find({ e164: number.e164, reference })
  const outcome =
    known.kind === 'done' ? known : await supplier.buy({ e164: number.e164, reference, smsUrl: `${hook}/sms`, statusUrl: `${hook}/status` })
  if (outcome.kind === 'refused')
    throw errors.taken({ detail: `${displayOf(number.e164)} is no longer to be had: ${outcome.reason}`, e164: number.e164 })
  if (outcome.kind === 'pending') throw errors.nobodyAnswers({ detail: 'The supplier has not answered. Try again in a minute.' })
  return inTx(context, (tx) => restoreNumber(tx, id, outcome.value))
}
