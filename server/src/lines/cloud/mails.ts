import type { Tx } from '../../platform/context.ts'
import type { AccountId } from '../../platform/ids.ts'
import { sendMail } from '../../platform/mail.ts'
import { rateOf } from '../../platform/money.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import type { Instance } from './instance.ts'

type Letter = { readonly template: string; readonly subject: string; readonly text: (instance: Instance) => string }

const LETTERS = {
  ready: {
    template: 'vm.ready',
    subject: 'is ready',
    text: ({ plan }) =>
      `your server is ready. It costs ${rateOf(plan.hourly)} ${plan.hourly.currency} for each hour that begins, also while it is switched off, until you delete it.`,
  },
  suspended: {
    template: 'vm.suspended',
    subject: 'is suspended',
    text: () =>
      'your wallet cannot pay the next hour, so your server was switched off. Nothing is charged while it is suspended. Add funds and it starts again by itself; after seven days it is moved to the trash.',
  },
  trashed: {
    template: 'vm.deleted',
    subject: 'was deleted',
    text: ({ purgeAt }) =>
      `your server was deleted and is billed no more. Its disk is kept until ${purgeAt?.toISOString().slice(0, 16).replace('T', ' ')} UTC; until then you can restore it.`,
  },
} as const satisfies Record<string, Letter>

/** Tells the owner what became of the server (W38). */
export async function writeLetter(tx: Tx, instance: Instance, about: keyof typeof LETTERS): Promise<void> {
  const { template, subject, text } = LETTERS[about] as Letter
  const account = await findAccount(tx, instance.accountId)
  const tenant = await currentTenant(tx)
  await sendMail(tx, {
    template,
    to: account.email,
    accountId: account.id,
    subject: `Server ${instance.name} ${subject}`,
    body: `Hello ${account.name},\n\n${text(instance)}\n\n${tenant.name}\n`,
  })
}

/** Tells the owner of servers that the wallet will be empty soon (W28). */
export async function writeRunOut(tx: Tx, accountId: AccountId, { left, at }: { readonly left: number; readonly at: Date }): Promise<void> {
  const account = await findAccount(tx, accountId)
  const tenant = await currentTenant(tx)
  const when = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  await sendMail(tx, {
    template: 'vm.running_out',
    to: account.email,
    accountId,
    subject: left < 1 ? 'Your servers will be suspended within the hour' : `Your wallet pays your servers for ${left} more hours`,
    body: `Hello ${account.name},\n\nat the price of your servers your wallet will be empty around ${when}. Servers without money for their next hour are switched off. Add funds to keep them running.\n\n${tenant.name}\n`,
  })
}
