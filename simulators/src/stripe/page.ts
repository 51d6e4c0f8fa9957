import type { FastifyReply } from 'fastify'
import type { Core } from '../kit/core.ts'
import { CARDS, cardOf } from './cards.ts'
import type { Checkout } from './checkout.ts'
import { StripeFault } from './errors.ts'
import type { Payments } from './payments.ts'
import { successUrl } from './sessions.ts'
import type { PaymentIntent, Session, StripeState } from './state.ts'

const STYLE = `:root{color-scheme:light;font:16px/1.5 system-ui,sans-serif}body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f4f5f9;color:#1a1f36}
main{width:min(26rem,calc(100vw - 2rem));background:#fff;border-radius:12px;padding:2rem;box-shadow:0 10px 40px #1a1f3622;box-sizing:border-box}
h1{font-size:1rem;font-weight:500;margin:0;color:#4f566b}.amount{font-size:2.25rem;font-weight:600;margin:.25rem 0 1.25rem}label,legend{font-size:.875rem;font-weight:600}
input[type=text]{width:100%;box-sizing:border-box;font:inherit;padding:.6rem .75rem;border:1px solid #c1c7d4;border-radius:6px;margin:.25rem 0 .75rem;background:#fff;color:inherit}
.row{display:grid;grid-template-columns:1fr 1fr;gap:.75rem}fieldset{border:0;padding:0;margin:0 0 1rem}fieldset label{display:flex;gap:.5rem;font-weight:400;padding:.15rem 0}
fieldset code{color:#4f566b;white-space:nowrap}button{width:100%;font:inherit;font-weight:600;padding:.75rem;border:0;border-radius:6px;background:#4f46e5;color:#fff;cursor:pointer}
button.plain{background:#e3e8ee;color:#1a1f36;margin-top:.5rem}a{color:#4f46e5}.error{background:#fdecec;color:#8a1c1c;border-radius:6px;padding:.6rem .75rem;margin:0 0 1rem}
.note{font-size:.8125rem;color:#4f566b;margin:1rem 0 0;text-align:center}`

type Place = { Params: { id: string } }
type CardForm = { card?: string; choice?: string }

/** The page where a buyer pays, standing in for checkout.stripe.com. */
export function installPage(core: Core, state: StripeState, checkout: Checkout, payments: Payments): void {
  const { app } = core

  app.get<Place>('/c/pay/:id', { config: { operation: 'checkout.page' } }, async (request, reply) =>
    showSession(reply, checkout, state, request.params.id),
  )

  app.post<Place>('/c/pay/:id', { config: { operation: 'checkout.submit' } }, async (request, reply) => {
    const { id } = request.params
    const form = (request.body ?? {}) as CardForm
    const session = openSession(checkout, id)
    if (session?.status !== 'open') return showSession(reply, checkout, state, id)
    const card = cardOf(form.card?.trim() || form.choice || '')
    if (!card) return html(reply, 402, payPage(session, state, 'Your card number is incomplete or is not one of the test cards.'))
    checkout.pay(id, card.outcome, card.number.slice(-4))
    await core.changed()
    return answer(reply, session, state)
  })

  app.get<Place>('/c/3ds/:id', { config: { operation: 'checkout.page' } }, async (request, reply) => {
    const intent = state.paymentIntents.get(request.params.id)
    if (intent?.status === 'requires_action') return html(reply, 200, authenticationPage(intent))
    return html(reply, 404, messagePage('Nothing to confirm here', 'This payment is not waiting for you.'))
  })

  app.post<Place>('/c/3ds/:id', { config: { operation: 'checkout.authenticate' } }, async (request, reply) => {
    const intent = state.paymentIntents.get(request.params.id)
    if (!intent) return html(reply, 404, messagePage('Nothing to confirm here', 'This payment does not exist.'))
    const back = intent.next_action?.redirect_to_url.return_url ?? null
    payments.authenticate(intent, (request.body as { result?: string } | null)?.result === 'complete')
    await core.changed()
    const session = [...state.sessions.values()].find((one) => one.payment_intent === intent.id)
    if (session) return answer(reply, session, state)
    return back === null ? html(reply, 200, messagePage('Thank you', 'You can close this page.')) : reply.redirect(back, 303)
  })
}

function openSession(checkout: Checkout, id: string): Session | undefined {
  try {
    return checkout.find(id)
  } catch (error) {
    if (error instanceof StripeFault) return undefined
    throw error
  }
}

function showSession(reply: FastifyReply, checkout: Checkout, state: StripeState, id: string): FastifyReply {
  const session = openSession(checkout, id)
  if (!session) return html(reply, 404, messagePage('Nothing to pay here', 'This payment page does not exist.'))
  if (session.status === 'expired')
    return html(reply, 200, messagePage('This page has expired', 'Go back to the shop and start again.', session.cancel_url))
  if (session.status === 'complete')
    return html(reply, 200, messagePage('Already paid', 'This payment was completed.', successUrl(session)))
  return html(reply, 200, payPage(session, state))
}

/** After an attempt: back to the shop, to the 3D Secure question, or the page again with the card's refusal. */
function answer(reply: FastifyReply, session: Session, state: StripeState): FastifyReply {
  if (session.status === 'complete') return reply.redirect(successUrl(session), 303)
  const intent = session.payment_intent === null ? undefined : state.paymentIntents.get(session.payment_intent)
  if (intent?.status === 'requires_action') return html(reply, 200, authenticationPage(intent))
  return html(reply, 402, payPage(session, state, intent?.last_payment_error?.message))
}

const html = (reply: FastifyReply, status: number, page: string) =>
  reply
    .code(status)
    .headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
    .send(page)

function payPage(session: Session, state: StripeState, error?: string): string {
  const items = state.extras.get(session.id)?.lineItems ?? []
  const title = items.map((item) => item.description).join(', ')
  const choices = CARDS.map(
    ({ number, label }, at) =>
      `<label><input type="radio" name="choice" value="${number}"${at === 0 ? ' checked' : ''}> <span>${escaped(label)} <code>${spaced(number)}</code></span></label>`,
  )
  const cancel = session.cancel_url ? `<p class="note"><a href="${escaped(session.cancel_url)}">Cancel and go back</a></p>` : ''
  return document(
    `Pay ${money(session.amount_total, session.currency)}`,
    `<h1>${escaped(title)}</h1><p class="amount">${money(session.amount_total, session.currency)}</p>${error ? `<p class="error" role="alert">${escaped(error)}</p>` : ''}
<form method="post" action="/c/pay/${session.id}"><label>Card number<input type="text" name="card" inputmode="numeric" autocomplete="off" value="${spaced(CARDS[0]?.number ?? '')}"></label>
<div class="row"><label>Expires<input type="text" name="expires" value="12 / 34"></label><label>CVC<input type="text" name="cvc" value="123"></label></div>
<fieldset><legend>Test cards</legend>${choices.join('')}</fieldset><button type="submit">Pay ${money(session.amount_total, session.currency)}</button></form>${cancel}
<p class="note">A simulator on this machine. No money moves.</p>
<script>document.querySelectorAll('[name=choice]').forEach(c=>c.addEventListener('change',()=>{document.querySelector('[name=card]').value=c.value.replace(/(.{4})(?=.)/g,'$1 ')}))</script>`,
  )
}

function authenticationPage(intent: PaymentIntent): string {
  return document(
    '3D Secure',
    `<h1>Your bank asks: is it you?</h1><p class="amount">${money(intent.amount, intent.currency)}</p><form method="post" action="/c/3ds/${intent.id}">
<button name="result" value="complete">Complete authentication</button><button class="plain" name="result" value="fail">Fail authentication</button></form>
<p class="note">A simulator on this machine. No money moves.</p>`,
  )
}

function messagePage(title: string, text: string, link?: string | null): string {
  return document(
    title,
    `<h1>${escaped(title)}</h1><p>${escaped(text)}</p>${link ? `<p><a href="${escaped(link)}">Back to the shop</a></p>` : ''}`,
  )
}

function document(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`
}

/** The amount for people. Minor units stay whole numbers: only the place of the point depends on the currency. */
function money(minorUnits: number, currencyCode: string): string {
  const currency = currencyCode.toUpperCase()
  const { maximumFractionDigits: places = 2 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  const digits = String(minorUnits).padStart(places + 1, '0')
  const amount = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return `${currency} ${amount}`
}

const spaced = (number: string) => number.replace(/(.{4})(?=.)/g, '$1 ')

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
