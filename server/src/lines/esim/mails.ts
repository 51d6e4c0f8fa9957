import type { Tx } from '../../platform/context.ts'
import { sendMail } from '../../platform/mail.ts'
import { findAccount } from '../../spine/accounts/index.ts'
import { basePath, currentTenant } from '../../spine/tenants/index.ts'
import type { Bundle } from './bundle.ts'
import { dataText } from './data.ts'
import type { Esim } from './esim.ts'
import { installUrl } from './install-link.ts'

type Letter = { readonly template: string; readonly subject: string; readonly text: string; readonly link: string }

async function write(tx: Tx, esim: Esim, letter: (base: string) => Letter): Promise<void> {
  if (!esim.accountId) return
  const account = await findAccount(tx, esim.accountId)
  const tenant = await currentTenant(tx)
  const { template, subject, text, link } = letter(`${tx.services.publicUrl}${basePath(tenant)}`)
  const body = `Hello ${account.name},\n\n${text}\n\n${link}\n\n${tenant.name}\n`
  await sendMail(tx, { template, to: account.email, accountId: account.id, subject, body })
}

const page = (base: string, esim: Esim): string => `Your eSIM: ${base}/esims/${esim.id}`

/** Where to install: the link leads to the QR code, so the code itself is never in a mail. */
export const writeReady = (tx: Tx, esim: Esim, bundle: Bundle) =>
  write(tx, esim, (base) => ({
    template: 'esim.qr_ready',
    subject: `Install your eSIM: ${bundle.name}`,
    text: `your eSIM with ${bundle.name} is ready. Open this page on a computer and scan its QR code with your phone, or open it on the phone itself. Whoever has the link can install the eSIM, so keep it to yourself.`,
    link: installUrl(tx, base, esim.id),
  }))

/** Tells how much of the plan is used (levels 75, 90 and 100 %). */
export const writeLevel = (tx: Tx, esim: Esim, bundle: Bundle, level: number) =>
  write(tx, esim, (base) => ({
    template: `usage.${level}`,
    subject: level === 100 ? `${bundle.name} is used up` : `${level} % of ${bundle.name} is used`,
    text: `${dataText(bundle.usedBytes)} of ${dataText(bundle.totalBytes ?? bundle.usedBytes)} are used.${
      level < 100
        ? ''
        : esim.autoRenew
          ? ' The plan is bought again from your wallet, as you wished.'
          : ' Data has stopped; top up and it goes on, without a new QR code.'
    }`,
    link: page(base, esim),
  }))

/** Tells that the plan ends in three days or one. */
export const writeExpiring = (tx: Tx, esim: Esim, bundle: Bundle, days: number) =>
  write(tx, esim, (base) => ({
    template: `bundle.expiring${days}d`,
    subject: `${bundle.name} ends in ${days === 1 ? 'a day' : `${days} days`}`,
    text: `${bundle.name} ends on ${bundle.expiresAt?.toISOString().slice(0, 16).replace('T', ' ')} UTC. What is left of its data is lost then.${
      esim.autoRenew ? ' A day before, the plan is bought again from your wallet.' : ''
    }`,
    link: page(base, esim),
  }))

export const writeRenewalFailed = (tx: Tx, esim: Esim, bundle: Bundle, reason: string) =>
  write(tx, esim, (base) => ({
    template: 'bundle.renewal_failed',
    subject: `${bundle.name} could not be bought again`,
    text: `${reason} Add funds and top up, and your eSIM goes on without a new QR code.`,
    link: page(base, esim),
  }))
