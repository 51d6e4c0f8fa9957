import * as z from 'zod/mini'
import { openSlug } from '../../../api/place.ts'

const Remembered = z.object({ id: z.string(), to: z.string() })
const PLACE = `linecard.payment.${openSlug ?? ''}`

/** The payment a customer left for, in case the way back does not name it. */
type RememberedPayment = z.infer<typeof Remembered>

export const rememberPayment = (payment: RememberedPayment): void => sessionStorage.setItem(PLACE, JSON.stringify(payment))

export function rememberedPayment(): RememberedPayment | undefined {
  const text = sessionStorage.getItem(PLACE)
  const read = text ? z.safeParse(Remembered, JSON.parse(text)) : undefined
  return read?.success ? read.data : undefined
}
