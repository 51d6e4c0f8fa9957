import { type Context, createContext, inTx, systemContext } from '../../platform/context.ts'
import type { ProviderId } from '../../platform/ids.ts'
import { activeProviders, openAdapter } from '../../spine/providers/index.ts'
import type { Esim, EsimId } from './esim.ts'
import { lockEsim } from './lifecycle.ts'
import { type EsimReport, esimSupplierPort, type Profile } from './port.ts'
import { endEsim, takeProfile } from './service.ts'
import * as store from './store.ts'
import { takeTotal } from './usage.ts'

export const profileOf = (esim: Esim): Profile => ({ supplierReference: esim.supplierReference, iccid: esim.iccid })

export const ownerContext = (context: Context, { tenantId, accountId }: Pick<store.Owned, 'tenantId' | 'accountId'>): Context =>
  createContext(context.services, { tenantId, accountId, requestId: context.requestId, log: context.log })

/** Suppliers in use that this installation can talk to about eSIMs. */
export async function esimSuppliers(context: Context) {
  const vendors = context.services.adapters.vendorsOf(esimSupplierPort)
  return (await activeProviders(context, 'data')).filter(({ vendor }) => vendors.includes(vendor))
}

/** What the supplier says becomes ours: where the profile is, how much was used, whether it is over. */
async function takeReport(context: Context, id: EsimId, report: EsimReport): Promise<void> {
  await inTx(context, async (tx) => {
    const before = await lockEsim(tx, id)
    if (before.endedAt) return
    const esim = await takeProfile(tx, before, { state: report.state, eid: report.eid, at: tx.now() })
    if (report.usedBytes !== null) await takeTotal(tx, id, { usedBytes: report.usedBytes, asOf: report.asOf ?? tx.now() })
    const after = report.over ? await lockEsim(tx, esim.id) : undefined
    if (after && !after.endedAt) await endEsim(tx, after)
  })
}

/** How many profiles one call asks about; the least of what suppliers allow. */
const PER_CALL = 10

/** Asks one supplier about every living profile, in every tenant (W13). One page that fails does not keep the others from being asked. */
export async function pollSupplier(context: Context, providerId: ProviderId): Promise<void> {
  const adapter = await openAdapter(context, esimSupplierPort, providerId)
  const system = systemContext(context.services)
  let failure: unknown
  for (let after: EsimId | undefined; ; ) {
    const page = await store.livingOf(system, providerId, after, PER_CALL)
    if (page.length === 0) break
    after = page.at(-1)?.id
    try {
      const reports = await adapter.report(page.map(({ esim }) => profileOf(esim)))
      for (const owned of page) {
        const report = reports.find(({ profile }) => profile.supplierReference === owned.esim.supplierReference)
        if (report) await takeReport(ownerContext(context, owned), owned.id, report)
      }
    } catch (error) {
      failure = error
    }
  }
  if (failure) throw failure
}

/** Asks the supplier about one profile. */
export async function refresh(context: Context, esim: Esim): Promise<void> {
  const adapter = await openAdapter(context, esimSupplierPort, esim.providerId)
  const [report] = await adapter.report([profileOf(esim)])
  if (report) await takeReport(context, esim.id, report)
}
