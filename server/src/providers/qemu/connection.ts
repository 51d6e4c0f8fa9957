import { DriverError } from '../../lines/cloud/port.ts'
import type { AdapterSettings } from '../../platform/ports.ts'
import type { Connection } from '../../spine/providers/port.ts'
import { qemuDriver } from './driver.ts'

/** Whether servers can run there now. */
export const qemuConnection =
  (home: string) =>
  (settings: AdapterSettings): Connection => ({
    async test() {
      try {
        const { version } = await qemuDriver(home)(settings).probe()
        return { ok: true, message: version }
      } catch (error) {
        if (error instanceof DriverError) return { ok: false, message: error.message }
        throw error
      }
    },
  })
