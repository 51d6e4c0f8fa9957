import { z } from 'zod'
import { minuteText } from '../../platform/clock.ts'
import type { Tx } from '../../platform/context.ts'
import type { AccountId } from '../../platform/ids.ts'
import { defineLetter, type LetterKind } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { rateOf } from '../../platform/money.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import type { Instance } from './instance.ts'

const letter = (key: string, occasion: string, kind: LetterKind, subject: string, text: string) =>
  defineLetter({
    key,
    occasion,
    kind,
    schema: z.object({ name: z.string(), server: z.string(), hourly: z.string(), purged: z.string() }),
    subject: `Server {{ server }} ${subject}`,
    text: `Hello {{ name }},\n\n${text}\n\nYour servers: {{ home }}/servers\n\n{{ brand }}\n`,
    sample: { name: 'Ana Costa', server: 'web-1', hourly: '0.008 USD', purged: '2026-11-28 10:05 UTC' },
  })

const LETTERS = {
  ready: letter(
    'vm.ready',
    'A server is ready',
    'activation',
    'is ready',
    'your server is ready. It costs {{ hourly }} for each hour that begins, also while it is switched off, until you delete it.',
  ),
  suspended: letter(
    'vm.suspended',
    'A server was switched off because the wallet is empty',
    'balance',
    'is suspended',
    'your wallet cannot pay the next hour, so your server was switched off. Nothing is charged while it is suspended. Add funds and it starts again by itself; after seven days it is moved to the trash.',
  ),
  trashed: letter(
    'vm.deleted',
    'A server was deleted',
    'expiry',
    'was deleted',
    'your server was deleted and is billed no more. Its disk is kept until {{ purged }}; until then you can restore it.',
  ),
}

/** Tells the owner what became of the server (W38). */
export async function writeLetter(tx: Tx, instance: Instance, about: keyof typeof LETTERS): Promise<void> {
  const { email: to, id: accountId, name } = await findAccount(tx, instance.accountId)
  const { plan, purgeAt, name: server } = instance
  const hourly = `${rateOf(plan.hourly)} ${plan.hourly.currency}`
  await sendLetter(tx, LETTERS[about], { to, accountId, data: { name, server, hourly, purged: purgeAt ? minuteText(purgeAt) : '' } })
}

const runningOut = defineLetter({
  key: 'vm.running_out',
  occasion: 'The wallet will soon be too empty for the servers',
  kind: 'balance',
  schema: z.object({ name: z.string(), hours: z.number(), empty: z.string() }),
  subject:
    '{% if hours < 1 %}Your servers will be suspended within the hour{% else %}Your wallet pays your servers for {{ hours }} more hours{% endif %}',
  text: 'Hello {{ name }},\n\nat the price of your servers your wallet will be empty around {{ empty }}. Servers without money for their next hour are switched off. Add funds to keep them running: {{ home }}/wallet\n\n{{ brand }}\n',
  sample: { name: 'Ana Costa', hours: 24, empty: '2026-11-21 10:05 UTC' },
})

/** Tells the owner of servers that the wallet will be empty soon (W28). */
export async function writeRunOut(tx: Tx, accountId: AccountId, { left, at }: { readonly left: number; readonly at: Date }): Promise<void> {
  const { email: to, name } = await findAccount(tx, accountId)
  await sendLetter(tx, runningOut, { to, accountId, data: { name, hours: left, empty: minuteText(at) } })
}
