import { z } from 'zod'
import { createContext, inTx, systemContext } from '../../platform/context.ts'
import { defineJob, performJob, type Schedule } from '../../platform/jobs.ts'
import { openAdapter } from '../../spine/providers/index.ts'
import { numberSupplierPort } from './port.ts'
import { releaseAtSupplier } from './queue.ts'
import { findNumber, purgeNumber, quarantineNumber } from './service.ts'
import * as store from './store.ts'

const performReleaseAtSupplier = performJob(releaseAtSupplier, async (context, { numberId }) => {
  const number = await findNumber(context, numberId)
  if (number.status !== 'released') return
  if (number.providerId && number.supplierReference) {
    const supplier = await openAdapter(context, numberSupplierPort, number.providerId)
    const outcome = await supplier.release(number.supplierReference)
    if (outcome.kind !== 'done')
      throw new Error(`The supplier has not released ${number.e164} yet: ${outcome.kind === 'refused' ? outcome.reason : 'no answer'}`)
  }
  await inTx(context, (tx) => quarantineNumber(tx, numberId))
})

const BATCH = 500

const purgeQuarantined = defineJob('numbers.purge-quarantined', z.object({}), async (context) => {
  const over = await store.listQuarantineOver(systemContext(context.services), BATCH)
  for (const { id, tenantId } of over) await inTx(createContext(context.services, { tenantId }), (tx) => purgeNumber(tx, id))
})

export const jobs = [performReleaseAtSupplier, purgeQuarantined]

export const schedules: readonly Schedule[] = [{ job: purgeQuarantined, everySeconds: 3_600 }]
