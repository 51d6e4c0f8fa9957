import type { Core } from '../kit/core.ts'
import { sid } from '../kit/random.ts'
import { countSegments } from './segments.ts'
import { signTwilio } from './signature.ts'
import { addMessage, type Message, type MessageStatus, ownerOf, type TwilioAccount, type TwilioState } from './state.ts'
import { isUrl } from './wire.ts'

type Change = { readonly status: MessageStatus; readonly afterMs: number; readonly errorCode?: number }

const SENDING: Change = { status: 'sending', afterMs: 200 }
const SENT: Change = { status: 'sent', afterMs: 300 }

/** What becomes of a message, by the last four digits of its recipient (the README's table). */
const FATES: Record<string, readonly Change[]> = {
  '0003': [SENDING, SENT, { status: 'undelivered', afterMs: 800, errorCode: 30003 }],
  '0006': [SENDING, SENT],
  '0007': [SENDING, SENT, { status: 'undelivered', afterMs: 800, errorCode: 30007 }],
  '0008': [SENDING, { status: 'failed', afterMs: 300, errorCode: 30008 }],
}
const DELIVERED: readonly Change[] = [SENDING, SENT, { status: 'delivered', afterMs: 800 }]
const ECHO = '0001'
const PASSED_STATUSES: readonly MessageStatus[] = ['queued', 'sending', 'sent']

/** What a segment costs, in hundred-thousandths of a US dollar, by the longest matching prefix of the recipient. */
const PRICES: readonly (readonly [prefix: string, price: number])[] = [
  ['+1', 830],
  ['+44', 5240],
  ['+49', 11200],
  ['+33', 7980],
  ['+31', 10890],
  ['+34', 8200],
  ['+61', 5150],
  ['+', 7500],
]

/** Moves messages along and tells their owners: status callbacks, inbound messages, echoes. */
export class Carrier {
  readonly #core: Core
  readonly #state: TwilioState
  readonly #account: (sid: string) => TwilioAccount | undefined

  constructor(core: Core, state: TwilioState, account: (sid: string) => TwilioAccount | undefined) {
    this.#core = core
    this.#state = state
    this.#account = account
  }

  /** Schedules the next change of a message that is on its way. */
  carry(message: Message): void {
    const fate = FATES[message.to.slice(-4)] ?? DELIVERED
    const next = fate[PASSED_STATUSES.indexOf(message.status)]
    if (message.direction === 'inbound' || !next) return
    this.#core.timeline.schedule(next.afterMs, () => this.#apply(message, next))
  }

  /** A message from outside, or from another number here, reaches `to`. Undefined when nobody here owns `to`. */
  receive({ from, to, body, numMedia = 0 }: { from: string; to: string; body: string; numMedia?: number }): Message | undefined {
    const number = ownerOf(this.#state, to)
    if (!number) return undefined
    const at = this.#core.now().toISOString()
    const message: Message = {
      sid: sid('SM'),
      accountSid: number.accountSid,
      from,
      to,
      body,
      numMedia,
      numSegments: countSegments(body),
      direction: 'inbound',
      statusCallback: undefined,
      status: 'received',
      errorCode: null,
      price: priceOf(to, countSegments(body)),
      createdAt: at,
      updatedAt: at,
      sentAt: at,
    }
    addMessage(this.#state, message)
    this.#core.changedLater()
    this.#post('message.inbound', message, number.settings.SmsUrl, {
      SmsMessageSid: message.sid,
      SmsSid: message.sid,
      SmsStatus: 'received',
      Body: body,
      NumMedia: String(numMedia),
      NumSegments: String(message.numSegments),
      ToCountry: number.isoCountry,
    })
    return message
  }

  #apply(message: Message, change: Change): void {
    const expected = PASSED_STATUSES.includes(message.status) && this.#state.messages.has(message.sid)
    if (!expected) return
    const at = this.#core.now().toISOString()
    message.status = change.status
    message.errorCode = change.errorCode ?? null
    message.updatedAt = at
    if (change.status === 'sent') {
      message.sentAt = at
      message.price = priceOf(message.to, message.numSegments)
    }
    this.#core.changedLater()
    this.#post('message.status', message, message.statusCallback, {
      SmsSid: message.sid,
      SmsStatus: message.status,
      MessageStatus: message.status,
      ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
    })
    if (change.status === 'delivered') this.#arrive(message)
    else this.carry(message)
  }

  #arrive({ from, to, body, numMedia }: Message): void {
    this.receive({ from, to, body, numMedia })
    if (!to.endsWith(ECHO)) return
    this.#core.timeline.schedule(700, () => this.receive({ from: to, to: from, body: `You said: ${body}` }))
  }

  #post(topic: string, message: Message, url: string | undefined, extra: Record<string, string>): void {
    const account = this.#account(message.accountSid)
    if (!url || !isUrl(url) || !account) return
    const { address, retries } = readOverrides(url)
    const fields: Record<string, string> = {
      ...extra,
      MessageSid: message.sid,
      AccountSid: message.accountSid,
      From: message.from,
      To: message.to,
      ApiVersion: '2010-04-01',
    }
    const idempotencyToken = crypto.randomUUID()
    this.#core.webhooks.send({
      topic,
      subject: message.sid,
      url: address,
      retries,
      sign: ({ bad }) => ({
        headers: {
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
          'user-agent': 'TwilioProxy/1.1',
          'i-twilio-idempotency-token': idempotencyToken,
          'x-twilio-signature': signTwilio(bad ? `${account.authToken}-wrong` : account.authToken, address, fields),
        },
        body: new URLSearchParams(fields).toString(),
      }),
    })
  }
}

/**
 * Twilio's connection overrides, from the fragment of a webhook URL: `rc` retries (0 to 5, else 1) of what `rp` names
 * (`ct` no connection, the default; `rt` no answer; `4xx`, `5xx`, `all`). The fragment is neither sent nor signed.
 */
function readOverrides(url: string): { address: string; retries: (attempt: number, status: number | undefined) => boolean } {
  const [address = url, fragment = ''] = url.split('#')
  const overrides = new URLSearchParams(fragment)
  const count = Math.min(Math.max(Number(overrides.get('rc') ?? 1) || 0, 0), 5)
  const policy = (overrides.get('rp') ?? 'ct').split(',')
  const covered = (status: number | undefined) => {
    if (policy.includes('all')) return true
    if (status === undefined) return policy.includes('ct') || policy.includes('rt')
    return policy.includes(status >= 500 ? '5xx' : '4xx')
  }
  return { address, retries: (attempt, status) => attempt <= count && covered(status) }
}

function priceOf(recipient: string, segments: number): string {
  const price = PRICES.find(([prefix]) => recipient.startsWith(prefix))?.[1] ?? 0
  const digits = String(price * segments).padStart(6, '0')
  return `-${digits.slice(0, -5)}.${digits.slice(-5)}`
}
