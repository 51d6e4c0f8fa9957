import { z } from 'zod'
import { declareJob } from '../../platform/jobs.ts'
import { NumberId } from './number.ts'

/** Tells the supplier that a number was given up; asked again until it says so. */
export const releaseAtSupplier = declareJob('numbers.release-at-supplier', z.object({ numberId: NumberId }), { attempts: 25 })
