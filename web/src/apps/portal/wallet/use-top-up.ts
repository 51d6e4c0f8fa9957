import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { newKey } from '../../../api/client.ts'
import { Problem } from '../../../api/problem.ts'
import { readPayment, startPayment } from '../../../api/wallet.ts'
import { rememberPayment } from './remembered-payment.ts'

type TopUp = { readonly amount: string; readonly currency: string }

const ASK_MS = 400
const MOST_ASKED = 50

const pause = (milliseconds: number) => new Promise<void>((resume) => setTimeout(resume, milliseconds))

/** The address of the payment page, which the gateway opens a moment after the payment exists. Throws a Problem when it does not. */
async function paymentPage(id: string): Promise<string> {
  for (let asked = 0; asked < MOST_ASKED; asked += 1) {
    const { redirectUrl, failure } = await readPayment(id)
    if (redirectUrl) return redirectUrl
    if (failure)
      throw new Problem(402, { code: failure.code, title: 'The payment could not be started', detail: failure.message }, undefined)
    await pause(ASK_MS)
  }
  const detail = 'The payment provider does not answer. Nothing was charged; try again in a minute.'
  throw new Problem(503, { code: 'payments.noPage', title: 'The payment could not be started', detail }, undefined)
}

/** Starts a payment and leaves for the payment provider's page; `returnTo` is where the customer goes on afterwards. */
export function useTopUp(returnTo: string) {
  const intent = useRef({ amount: '', key: '' })
  return useMutation({
    mutationFn: async ({ amount, currency }: TopUp) => {
      // A lost reply is asked for again under its key; once it was seen, the next attempt is a new intent.
      if (intent.current.amount !== amount) intent.current = { amount, key: newKey() }
      const returnPath = `/wallet/paid?to=${encodeURIComponent(returnTo)}`
      const { id } = await startPayment({ amount, currency, returnPath }, intent.current.key)
      intent.current = { amount: '', key: '' }
      rememberPayment({ id, to: returnTo })
      return paymentPage(id)
    },
    onSuccess: (page) => window.location.assign(page),
  })
}
