import { type Context, createContext } from '../../platform/context.ts'

/** Whoever signs up or in does so with the tenant, whatever account the browser's older cookie is still bound to. */
export const asVisitor = ({ services, tenantId, actor, requestId, log }: Context): Context =>
  createContext(services, { tenantId, actor, requestId, log })
