import { z } from 'zod'
import { declareJob } from '../../platform/jobs.ts'
import { ProviderIdSchema } from '../../spine/providers/index.ts'
import { InstanceId, TaskId } from './instance.ts'

/** The next step of one task at a hypervisor. */
export const workOnTask = declareJob('cloud.work-on-task', z.object({ taskId: TaskId }))
/** Posts every hour of one server that is over, and sets the money of the next one aside. */
export const meterInstance = declareJob('cloud.meter-instance', z.object({ instanceId: InstanceId }), { attempts: 25 })
/** Ends for good what waited in the trash. */
export const purgeInstance = declareJob('cloud.purge-instance', z.object({ instanceId: InstanceId }), { attempts: 25 })
/** Takes away what an order left at a hypervisor when it failed. */
export const cleanUp = declareJob('cloud.clean-up', z.object({ instanceId: InstanceId, providerId: ProviderIdSchema }), { attempts: 25 })
