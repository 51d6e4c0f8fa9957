import { DriverError } from '../../lines/cloud/port.ts'
import type { Clock } from '../../platform/clock.ts'
import type { AdapterSettings } from '../../platform/ports.ts'
import type { Connection } from '../../spine/providers/port.ts'
import { simulatedDriver } from './driver.ts'

/** Whether servers can run there now. */
export const simulatedComputeConnection =
  (home: string, clock: Clock) =>
  (settings: AdapterSettings): Connection => ({
    async test() {
      try {
        const { version } = await simulatedDriver(home, clock)(settings).probe()
        return { ok: true, message: version }
      } catch (error) {
        if (error instanceof DriverError) return { ok: false, message: error.message }
        throw error
      }
    },
  })
