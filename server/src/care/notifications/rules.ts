import type { LetterKind } from '../../platform/letters.ts'

/** Which event becomes which line of whose inbox; the words are Liquid over the event's payload. */
export type Rule = {
  readonly event: string
  /** The key people set their preferences by; the same as the letter's, where a letter says the same. */
  readonly key: string
  readonly occasion: string
  readonly kind: LetterKind
  /** The account of the event, or the staff who hold a permission. */
  readonly to: 'account' | { readonly permission: string }
  readonly title: string
  readonly body: string
  /** Where it is shown, below the portal or the console. */
  readonly path: string
}

const own = 'account' as const
const staff = (permission: string) => ({ permission })

/** What the spine and care tell. */
export const SPINE_RULES: readonly Rule[] = [
  {
    event: 'order.completed',
    key: 'order.confirmed',
    occasion: 'An order is complete',
    kind: 'purchase',
    to: own,
    title: 'Order {{ number }} is {% if status == "partial" %}partly {% endif %}complete',
    body: '{% if status == "partial" %}What could not be delivered was not charged.{% else %}Everything you ordered is ready.{% endif %}',
    path: '/orders/{{ orderId }}',
  },
  {
    event: 'order.failed',
    key: 'order.failed',
    occasion: 'An order could not be delivered',
    kind: 'purchase',
    to: own,
    title: 'Order {{ number }} could not be delivered',
    body: 'Nothing was charged.',
    path: '/orders/{{ orderId }}',
  },
  {
    event: 'order.held',
    key: 'order.held',
    occasion: 'An order waits for a decision',
    kind: 'purchase',
    to: staff('order:retry'),
    title: 'Order {{ number }} waits for a decision',
    body: 'The supplier does not say what became of the purchase.',
    path: '/orders/{{ orderId }}',
  },
  {
    event: 'order_item.waiting',
    key: 'kyc.needed',
    occasion: 'An order waits for a verification',
    kind: 'kyc',
    to: own,
    title: 'Your order waits for your papers',
    body: '{{ reason }}',
    path: '/verification',
  },
  {
    event: 'payment.completed',
    key: 'wallet.topup_receipt',
    occasion: 'A payment arrived and is in the wallet',
    kind: 'payment',
    to: own,
    title: '{{ amount.amount }} {{ amount.currency }} added to your wallet',
    body: 'Thank you for your payment.',
    path: '/wallet',
  },
  {
    event: 'payment.failed',
    key: 'wallet.topup_failed',
    occasion: 'A payment did not go through',
    kind: 'payment',
    to: own,
    title: 'Your payment did not go through',
    body: '{{ message }}',
    path: '/wallet',
  },
  {
    event: 'subscription.past_due',
    key: 'renewal.failed',
    occasion: 'The wallet could not pay a renewal',
    kind: 'expiry',
    to: own,
    title: 'A service could not be renewed',
    body: 'Your wallet is short of {{ shortfall }}. Add funds and it goes on by itself.',
    path: '/wallet',
  },
  {
    event: 'subscription.suspended',
    key: 'service.suspended',
    occasion: 'A service stopped because it was not paid',
    kind: 'expiry',
    to: own,
    title: 'A service was suspended',
    body: 'Add funds to your wallet and it works again.',
    path: '/wallet',
  },
  {
    event: 'kyc_case.submitted',
    key: 'kyc.submitted',
    occasion: 'Papers are to be reviewed',
    kind: 'kyc',
    to: staff('verification:review'),
    title: '{{ number }}: papers to review',
    body: 'Sent in for {{ purpose }}.',
    path: '/verifications/{{ kycCaseId }}',
  },
  {
    event: 'kyc_case.verified',
    key: 'kyc.approved',
    occasion: 'A verification succeeded',
    kind: 'kyc',
    to: own,
    title: 'You are verified',
    body: 'What waited for it goes on by itself.',
    path: '/verification',
  },
  {
    event: 'kyc_case.rejected',
    key: 'kyc.rejected',
    occasion: 'Papers were turned down',
    kind: 'kyc',
    to: own,
    title: 'We could not accept your papers yet',
    body: '{% for one in reasons %}{{ one.reason }} {% endfor %}',
    path: '/verification',
  },
  {
    event: 'ticket.created',
    key: 'ticket.opened',
    occasion: 'A customer opened a ticket',
    kind: 'ticket',
    to: staff('ticket:work'),
    title: '{{ number }}: {{ subject }}',
    body: 'A new ticket, {{ priority }}.',
    path: '/tickets/{{ ticketId }}',
  },
  {
    event: 'ticket.resolved',
    key: 'ticket.resolved',
    occasion: 'A ticket was resolved',
    kind: 'ticket',
    to: own,
    title: '{{ number }} is resolved',
    body: 'Tell us how we did.',
    path: '/support/{{ ticketId }}',
  },
  {
    event: 'ticket.replied',
    key: 'ticket.replied',
    occasion: 'Support answered a ticket',
    kind: 'ticket',
    to: own,
    title: '{% if by == "staff" %}{{ number }}: support answered{% endif %}',
    body: '{{ subject }}',
    path: '/support/{{ ticketId }}',
  },
  {
    event: 'ticket.replied',
    key: 'ticket.customer_replied',
    occasion: 'A customer answered a ticket',
    kind: 'ticket',
    to: staff('ticket:work'),
    title: '{% if by == "customer" %}{{ number }}: the customer answered{% endif %}',
    body: '{{ subject }}',
    path: '/tickets/{{ ticketId }}',
  },
  ...(['sla_warned', 'sla_breached'] as const).map(
    (fact): Rule => ({
      event: `ticket.${fact}`,
      key: `ticket.${fact}`,
      occasion: fact === 'sla_warned' ? 'The time for a ticket is nearly used' : 'The time for a ticket is over',
      kind: 'ticket',
      to: staff('ticket:work'),
      title: fact === 'sla_warned' ? '{{ number }}: little time left' : '{{ number }}: too late',
      body: '{% if target == "resolve" %}To be resolved{% else %}To be answered{% endif %}: {{ subject }}',
      path: '/tickets/{{ ticketId }}',
    }),
  ),
]
