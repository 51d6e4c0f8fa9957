import { z } from 'zod'
import type { Services } from '../../platform/context.ts'
import { TenantId } from '../../platform/ids.ts'
import { errors } from './errors.ts'
import { EsimId } from './esim.ts'

const PURPOSE = 'esim install link'
const Scope = z.tuple([TenantId, EsimId])

/** A link that opens one eSIM for whoever has it: sealed, so it can be neither guessed nor changed, and nothing is stored. */
export function installUrl(of: { readonly services: Services; readonly tenantId: TenantId }, base: string, id: EsimId): string {
  return `${base}/install/${of.services.secrets.seal(JSON.stringify([of.tenantId, id]), PURPOSE)}`
}

/** Whose eSIM a link opens. Throws 404 for anything this installation did not make. */
export function readInstallToken(services: Services, token: string): { readonly tenantId: TenantId; readonly esimId: EsimId } {
  try {
    const [tenantId, esimId] = Scope.parse(JSON.parse(services.secrets.open(token, PURPOSE)))
    return { tenantId, esimId }
  } catch {
    throw errors.linkInvalid({ detail: 'This link does not work. Open the eSIM in your account, or ask for a new link.' })
  }
}
