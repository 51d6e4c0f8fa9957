import { z } from 'zod'
import { minuteText } from '../../platform/clock.ts'
import type { Tx } from '../../platform/context.ts'
import { defineLetter, type Letter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { dataText } from '../../spine/charging/index.ts'
import { basePath, currentTenant } from '../../spine/tenants/index.ts'
import type { Bundle } from './bundle.ts'
import type { Esim } from './esim.ts'
import { installUrl } from './install-link.ts'

const PAGE = 'Your eSIM: {{ home }}/esims/{{ esim }}\n\n{{ brand }}\n'
const sample = { name: 'Ana Costa', plan: 'Europe 5 GB', esim: '0192f2a0-0000-7000-8000-000000000000' }

const about = { name: z.string(), plan: z.string(), esim: z.string() }

const ready = defineLetter({
  key: 'esim.qr_ready',
  occasion: 'An eSIM is ready to be installed',
  kind: 'activation',
  schema: z.object({ ...about, link: z.string() }),
  subject: 'Install your eSIM: {{ plan }}',
  text: 'Hello {{ name }},\n\nyour eSIM with {{ plan }} is ready. Open this page on a computer and scan its QR code with your phone, or open it on the phone itself. Whoever has the link can install the eSIM, so keep it to yourself.\n\n{{ link }}\n\n{{ brand }}\n',
  sample: { ...sample, link: 'https://example.com/install/8QKp' },
})

const used = { ...about, used: z.string(), total: z.string() }
const usedSample = { ...sample, used: '3.75 GB', total: '5 GB' }

const nearly = (level: number) =>
  defineLetter({
    key: `usage.${level}`,
    occasion: `${level} % of an eSIM's data is used`,
    kind: 'usage',
    schema: z.object(used),
    subject: `${level} % of {{ plan }} is used`,
    text: `Hello {{ name }},\n\n{{ used }} of {{ total }} are used.\n\n${PAGE}`,
    sample: usedSample,
  })

const usedUp = defineLetter({
  key: 'usage.100',
  occasion: "All of an eSIM's data is used",
  kind: 'usage',
  schema: z.object({ ...used, next: z.enum(['next_plan', 'renewed', 'goes_on', 'stopped']) }),
  subject: '{{ plan }} is used up',
  text: `Hello {{ name }},\n\n{{ used }} of {{ total }} are used. {% case next %}{% when 'next_plan' %}Your next plan begins now.{% when 'renewed' %}The plan is bought again from your wallet, as you wished.{% when 'goes_on' %}Data goes on as long as a package or your wallet pays for it.{% else %}Data has stopped; top up and it goes on, without a new QR code.{% endcase %}\n\n${PAGE}`,
  sample: { ...usedSample, used: '5 GB', next: 'stopped' },
})

const levels = { 75: nearly(75), 90: nearly(90) }

export type Afterwards = 'next_plan' | 'renewed' | 'goes_on' | 'stopped'

const ending = (days: 1 | 3) =>
  defineLetter({
    key: `bundle.expiring${days}d`,
    occasion: `An eSIM's plan ends in ${days === 1 ? 'a day' : `${days} days`}`,
    kind: 'expiry',
    schema: z.object({ ...about, ends: z.string(), renews: z.boolean() }),
    subject: `{{ plan }} ends in ${days === 1 ? 'a day' : `${days} days`}`,
    text: `Hello {{ name }},\n\n{{ plan }} ends on {{ ends }}. What is left of its data is lost then.{% if renews %} A day before, the plan is bought again from your wallet.{% endif %}\n\n${PAGE}`,
    sample: { ...sample, ends: '2026-11-21 10:05 UTC', renews: false },
  })

const expiring = { 1: ending(1), 3: ending(3) }

const renewalFailed = defineLetter({
  key: 'bundle.renewal_failed',
  occasion: "An eSIM's plan could not be bought again",
  kind: 'payment',
  schema: z.object({ ...about, reason: z.string() }),
  subject: '{{ plan }} could not be bought again',
  text: `Hello {{ name }},\n\n{{ reason }} Add funds and top up, and your eSIM goes on without a new QR code.\n\n${PAGE}`,
  sample: { ...sample, reason: 'The wallet holds 1.20 USD and the plan costs 9.00 USD.' },
})

/** Writes to whoever has the eSIM; one that lies in stock has nobody. */
async function write<Data extends typeof sample>(
  tx: Tx,
  letter: Letter<Data>,
  { esim, bundle }: { readonly esim: Esim; readonly bundle: Bundle },
  more: Omit<Data, keyof typeof sample>,
): Promise<void> {
  if (!esim.accountId) return
  const { email: to, id: accountId, name } = await findAccount(tx, esim.accountId)
  await sendLetter(tx, letter, { to, accountId, data: { name, plan: bundle.name, esim: esim.id, ...more } as unknown as Data })
}

/** Where to install: the link leads to the QR code, so the code itself is never in a mail. */
export async function writeReady(tx: Tx, esim: Esim, bundle: Bundle): Promise<void> {
  const base = `${tx.services.publicUrl}${basePath(await currentTenant(tx))}`
  await write(tx, ready, { esim, bundle }, { link: installUrl(tx, base, esim.id) })
}

const usageOf = (bundle: Bundle) => ({ used: dataText(bundle.usedBytes), total: dataText(bundle.totalBytes ?? bundle.usedBytes) })

/** Tells that 75 or 90 % of the plan is used. */
export const writeLevel = (tx: Tx, esim: Esim, bundle: Bundle, level: 75 | 90): Promise<void> =>
  write(tx, levels[level], { esim, bundle }, usageOf(bundle))

/** Tells that the plan is used up, and what comes `next`. */
export const writeUsedUp = (tx: Tx, esim: Esim, bundle: Bundle, next: Afterwards): Promise<void> =>
  write(tx, usedUp, { esim, bundle }, { ...usageOf(bundle), next })

/** Tells that the plan ends in three days or one. */
export async function writeExpiring(tx: Tx, esim: Esim, bundle: Bundle, days: 1 | 3): Promise<void> {
  if (!bundle.expiresAt) return
  await write(tx, expiring[days], { esim, bundle }, { ends: minuteText(bundle.expiresAt), renews: esim.autoRenew })
}

export const writeRenewalFailed = (tx: Tx, esim: Esim, bundle: Bundle, reason: string): Promise<void> =>
  write(tx, renewalFailed, { esim, bundle }, { reason })
