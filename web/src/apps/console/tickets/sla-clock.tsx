import { Text } from '@mantine/core'
import type { TicketRow } from '../../../api/tickets.ts'
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx'
import { When } from '../../../ui/when.tsx'

type Sla = NonNullable<TicketRow['sla']>['resolve']

const TONES: Readonly<Record<Sla['state'], Tone>> = { running: 'busy', paused: 'calm', met: 'good', breached: 'bad' }
const WORDS: Readonly<Record<Sla['state'], string>> = { running: 'Running', paused: 'Paused', met: 'Met', breached: 'Too late' }

const NEARLY = 0.8

/** “1 h 20 min” of working time. */
const spanText = (seconds: number): string => {
  const minutes = Math.round(seconds / 60)
  const hours = Math.floor(minutes / 60)
  return hours === 0 ? `${minutes} min` : minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

/** One target: how much of its working time is used, and when it will be over. */
export function SlaLine({ label, sla }: { readonly label: string; readonly sla: Sla }) {
  const nearly = sla.state === 'running' && sla.usedSeconds >= sla.targetSeconds * NEARLY
  return (
    <div>
      <Text size="sm" c="dimmed" component="div">
        {label} <StatusBadge status={sla.state} tone={nearly ? 'warn' : TONES[sla.state]} label={WORDS[sla.state]} />
      </Text>
      <Text size="sm" component="div" className="lc-figures">
        {spanText(sla.usedSeconds)} of {spanText(sla.targetSeconds)}
        {sla.dueAt && sla.state === 'running' && (
          <>
            {', due '}
            <When at={sla.dueAt} span />
          </>
        )}
      </Text>
    </div>
  )
}

/** The target that counts next, for a row of a list. */
export function SlaCell({ ticket }: { readonly ticket: TicketRow }) {
  if (!ticket.sla) return <>–</>
  const { firstResponse, resolve } = ticket.sla
  const next = firstResponse.dueAt ? firstResponse : resolve
  const nearly = next.state === 'running' && next.usedSeconds >= next.targetSeconds * NEARLY
  if (next.state !== 'running' || !next.dueAt) return <StatusBadge status={next.state} tone={TONES[next.state]} label={WORDS[next.state]} />
  return <When at={next.dueAt} c={nearly ? 'var(--warn)' : 'inherit'} />
}
