import { randomBytes } from 'node:crypto'

const LONG: Readonly<Record<string, string>> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
}

/** A SIP message in the parts a recorder needs (RFC 3261). */
export type Message = {
  readonly method: string
  /** Final or provisional code when it is a reply. */
  readonly code: number | null
  all(header: string): readonly string[]
  get(header: string): string
  readonly body: string
}

/** Reads one datagram; undefined for keep-alives and what is not SIP. */
export function readMessage(data: Buffer): Message | undefined {
  const text = data.toString('utf8')
  const split = text.indexOf('\r\n\r\n')
  if (split < 0) return undefined
  const [first = '', ...lines] = text
    .slice(0, split)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const reply = /^SIP\/2\.0 (\d{3})/.exec(first)
  const request = /^([A-Z]+) \S+ SIP\/2\.0$/.exec(first)
  if (!reply && !request) return undefined
  const headers = lines.flatMap((line): [string, string][] => {
    const colon = line.indexOf(':')
    if (colon < 1) return []
    const name = line.slice(0, colon).trim().toLowerCase()
    return [[LONG[name] ?? name, line.slice(colon + 1).trim()]]
  })
  const all = (header: string) => headers.filter(([name]) => name === header).map(([, value]) => value)
  return {
    method: request?.[1] ?? '',
    code: reply ? Number(reply[1]) : null,
    all,
    get: (header) => all(header)[0] ?? '',
    body: text.slice(split + 4),
  }
}

export type Reply = { readonly tag?: string; readonly headers?: readonly string[]; readonly body?: string }

/** A reply to a request, with the request's own Via, Record-Route and dialog headers. */
export function writeReply(request: Message, status: string, { tag, headers = [], body = '' }: Reply = {}): Buffer {
  const to = request.get('to')
  const lines = [
    `SIP/2.0 ${status}`,
    ...request.all('via').map((via) => `Via: ${via}`),
    ...request.all('record-route').map((route) => `Record-Route: ${route}`),
    `From: ${request.get('from')}`,
    `To: ${to}${tag && !/;\s*tag=/i.test(to) ? `;tag=${tag}` : ''}`,
    `Call-ID: ${request.get('call-id')}`,
    `CSeq: ${request.get('cseq')}`,
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`)
}

/** The BYE of the called side of a dialog that `invite` began. */
export function writeBye(invite: Message, tag: string, local: string): Buffer {
  const contact = /<([^>]+)>/.exec(invite.get('contact'))?.[1] ?? invite.get('contact')
  const lines = [
    `BYE ${contact} SIP/2.0`,
    `Via: SIP/2.0/UDP ${local};branch=z9hG4bK${randomBytes(9).toString('hex')}`,
    'Max-Forwards: 70',
    ...invite.all('record-route').map((route) => `Route: ${route}`),
    `From: ${invite.get('to')};tag=${tag}`,
    `To: ${invite.get('from')}`,
    `Call-ID: ${invite.get('call-id')}`,
    'CSeq: 1 BYE',
    'Reason: Q.850;cause=16;text="recorded"',
    'Content-Length: 0',
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
}

export type Offer = {
  readonly address: string
  readonly port: number
  readonly payloadTypes: readonly number[]
  readonly dtmf: number | null
}

/** The audio of an SDP offer over IPv4 (RFC 4566); undefined when there is none. */
export function readOffer(sdp: string): Offer | undefined {
  const audio = /^m=audio (\d+) RTP\/AVP ([\d ]+)/m.exec(sdp)
  if (!audio) return undefined
  const address = /^c=IN IP4 ([\d.]+)/m.exec(sdp.slice(audio.index))?.[1] ?? /^c=IN IP4 ([\d.]+)/m.exec(sdp)?.[1]
  if (!address) return undefined
  const dtmf = /^a=rtpmap:(\d+) telephone-event\/8000/im.exec(sdp)?.[1]
  return {
    address,
    port: Number(audio[1]),
    payloadTypes: (audio[2] ?? '').trim().split(/\s+/).map(Number),
    dtmf: dtmf ? Number(dtmf) : null,
  }
}

/** Our answer: one codec, and the key presses when they were offered. */
export function writeAnswer(
  address: string,
  port: number,
  codec: { readonly name: string; readonly payloadType: number },
  dtmf: number | null,
): string {
  const keys = dtmf === null ? [] : [`a=rtpmap:${dtmf} telephone-event/8000`, `a=fmtp:${dtmf} 0-16`]
  return `${[
    'v=0',
    `o=voicemail ${Date.now()} 1 IN IP4 ${address}`,
    's=-',
    `c=IN IP4 ${address}`,
    't=0 0',
    `m=audio ${port} RTP/AVP ${codec.payloadType}${dtmf === null ? '' : ` ${dtmf}`}`,
    `a=rtpmap:${codec.payloadType} ${codec.name}/8000`,
    ...keys,
    'a=ptime:20',
    'a=sendrecv',
  ].join('\r\n')}\r\n`
}
