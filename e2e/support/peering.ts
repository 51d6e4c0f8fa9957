import type { Person } from './api.ts'

type Made = { readonly id: string }

/** A plan whose prices come from a sheet, imported and committed as an operator does it. */
export async function ratePlan(operator: Person, direction: 'customer' | 'supplier', name: string, sheet: string): Promise<string> {
  const { id } = (await operator.ask('POST', '/rate-plans', { direction, name, currency: 'USD' })) as Made
  const query = new URLSearchParams({ mode: 'full', dryRun: 'false', fileName: `${name}.csv` })
  await operator.ask('POST', `/rate-plans/${id}/imports?${query}`, sheet)
  await operator.ask('POST', `/rate-plans/${id}/commit`, {})
  return id
}

export type Peer = { readonly id: string; readonly accountId: string; readonly name: string; readonly interconnectId: string }

/** An active carrier with an interconnect at one address. */
export async function peer(
  operator: Person,
  code: string,
  partnerType: 'customer' | 'supplier' | 'bilateral',
  ipAddress: string,
): Promise<Peer> {
  const asked = { code, name: `${code} Carrier`, partnerType, email: `noc@${code.toLowerCase()}.example` }
  const { id, accountId, name } = (await operator.ask('POST', '/carriers', asked)) as Made & Pick<Peer, 'accountId' | 'name'>
  await operator.ask('POST', `/carriers/${id}/activate`, {})
  const direction = { customer: 'ingress', supplier: 'egress', bilateral: 'both' }[partnerType]
  const { id: interconnectId } = (await operator.ask('POST', `/carriers/${id}/interconnects`, { name: 'Main', direction })) as Made
  await operator.ask('PUT', `/interconnects/${interconnectId}/addresses`, { addresses: [{ ipAddress }] })
  return { id, accountId, name, interconnectId }
}

async function service(operator: Person, { interconnectId }: Peer, asked: object): Promise<string> {
  const { id } = (await operator.ask('POST', `/interconnects/${interconnectId}/services`, asked)) as Made
  await operator.ask('POST', `/carrier-services/${id}/activate`, {})
  return id
}

/** An active service through which a supplier takes our calls. */
export const supply = (operator: Person, from: Peer, ratingPlanId: string): Promise<string> =>
  service(operator, from, { name: 'Out', direction: 'egress', ratingPlanId })

/** An active service through which a customer sends us calls. */
export const sell = (operator: Person, to: Peer, ratingPlanId: string, routingPlanId: string): Promise<string> =>
  service(operator, to, { name: 'In', direction: 'ingress', ratingPlanId, routingPlanId })

/** A plan that tries the services for every number, the cheapest first. */
export async function routingPlan(operator: Person, services: readonly string[]): Promise<string> {
  const { id } = (await operator.ask('POST', '/routing-plans', { name: 'Cheapest first', mode: 'lcr' })) as Made
  const routes = services.map((serviceId, at) => ({ serviceId, code: '', priority: at + 1, weight: 100, isBlocked: false }))
  await operator.ask('PUT', `/routing-plans/${id}/routes`, { routes })
  return id
}
