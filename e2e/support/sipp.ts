import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** One message of a call as sipp saw it. */
export type Traced = { readonly at: number; readonly sent: boolean; readonly first: string; readonly text: string }

export type Played = {
  /** Whether the call went as the scenario says. */
  readonly asExpected: boolean
  readonly messages: readonly Traced[]
}

const SDP = `v=0
    o=u 1 1 IN IP4 [local_ip]
    s=-
    c=IN IP4 [media_ip]
    t=0 0
    m=audio [auto_media_port] RTP/AVP 8 0
    a=rtpmap:8 PCMA/8000
    a=rtpmap:0 PCMU/8000`

const send = (text: string, attributes = '') => `<send ${attributes}><![CDATA[\n${text}\n  ]]></send>`
const own = (extra: string, branch = '[branch]') => `    Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${branch}
${extra}    Call-ID: [call_id]
    Max-Forwards: 70`
const FROM = '    From: <sip:[from]@[realm]>;tag=[pid]f[call_number]\n'
const TO = '    To: <sip:[service]@[remote_ip]>\n'
const TO_TAG = '    To: <sip:[service]@[remote_ip]>[peer_tag_param]\n'
const CONTACT = '    Contact: <sip:[from]@[local_ip]:[local_port]>\n'

const invite = (sequence: number, extra = '') => `    INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
${own(FROM + TO + CONTACT + extra)}
    CSeq: ${sequence} INVITE
    Content-Type: application/sdp
    Content-Length: [len]

    ${SDP}`
const inside = (method: string, sequence: number) => `    ${method} [next_url] SIP/2.0
${own(`    [routes]\n${FROM}${TO_TAG}`)}
    CSeq: ${sequence} ${method}
    Content-Length: 0
`
/** The ACK of a final reply that is no success: of the INVITE's own transaction, so many messages ago. */
const refusalAck = (sequence: number, ago: number) => `    ACK sip:[service]@[remote_ip]:[remote_port] SIP/2.0
${own(FROM + TO_TAG, `[branch-${ago}]`)}
    CSeq: ${sequence} ACK
    Content-Length: 0
`
const ok = `    SIP/2.0 200 OK
    [last_Via:]
    [last_From:]
    [last_To:]
    [last_Call-ID:]
    [last_CSeq:]
    Content-Length: 0
`
const reply = (status: string, tag: string, extra = '') => `    SIP/2.0 ${status}
    [last_Via:]
    [last_Record-Route:]
    [last_From:]
    [last_To:];tag=[pid]${tag}[call_number]
    [last_Call-ID:]
    [last_CSeq:]
    Contact: <sip:[local_ip]:[local_port]>
${extra}`
const PROVISIONAL = ['100', '180', '183'].map((code) => `<recv response="${code}" optional="true"/>`).join('\n')
const answer = (tag: string) =>
  send(
    reply('200 OK', tag, `    Content-Type: application/sdp\n    Content-Length: [len]\n\n    ${SDP.replace(' 8 0', ' 8')}`),
    'retrans="500"',
  )
const plain = (status: string, tag: string, extra = '') => send(reply(status, tag, `${extra}    Content-Length: 0\n`))
const scenario = (...steps: readonly string[]) =>
  `<?xml version="1.0" encoding="ISO-8859-1"?>\n<scenario name="linecard">\n${steps.join('\n')}\n</scenario>\n`

type Credentials = { readonly username: string; readonly password: string }
const authentication = ({ username, password }: Credentials) => `    [authentication username=${username} password=${password}]\n`

/** INVITE, and again with digest when credentials are given; `extra` are headers of it. */
function begin(credentials?: Credentials, extra = ''): readonly string[] {
  if (!credentials) return [send(invite(1, extra), 'retrans="500"')]
  return [
    send(invite(1, extra), 'retrans="500"'),
    '<recv response="100" optional="true"/>',
    '<recv response="407" auth="true"/>',
    send(refusalAck(1, 3)),
    send(invite(2, authentication(credentials) + extra), 'retrans="500"'),
  ]
}

type Calling = { readonly credentials?: Credentials | undefined; readonly extra?: string | undefined }

/** How a caller behaves. */
export const callers = {
  /** Is answered and hangs up after the hold. */
  talks: ({ credentials, extra, audio }: Calling & { readonly audio?: string } = {}) =>
    scenario(
      ...begin(credentials, extra),
      PROVISIONAL,
      '<recv response="200" rrs="true"/>',
      send(inside('ACK', credentials ? 2 : 1)),
      audio ? `<nop><action><exec rtp_stream="${audio},1,8,PCMA/8000"/></action></nop>` : '',
      '<pause/>',
      send(inside('BYE', credentials ? 3 : 2), 'retrans="500"'),
      '<recv response="200"/>',
    ),
  /** Is answered and waits until the other side ends the call. */
  listens: ({ credentials, extra }: Calling = {}) =>
    scenario(
      ...begin(credentials, extra),
      PROVISIONAL,
      '<recv response="200" rrs="true"/>',
      send(inside('ACK', credentials ? 2 : 1)),
      '<recv request="BYE"/>',
      send(ok),
    ),
  /** Must be refused with this code. */
  refused: (code: number, { credentials, extra }: Calling = {}) =>
    scenario(...begin(credentials, extra), PROVISIONAL, `<recv response="${code}"/>`, send(refusalAck(credentials ? 2 : 1, 5))),
  /** Hangs up while it rings, after the hold. */
  cancels: () =>
    scenario(
      send(invite(1), 'retrans="500"'),
      '<recv response="100" optional="true"/>',
      '<recv response="180"/>',
      '<pause/>',
      send(
        `    CANCEL sip:[service]@[remote_ip]:[remote_port] SIP/2.0\n${own(FROM + TO, '[branch-4]')}\n    CSeq: 1 CANCEL\n    Content-Length: 0\n`,
        'retrans="500"',
      ),
      '<recv response="200"/>',
      '<recv response="487"/>',
      send(refusalAck(1, 7)),
    ),
  /** Registers, and must get this final code. */
  registers: (credentials: Credentials, code: number, expires = 300) => {
    const register = (sequence: number, extra = '') => `    REGISTER sip:[realm] SIP/2.0
${own(`${FROM}    To: <sip:[from]@[realm]>\n${CONTACT}${extra}`)}
    CSeq: ${sequence} REGISTER
    Expires: ${expires}
    Content-Length: 0
`
    return scenario(
      send(register(1), 'retrans="500"'),
      '<recv response="401" auth="true"/>',
      send(register(2, authentication(credentials)), 'retrans="500"'),
      `<recv response="${code}"/>`,
    )
  },
  /** Registers without credentials and is turned away for having guessed too often. */
  refusedAtOnce: () =>
    scenario(
      send(`    REGISTER sip:[realm] SIP/2.0
${own(`${FROM}    To: <sip:[from]@[realm]>\n${CONTACT}`)}
    CSeq: 1 REGISTER
    Content-Length: 0
`),
      '<recv response="403"/>',
    ),
} as const

const HANG_UP = ['<recv request="ACK" optional="true"/>', '<recv request="BYE"/>', send(ok)]

/** How the called side behaves. */
export const callees = {
  answers: scenario('<recv request="INVITE" rrs="true"/>', plain('180 Ringing', 't'), answer('t'), ...HANG_UP),
  refuses: (status: string) =>
    scenario('<recv request="INVITE" rrs="true"/>', plain(status, 't').replace('<send ', '<send retrans="500" '), '<recv request="ACK"/>'),
  rings: scenario(
    '<recv request="INVITE" rrs="true"><action><ereg regexp="Via: [^\\n]*\\nVia: [^\\r]*" search_in="msg" assign_to="vias"/></action></recv>',
    plain('180 Ringing', 't'),
    '<recv request="CANCEL"/>',
    send(ok),
    send(
      '    SIP/2.0 487 Request Terminated\n    [$vias]\n    [last_From:]\n    [last_To:]\n    [last_Call-ID:]\n    CSeq: 1 INVITE\n    Content-Length: 0\n',
      'retrans="500"',
    ),
    '<recv request="ACK"/>',
  ),
  /** A carrier that asks for digest. */
  challenges: ({ username, password }: Credentials) =>
    scenario(
      '<recv request="INVITE" rrs="true"/>',
      plain('401 Unauthorized', 'c', '    WWW-Authenticate: Digest realm="carrier", nonce="n0nce[call_number]", algorithm=MD5\n'),
      '<recv request="ACK"/>',
      `<recv request="INVITE" rrs="true"><action><verifyauth assign_to="right" username="${username}" password="${password}"/></action></recv>`,
      '<nop hide="true" test="right" next="good"/>',
      plain('403 Bad Credentials', 'd'),
      '<recv request="ACK" next="end"/>',
      '<label id="good"/>',
      answer('t'),
      ...HANG_UP,
      '<label id="end"/>',
    ),
} as const

/** Every sipp that a file started, so that none outlives it. */
const running = new Set<ChildProcess>()

type Run = {
  readonly scenario: string
  readonly address: string
  readonly port?: number
  readonly to?: string
  readonly args?: readonly string[]
}

function start({ scenario: xml, address, port = 5060, to, args = [] }: Run) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lc-sipp-'))
  const file = path.join(folder, 'scenario.xml')
  const trace = path.join(folder, 'trace')
  writeFileSync(file, xml)
  const common = ['-sf', file, '-i', address, '-p', String(port), '-nostdin', '-trace_msg', '-message_file', trace, '-trace_err']
  const child = spawn('sipp', [...(to ? [to] : []), ...common, ...args], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  running.add(child)
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    const messages = readTrace(trace)
    rmSync(folder, { recursive: true, force: true })
    return { code: code as number | null, messages, said }
  })
  return { child, ended, messages: () => readTrace(trace) }
}

function readTrace(file: string): readonly Traced[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    // Nothing was sent or heard yet.
    return []
  }
  return text.split(/^-{20,} /m).flatMap((part): Traced[] => {
    const found = /^(\d{4}-\d\d-\d\d)\s+(\d\d:\d\d:\d\d\.\d+).*\n\w+ message (sent|received)[^\n]*\n+([\s\S]*)$/.exec(part)
    if (!found) return []
    const message = (found[4] ?? '').trim()
    return [
      { at: Date.parse(`${found[1]}T${found[2]}Z`), sent: found[3] === 'sent', first: message.split(/\r?\n/)[0] ?? '', text: message },
    ]
  })
}

export type Caller = {
  readonly scenario: string
  readonly address: string
  readonly port?: number
  readonly number: string
  readonly from?: string
  /** The domain of From: a device's realm, or the caller's own address. */
  readonly realm?: string
  /** What a pause lasts, in milliseconds. */
  readonly hold?: number
  readonly calls?: number
  readonly perSecond?: number
}

/** Places a call and resolves when the scenario is played. */
export async function place(
  to: string,
  { scenario: xml, address, port, number, from = '12025550100', realm, hold = 300, ...load }: Caller,
): Promise<Played> {
  const keys = ['-s', number, '-key', 'from', from, '-key', 'realm', realm ?? address]
  const args = [
    ...keys,
    '-m',
    String(load.calls ?? 1),
    '-r',
    String(load.perSecond ?? 1),
    '-d',
    String(hold),
    '-timeout',
    '60',
    '-timeout_error',
  ]
  const { ended } = start({ scenario: xml, address, ...(port && { port }), to, args })
  const { code, messages } = await ended
  return { asExpected: code === 0, messages }
}

export type Callee = { readonly address: string; messages(): readonly Traced[]; stop(): Promise<readonly Traced[]> }

/** Waits for calls at an address until it is stopped. */
export async function waitForCalls(xml: string, address: string, port?: number): Promise<Callee> {
  const { child, ended, messages } = start({ scenario: xml, address, ...(port && { port }) })
  return {
    address,
    messages,
    async stop() {
      child.kill('SIGKILL')
      return (await ended).messages
    },
  }
}

/** Ends every sipp of this process. */
export async function endSipp(): Promise<void> {
  const children = [...running]
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(children.filter((child) => child.exitCode === null && child.signalCode === null).map((child) => once(child, 'close')))
}
