import { z } from 'zod'
import { minuteText } from '../../platform/clock.ts'
import type { Tx } from '../../platform/context.ts'
import { defineLetter } from '../../platform/letters.ts'
import { sendLetter } from '../../platform/mail.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import type { Alert } from './alert.ts'

const letter = defineLetter({
  key: 'alert.raised',
  occasion: 'An alert has become active',
  kind: 'incident',
  schema: z.object({ title: z.string(), severity: z.string(), value: z.string(), since: z.string() }),
  subject: '{{ severity }}: {{ title }}',
  text: '{{ title }}.\n\n{{ value }}\nSince {{ since }}.\n\nSee and acknowledge it: {{ home }}/admin/status\n\n{{ brand }}\n',
  sample: { title: 'Pages answer slowly', severity: 'Warning', value: 'Measured 340, allowed 250.', since: '2026-11-21 10:05 UTC' },
})

const round = (value: number): string => String(Math.round(value * 100) / 100)

/** Tells whoever looks after the machine: the address of the operator's support. */
export async function writeAlert(tx: Tx, alert: Alert): Promise<void> {
  const { supportEmail } = await currentTenant(tx)
  if (!supportEmail) return
  const { title, severity, actual, threshold, firstSeenAt } = alert
  await sendLetter(tx, letter, {
    to: supportEmail,
    data: {
      title,
      severity: severity === 'critical' ? 'Critical' : severity === 'warning' ? 'Warning' : 'Note',
      value: actual === null ? '' : `Measured ${round(actual)}${threshold === null ? '' : `, allowed ${round(threshold)}`}.`,
      since: minuteText(firstSeenAt),
    },
  })
}
