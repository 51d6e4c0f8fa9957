/** Everything the configuration templates in `switch/` name. */
export type SwitchSettings = {
  /** How this switch is called in asks and events. */
  readonly node: string
  /** Where SIP is spoken, UDP and TCP; also what stands in headers. */
  readonly address: string
  readonly port: number
  /** Where the platform connects to, on 127.0.0.1 alone, with a key made at every start. */
  readonly linkPort: number
  readonly linkKey: string
  readonly mediaAddress: string
  /** rtpengine's own protocol, on 127.0.0.1 alone. */
  readonly mediaControlPort: number
  readonly mediaPortMin: number
  readonly mediaPortMax: number
  readonly voicemailAddress: string
  readonly voicemailPort: number
  /** Where control sockets and the rendered files are, closed to other users. */
  readonly folder: string
  /** Where Debian puts Kamailio's modules. */
  readonly modules: string
  /** For Kamailio, without host and password: those are in libpq's environment. */
  readonly databaseUrl: string
  /** Marks calls that came from this installation, so that circles are seen. */
  readonly instance: string
  readonly workers: number
  /** New calls a second from one address before it is told to wait. */
  readonly flood: number
}

/** How often a wrong password is answered before five minutes of silence. */
const GUESSES = 10
/** How often a call may come through this installation before it runs in a circle. */
const HOPS = 4
/** Seconds without a sign of life after which every new call is refused at once. */
export const SILENCE_SECONDS = 3
/** How long the platform may think about one call. */
export const DECISION_MS = 2_000

/** What the templates' names stand for. */
export const namesOf = (settings: SwitchSettings): Readonly<Record<string, string | number>> => ({
  ...settings,
  guesses: GUESSES,
  hops: HOPS,
  silence: SILENCE_SECONDS,
  decisionMs: DECISION_MS,
})
