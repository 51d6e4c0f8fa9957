import type { Core } from '../kit/core.ts'
import { sid } from '../kit/random.ts'
import type { Carrier } from './delivery.ts'
import { invalidParameter, notFound, TwilioError } from './errors.ts'
import { countSegments } from './segments.ts'
import { addMessage, type Message, ownerOf, type TwilioState } from './state.ts'
import { API_VERSION, type Fields, isUrl, page, rfc2822, text, texts } from './wire.ts'

const LONGEST_BODY = 1600

/** Twilio's own test recipients, refused at once. */
const REFUSED_RECIPIENTS: Record<string, readonly [code: number, reason: string]> = {
  '+15005550001': [21211, 'is not a valid phone number'],
  '+15005550002': [21612, 'cannot be reached from this sender'],
  '+15005550003': [21408, 'is in a region that is not enabled for this account'],
  '+15005550004': [21610, 'has unsubscribed from this sender'],
  '+15005550009': [21614, 'is not a mobile number'],
}

const ERROR_TEXTS: Record<number, string> = {
  30003: 'Unreachable destination handset',
  30007: 'Message filtered',
  30008: 'Unknown error',
}

type Place = { Params: { account: string; message: string } }

export function installMessages(core: Core, state: TwilioState, base: string, carrier: Carrier): void {
  const { app } = core

  app.post<Place>(`${base}/Messages.json`, { config: { operation: 'messages.create' } }, async (request, reply) => {
    const message = create(core, state, request.params.account, (request.body ?? {}) as Fields)
    addMessage(state, message)
    await core.changed()
    carrier.carry(message)
    return reply.code(201).send(render(message))
  })

  app.get<Place>(`${base}/Messages.json`, { config: { operation: 'messages.list' } }, async (request) => {
    const query = request.query as Fields
    const found = list(state, request.params.account, query)
    return page('messages', request.url.split('?')[0] ?? '', query, found, (one) => one.sid, render)
  })

  app.get<Place>(`${base}/Messages/:message.json`, { config: { operation: 'messages.fetch' } }, async (request) =>
    render(own(state, request.params)),
  )

  app.post<Place>(`${base}/Messages/:message.json`, { config: { operation: 'messages.update' } }, async (request) => {
    const message = own(state, request.params)
    const fields = (request.body ?? {}) as Fields
    if (text(fields, 'Status') === 'canceled') {
      if (message.status !== 'queued') throw new TwilioError(400, 30409, 'Message is no longer queued and cannot be canceled')
      message.status = 'canceled'
    }
    if (text(fields, 'Body') === '') message.body = ''
    message.updatedAt = core.now().toISOString()
    await core.changed()
    return render(message)
  })

  app.delete<Place>(`${base}/Messages/:message.json`, { config: { operation: 'messages.delete' } }, async (request, reply) => {
    state.messages.delete(own(state, request.params).sid)
    await core.changed()
    return reply.code(204).send()
  })
}

function create(core: Core, state: TwilioState, account: string, fields: Fields): Message {
  const to = text(fields, 'To') ?? ''
  const from = text(fields, 'From') ?? ''
  const body = text(fields, 'Body') ?? ''
  const media = texts(fields, 'MediaUrl')
  const statusCallback = text(fields, 'StatusCallback')
  refuseBadAddresses(state, account, from, to)
  if (body === '' && media.length === 0) throw new TwilioError(400, 21602, 'Message body is required.')
  if (body.length > LONGEST_BODY) {
    throw new TwilioError(400, 21617, `The concatenated message body exceeds the ${LONGEST_BODY} character limit`)
  }
  if (statusCallback && !isUrl(statusCallback)) throw new TwilioError(400, 21609, `The StatusCallback URL ${statusCallback} is not valid`)

  const at = core.now().toISOString()
  return {
    sid: sid(media.length > 0 ? 'MM' : 'SM'),
    accountSid: account,
    from,
    to,
    body,
    numMedia: media.length,
    numSegments: countSegments(body),
    direction: 'outbound-api',
    statusCallback: statusCallback || undefined,
    status: 'queued',
    errorCode: null,
    price: null,
    createdAt: at,
    updatedAt: at,
    sentAt: null,
  }
}

function refuseBadAddresses(state: TwilioState, account: string, from: string, to: string): void {
  if (to === '') throw new TwilioError(400, 21604, "A 'To' phone number is required.")
  if (from === '') throw new TwilioError(400, 21603, "A 'From' phone number is required.")
  if (!/^\+[1-9]\d{6,14}$/.test(to)) throw new TwilioError(400, 21211, `The 'To' number ${to} is not a valid phone number.`)
  if (!/^\+[1-9]\d{6,14}$/.test(from)) throw new TwilioError(400, 21212, `The 'From' number ${from} is not a valid phone number.`)
  const refused = REFUSED_RECIPIENTS[to]
  if (refused) throw new TwilioError(400, refused[0], `The 'To' number ${to} ${refused[1]}.`)
  if (from === to) throw new TwilioError(400, 21266, "'To' and 'From' number cannot be the same.")
  const sender = ownerOf(state, from)
  if (sender?.accountSid !== account || !sender.capabilities.sms) {
    throw new TwilioError(400, 21606, `The 'From' phone number ${from} is not a valid, SMS-capable inbound phone number for your account.`)
  }
}

function own(state: TwilioState, { account, message }: Place['Params']): Message {
  const found = state.messages.get(message)
  if (found?.accountSid !== account) throw notFound(`/${API_VERSION}/Accounts/${account}/Messages/${message}.json`)
  return found
}

/** Newest first. A message that is not sent yet counts with the time of its creation. */
function list(state: TwilioState, account: string, query: Fields): Message[] {
  const to = text(query, 'To')
  const from = text(query, 'From')
  const fits = dateFilter(query)
  return [...state.messages.values()]
    .filter((one) => one.accountSid === account && (!to || one.to === to) && (!from || one.from === from))
    .filter((one) => fits(new Date(one.sentAt ?? one.createdAt).getTime()))
    .reverse()
}

function dateFilter(query: Fields): (instant: number) => boolean {
  const [day, before, after] = ['DateSent', 'DateSent<', 'DateSent>'].map((name) => {
    const value = text(query, name)
    if (value === undefined) return undefined
    const instant = Date.parse(value)
    if (Number.isNaN(instant)) throw invalidParameter(`${name} is not a date: ${value}`)
    return instant
  })
  const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)
  return (instant) =>
    (day === undefined || dayOf(instant) === dayOf(day)) &&
    (before === undefined || instant <= before) &&
    (after === undefined || instant >= after)
}

function render(message: Message): Record<string, unknown> {
  const uri = `/${API_VERSION}/Accounts/${message.accountSid}/Messages/${message.sid}`
  return {
    sid: message.sid,
    account_sid: message.accountSid,
    api_version: API_VERSION,
    body: message.body,
    from: message.from,
    to: message.to,
    direction: message.direction,
    status: message.status,
    num_segments: String(message.numSegments),
    num_media: String(message.numMedia),
    price: message.price,
    price_unit: 'USD',
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : (ERROR_TEXTS[message.errorCode] ?? null),
    messaging_service_sid: null,
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.updatedAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    uri: `${uri}.json`,
    subresource_uris: { media: `${uri}/Media.json` },
  }
}
