import { type Context, inTx } from '../../platform/context.ts'
import { publish } from '../../platform/events.ts'
import { newId, type ProviderId } from '../../platform/ids.ts'
import { findProvider } from '../../spine/providers/index.ts'
import { parseIccid, parseLpa } from './code.ts'
import { errors } from './errors.ts'
import { codeOf, type Esim, type EsimId } from './esim.ts'
import { esimStocked } from './events.ts'
import * as store from './store.ts'

export type StockRow = { readonly iccid: string; readonly activationCode: string; readonly supplierReference?: string | undefined }

/**
 * Takes profiles that were bought ahead into stock, all or none; they are sold before a supplier is asked. Answers how many, and what looked unusual.
 * Throws 404; 409 `iccidTaken`; 422 `badCode`.
 */
export async function importStock(
  context: Context,
  batch: { readonly providerId: ProviderId; readonly packageCode: string; readonly rows: readonly StockRow[] },
): Promise<{ readonly count: number; readonly warnings: readonly string[] }> {
  return inTx(context, async (tx) => {
    const provider = await findProvider(tx, batch.providerId)
    const warnings: string[] = []
    for (const [index, row] of batch.rows.entries()) {
      const iccid = parseIccid(row.iccid)
      const code = parseLpa(row.activationCode)
      if (!iccid || !code) {
        throw errors.badCode({
          detail: `Line ${index + 1}: ${iccid ? 'this is no activation code.' : `${row.iccid} is no ICCID.`}`,
          line: index + 1,
        })
      }
      warnings.push(...[...iccid.warnings, ...code.warnings, ...code.repairs].map((text) => `Line ${index + 1}: ${text}`))
      const id = newId<EsimId>()
      const esim: Esim = {
        id,
        accountId: null,
        status: 'available',
        profileState: 'released',
        profileAt: tx.now(),
        providerId: provider.id,
        vendor: provider.vendor,
        supplierReference: row.supplierReference ?? iccid.iccid,
        packageCode: batch.packageCode,
        iccid: iccid.iccid,
        eid: null,
        sealedCode: tx.services.secrets.seal(code.lpa, codeOf(id)),
        confirmation: code.confirmation,
        reinstall: 'unknown',
        label: '',
        autoRenew: false,
        dataWanted: true,
        dataOn: true,
        waitsForData: false,
        claimedBy: null,
        createdAt: tx.now(),
        endedAt: null,
      }
      if (!(await store.insert(tx, esim)))
        throw errors.iccidTaken({ detail: `Line ${index + 1}: ${iccid.iccid} is in use already.`, line: index + 1 })
      await publish(tx, esimStocked, { esimId: id, iccid: iccid.iccid })
    }
    return { count: batch.rows.length, warnings }
  })
}
