import type { Call } from './call.ts'
import type { Edge } from './evaluate.ts'
import type { Gateway } from './gateways.ts'
import type { CallRoute } from './port.ts'
import type { Way } from './ways.ts'

/** A way whose legs may all be made. */
export type PlannedWay = { readonly way: Way; readonly chain: readonly Call[] }

export type BuiltRoute = { readonly route: CallRoute; readonly chain: readonly Call[]; readonly gateway: Gateway | null }

/** Final codes by what they mean to the rules (1.4.1); 487 is the caller's own cancelling, after which nothing follows. */
const CODES: Readonly<Record<Edge | 'any', string>> = {
  busy: '^(486|600|603)$',
  no_answer: '^408$',
  unreachable: '^(480|404|410|430|5[0-9][0-9])$',
  any: '^(4[0-7][0-9]|48[0-689]|49[0-9]|[356][0-9][0-9])$',
}
/** A supplier that fails like this is passed over for the next; a busy or declining person is not asked twice. */
const NEXT_GATEWAY = '^(401|403|407|408|5[0-9][0-9])$'
const NOTHING_FOLLOWS = '^$'
/** A gateway that does not even say "trying" within this is passed over. */
const REPLY_SECONDS = 4
const MAILBOX_SECONDS = 15

/** The routes of a call in the order in which the switch tries them; a way to outside becomes one route for each gateway. */
export function routesOf(planned: readonly (PlannedWay | null)[], gateways: readonly Gateway[], root: Call): readonly BuiltRoute[] {
  const built: (Omit<BuiltRoute, 'route'> & { readonly route: Omit<CallRoute, 'continueOn'>; readonly index: number })[] = []
  const placeOf = new Map<number, number>()
  for (const [index, one] of planned.entries()) {
    if (!one) continue
    const { way, chain } = one
    const after = way.only && placeOf.get(way.only.after)
    // The way it waits for cannot be tried, so neither can this one.
    if (way.only && after === undefined) continue
    const condition = way.only && after !== undefined && after !== null ? { onlyAfter: { place: after, codes: CODES[way.only.edge] } } : {}
    placeOf.set(index, built.length + 1)
    if (way.kind !== 'outside') {
      built.push({ route: { ...inside(way, root), ...condition }, chain, gateway: null, index })
      continue
    }
    for (const [rank, gateway] of gateways.entries()) {
      const turn = rank === 0 ? condition : { onlyAfter: { place: built.length, codes: NEXT_GATEWAY } }
      built.push({ route: { ...outside(gateway, way, chain), ...turn }, chain, gateway, index })
    }
  }
  const last = built.at(-1)?.index
  return built.map(({ route, index, ...rest }, at) => {
    const continueOn = at === built.length - 1 ? NOTHING_FOLLOWS : index === last ? NEXT_GATEWAY : CODES.any
    return { ...rest, route: { ...route, continueOn } }
  })
}

const LOCAL = { gateway: '', credentials: null, replySeconds: REPLY_SECONDS } as const

const inside = (way: Way & { kind: 'devices' | 'mailbox' }, root: Call) => ({
  ...LOCAL,
  kind: way.kind === 'devices' ? ('devices' as const) : ('voicemail' as const),
  name: way.kind === 'devices' ? 'devices' : 'voicemail',
  users: way.kind === 'devices' ? way.users : [],
  dial: way.of.e164,
  from: root.from,
  ringSeconds: way.kind === 'devices' ? way.ringSeconds : MAILBOX_SECONDS,
})

const outside = (gateway: Gateway, way: Way & { kind: 'outside' }, chain: readonly Call[]) => ({
  kind: 'gateway' as const,
  name: gateway.providerId as string,
  gateway: gateway.address,
  users: [],
  dial: gateway.dial(way.to),
  from: chain.at(-1)?.from ?? '',
  replySeconds: REPLY_SECONDS,
  ringSeconds: way.ringSeconds,
  credentials: gateway.credentials,
})
