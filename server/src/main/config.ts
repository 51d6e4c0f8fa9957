import { z } from 'zod'

const Word = z.string().regex(/^[\w.-]{1,40}$/, 'Use letters, digits, dots and dashes.')
const Address = z.ipv4()
const Port = z.coerce.number().int().min(1).max(65_535)

const isLocal = (url: URL): boolean =>
  ['', 'localhost', '127.0.0.1', '[::1]'].includes(url.hostname) || (url.searchParams.get('host') ?? '').startsWith('/')

const DatabaseUrl = z.string().refine((text) => {
  if (!URL.canParse(text)) return /^postgres(ql)?:\/\/[^/]*\/.*[?&]host=(\/|%2F)/i.test(text)
  const url = new URL(text)
  return isLocal(url) || ['require', 'verify-ca', 'verify-full'].includes(url.searchParams.get('sslmode') ?? '')
}, 'Use postgres://user:password@host/database, with sslmode=require or stricter when the host is not this machine.')

/** Every setting of the product, checked at start; `description` becomes docs/configuration.md. */
export const Config = z.object({
  DATABASE_URL: DatabaseUrl.describe(
    'The PostgreSQL 15 or newer to use instead of the embedded one. TLS is required when it is not on this machine.',
  ),
  LINECARD_MASTER_KEY: z
    .string()
    .min(43)
    .describe(
      '32 random bytes in base64url that seal provider credentials and TOTP secrets; several, separated by commas, while a key is rotated (the first seals).',
    ),
  LINECARD_HOME: z
    .string()
    .default('.linecard')
    .describe('The folder of the embedded database, the object store, the logs and the generated keys.'),
  LINECARD_PUBLIC_URL: z
    .url()
    .default('http://localhost:4000')
    .describe('Where people and webhooks reach this installation, without a trailing slash.'),
  LINECARD_BACKUPS: z
    .string()
    .optional()
    .describe('The folder of the backups of the embedded database, best on another disk; LINECARD_HOME/backups when left out.'),
  LINECARD_DATABASE_DATA: z.string().optional().describe('The data of the embedded database; set by `npm start` itself.'),
  HOST: z.string().default('127.0.0.1').describe('The address the server listens on.'),
  PORT: Port.default(4000).describe('The port the server listens on.'),
  SMTP_URL: z.url().optional().describe('smtp://user:password@host:port; without it mails stay on the mailbox page of the console.'),
  MAIL_FROM: z.email().default('no-reply@localhost.localdomain').describe('The sender of every mail.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug']).default('info').describe('How much is logged.'),
  DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(16).describe('Connections of each process to the database.'),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4).describe('Jobs a worker runs at once.'),
  LINECARD_SIMULATORS: z.enum(['on', 'off']).default('on').describe('Whether the vendors are simulated on this machine.'),
  SWITCH_NODE: Word.default('sw1').describe('How the SIP switch of `npm start -- --voice` is called in what it reports.'),
  SWITCH_ADDRESS: Address.default('127.0.0.1').describe('The IPv4 address the switch speaks SIP on, UDP and TCP.'),
  SWITCH_PORT: Port.default(5060).describe('The port the switch speaks SIP on.'),
  SWITCH_MEDIA_ADDRESS: Address.optional().describe('The IPv4 address that audio goes through; SWITCH_ADDRESS when not set.'),
  SWITCH_MEDIA_PORT_MIN: Port.default(30_000).describe('The first UDP port for audio.'),
  SWITCH_MEDIA_PORT_MAX: Port.default(39_999).describe('The last UDP port for audio; a call takes four.'),
  SWITCH_LINK_PORT: Port.default(4020).describe('The port on this machine over which the switch asks the platform about calls.'),
  SWITCH_MEDIA_CONTROL_PORT: Port.default(4021).describe('The port on this machine over which the switch asks for audio paths.'),
  SWITCH_VOICEMAIL_PORT: Port.default(4022).describe('The port on this machine on which the voicemail recorder answers.'),
  SWITCH_FLOOD: z.coerce.number().int().min(1).max(10_000).default(100).describe('New calls a second that one address may try.'),
  SIM_TWILIO_PORT: Port.default(4010).describe('The port of the Twilio simulator.'),
  SIM_STRIPE_PORT: Port.default(4011).describe('The port of the Stripe simulator.'),
  SIM_TELNA_PORT: Port.default(4012).describe('The port of the Telna simulator.'),
  SIM_ESIMACCESS_PORT: Port.default(4013).describe('The port of the eSIM Access simulator.'),
  SIM_TWILIO_ACCOUNT_SID: z.string().optional().describe('The account of the Twilio simulator; made at the first start.'),
  SIM_TWILIO_AUTH_TOKEN: z.string().optional().describe('The token of the Twilio simulator; made at the first start.'),
  SIM_STRIPE_KEY: z.string().optional().describe('The key of the Stripe simulator; made at the first start.'),
  SIM_STRIPE_WEBHOOK_SECRET: z.string().optional().describe('The secret with which the Stripe simulator signs; made at the first start.'),
  SIM_TELNA_KEY: z.string().optional().describe('The key of the Telna simulator; made at the first start.'),
  SIM_ESIMACCESS_CODE: z.string().optional().describe('The access code of the eSIM Access simulator; made at the first start.'),
  SIM_ESIMACCESS_SECRET: z.string().optional().describe('The secret key of the eSIM Access simulator; made at the first start.'),
})

export type Config = z.output<typeof Config>

/** Reads the settings from the environment. Throws one sentence that names the first wrong setting. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Config.safeParse(given)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const name = String(issue?.path[0] ?? 'A setting')
  throw new Error(`${name} is ${given[name] === undefined ? 'missing' : 'not valid'}: ${issue?.message ?? 'check it'}`)
}
