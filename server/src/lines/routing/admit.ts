import { carriesPrefix, originOf, sendsFrom, type TrunkService, type Trunks, toDigits, translate } from '../carriers/index.ts'
import type { CallAsk } from '../voice/index.ts'

/** Why a call is not taken; each has its SIP code and Q.850 cause in `refusals.ts`. */
export type RefusalReason =
  | 'unknown_source'
  | 'no_service'
  | 'carrier_not_active'
  | 'service_not_active'
  | 'from_not_allowed'
  | 'origin_invalid'
  | 'number_invalid'
  | 'too_fast'
  | 'rate_none'
  | 'rate_closed'
  | 'rate_blocked'
  | 'other_currency'
  | 'loop'
  | 'loop_rate'
  | 'no_credit'
  | 'spend_limit'
  | 'no_route'
  | 'no_capacity'

/** Both numbers of a call, as they came and as they count: digits in E.164 order without `+`. */
export type Numbers = {
  readonly aOriginal: string
  readonly bOriginal: string
  /** May be something else than digits when the interconnect does not mind. */
  readonly a: string
  readonly b: string
  readonly flags: readonly string[]
}

export type Admission =
  | { readonly kind: 'admitted'; readonly service: TrunkService; readonly numbers: Numbers }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly service?: TrunkService; readonly numbers?: Numbers }

/** Whose call it is and what it dials: by source address and longest tech prefix, then by the interconnect's rules (wholesale B9, B10). */
export function admit(trunks: Trunks, ask: CallAsk): Admission {
  const here = [...trunks.services.values()].filter(
    (service) => service.direction === 'ingress' && service.trunk.interconnect.isActive && sendsFrom(service.trunk, ask.sourceIp),
  )
  if (here.length === 0) return { kind: 'refused', reason: 'unknown_source' }
  const [service] = here
    .filter(({ prefix }) => carriesPrefix(ask.requestUser, prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length || Number(b.status === 'active') - Number(a.status === 'active'))
  if (!service) return { kind: 'refused', reason: 'no_service' }
  const numbers = numbersOf(service, ask)
  const refused = (reason: RefusalReason): Admission => ({ kind: 'refused', reason, service, numbers })
  if (service.carrier.status !== 'active') return refused('carrier_not_active')
  if (service.status !== 'active') return refused('service_not_active')
  const { fromUri } = service.trunk.validation
  if (fromUri && !ask.fromUser.toLowerCase().includes(fromUri.toLowerCase())) return refused('from_not_allowed')
  if (numbers.flags.includes('origin_invalid') && service.trunk.translation.originationValidation === 'reject') {
    return refused('origin_invalid')
  }
  return toDigits(numbers.b) === numbers.b ? { kind: 'admitted', service, numbers } : refused('number_invalid')
}

function numbersOf({ prefix, trunk: { translation } }: TrunkService, ask: CallAsk): Numbers {
  const { globalTranslation, originTranslation, destinationTranslation, originationPreference, originationValidation } = translation
  const through = (number: string, own: typeof globalTranslation): string =>
    translate(translate(number, globalTranslation, 'ingress').number, own, 'ingress').number
  const dialled = through(ask.requestUser.slice(prefix.length), destinationTranslation)
  const aOriginal = originOf({ from: ask.fromUser, asserted: ask.assertedIdentity }, originationPreference)
  const origin = through(aOriginal, originTranslation)
  const a = toDigits(origin)
  return {
    aOriginal,
    bOriginal: ask.requestUser,
    a: a ?? origin,
    b: toDigits(dialled) ?? dialled,
    flags: a === undefined && originationValidation !== 'off' ? ['origin_invalid'] : [],
  }
}

/** The numbers as a supplier wants them: its rules, then its tech prefix in front (wholesale B9, B10). */
export function outgoing(
  { prefix, trunk: { translation } }: TrunkService,
  { a, b }: Numbers,
): { readonly dial: string; readonly from: string } {
  const through = (number: string, own: typeof translation.globalTranslation): string =>
    translate(translate(number, translation.globalTranslation, 'egress').number, own, 'egress').number
  return {
    dial: prefix + through(b, translation.destinationTranslation),
    from: through(a, translation.originTranslation),
  }
}
