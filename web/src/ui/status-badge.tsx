import { Badge } from '@mantine/core'

export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'calm'

const TONES: Readonly<Record<Tone, readonly string[]>> = {
  good: [
    'active',
    'completed',
    'delivered',
    'done',
    'captured',
    'paid',
    'verified',
    'ok',
    'succeeded',
    'received',
    'read',
    'approved',
    'resolved',
  ],
  warn: [
    'held',
    'partial',
    'past_due',
    'suspended',
    'pending_regulatory',
    'requires_action',
    'released',
    'cancelling',
    'testing',
    'undelivered',
    'trial',
    'waiting',
    'waiting_customer',
    'warning',
  ],
  bad: ['failed', 'rejected', 'banned', 'disputed', 'error', 'refused', 'blocked', 'broken'],
  busy: [
    'inprogress',
    'processing',
    'provisioning',
    'sending',
    'queued',
    'sent',
    'acknowledged',
    'reserved',
    'running',
    'pending',
    'initiated',
    'ringing',
    'open',
    'in_progress',
  ],
  calm: ['inactive', 'cancelled', 'expired', 'closed', 'quarantined', 'skipped', 'porting_out', 'draft', 'ended'],
}

const WORDS: Readonly<Record<string, string>> = {
  inProgress: 'In progress',
  pending_regulatory: 'Papers needed',
  requires_action: 'Needs you',
  past_due: 'Past due',
  kyc: 'Verification',
  sms: 'SMS',
  mms: 'MMS',
  udp: 'UDP',
  tcp: 'TCP',
  tls: 'TLS',
}

const toneOf = (status: string): Tone =>
  (Object.entries(TONES) as [Tone, readonly string[]][]).find(([, words]) => words.includes(status.toLowerCase()))?.[0] ?? 'calm'

/** “porting_out” and “inProgress” as people write them. */
export function statusWords(status: string): string {
  const known = WORDS[status]
  if (known) return known
  // SIP's phrases are words already.
  if (/^[A-Z]/.test(status)) return status
  const words = status
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** A state as a word in its colour; the word alone carries the meaning. */
export function StatusBadge({ status, tone, label }: { readonly status: string; readonly tone?: Tone; readonly label?: string }) {
  return (
    <Badge className="lc-tone" data-tone={tone ?? toneOf(status)} variant="transparent" size="md" radius="sm" style={{ border: 0 }}>
      {label ?? statusWords(status)}
    </Badge>
  )
}
