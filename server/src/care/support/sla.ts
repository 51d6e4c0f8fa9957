import { addBusinessSeconds, businessSeconds, type Hours } from './hours.ts'
import type { Alert, Priority, SlaClock, Ticket, TicketStatus } from './ticket.ts'

export type Target = { readonly firstResponseMinutes: number; readonly resolveMinutes: number }
export type Targets = Readonly<Record<Priority, Target>>

/** Minutes of working time; a day of the usual hours has 540. */
export const DEFAULT_TARGETS: Targets = {
  urgent: { firstResponseMinutes: 60, resolveMinutes: 480 },
  high: { firstResponseMinutes: 240, resolveMinutes: 1_080 },
  normal: { firstResponseMinutes: 540, resolveMinutes: 2_700 },
  low: { firstResponseMinutes: 1_080, resolveMinutes: 5_400 },
}

/** A warning comes when this part of the time is used. */
const WARNING = 0.8

const runs = (status: TicketStatus): boolean => status === 'open' || status === 'in_progress'

/** Working time used until `now`. */
export const usedSeconds = ({ usedS, since }: SlaClock, hours: Hours, now: Date): number =>
  usedS + (since ? businessSeconds(hours, since, now) : 0)

type Due = { readonly alert: Alert; readonly at: Date }

function dues(ticket: Ticket, hours: Hours): readonly Due[] {
  const { since, usedS } = ticket.clock
  if (!since) return []
  const at = (target: number, part: number) => addBusinessSeconds(hours, since, Math.ceil(target * part) - usedS)
  const first: readonly Due[] =
    ticket.firstResponseS === null
      ? [
          { alert: 'first_warning', at: at(ticket.firstTargetS, WARNING) },
          { alert: 'first_breach', at: at(ticket.firstTargetS, 1) },
        ]
      : []
  return [
    ...first,
    { alert: 'resolve_warning', at: at(ticket.resolveTargetS, WARNING) },
    { alert: 'resolve_breach', at: at(ticket.resolveTargetS, 1) },
  ]
}

/** The ticket with what its clock says at `now`: running or standing as its state wants, and when what is due. */
export function timed(ticket: Ticket, hours: Hours, now: Date): Ticket {
  const wanted = runs(ticket.status)
  const usedS = wanted && ticket.clock.since ? ticket.clock.usedS : usedSeconds(ticket.clock, hours, now)
  const clock: SlaClock = { usedS, since: wanted ? (ticket.clock.since ?? now) : null }
  const running = { ...ticket, clock }
  const all = dues(running, hours)
  const open = all.filter(({ alert }) => !ticket.alerts.includes(alert)).map(({ at }) => at.getTime())
  const dueOf = (alert: Alert) => all.find((due) => due.alert === alert)?.at ?? null
  return {
    ...running,
    firstDueAt: dueOf('first_breach'),
    resolveDueAt: dueOf('resolve_breach'),
    nextAlertAt: open.length > 0 ? new Date(Math.min(...open)) : null,
  }
}

/** Alerts whose instant has come and that were not raised yet. A breach leaves its own warning out. */
export function alertsDue(ticket: Ticket, hours: Hours, now: Date): readonly Alert[] {
  const due = dues(ticket, hours).filter(({ alert, at }) => at <= now && !ticket.alerts.includes(alert))
  return due.map(({ alert }) => alert)
}

export type SlaState = 'running' | 'paused' | 'met' | 'breached'

export type SlaView = {
  readonly targetSeconds: number
  readonly usedSeconds: number
  readonly dueAt: Date | null
  readonly state: SlaState
}

/** How the ticket stands against both targets at `now`, for staff. */
export function slaOf(ticket: Ticket, hours: Hours, now: Date): { readonly firstResponse: SlaView; readonly resolve: SlaView } {
  const used = usedSeconds(ticket.clock, hours, now)
  const over = ticket.status === 'resolved' || ticket.status === 'closed'
  const stateOf = (target: number, spent: number, done: boolean): SlaState =>
    spent > target ? 'breached' : done ? 'met' : ticket.clock.since ? 'running' : 'paused'
  const first = ticket.firstResponseS ?? used
  return {
    firstResponse: {
      targetSeconds: ticket.firstTargetS,
      usedSeconds: first,
      dueAt: ticket.firstResponseS === null ? ticket.firstDueAt : null,
      state: stateOf(ticket.firstTargetS, first, ticket.firstResponseS !== null || over),
    },
    resolve: {
      targetSeconds: ticket.resolveTargetS,
      usedSeconds: used,
      dueAt: ticket.resolveDueAt,
      state: stateOf(ticket.resolveTargetS, used, over),
    },
  }
}
