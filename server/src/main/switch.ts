import { switchControl } from '../providers/kamailio/control.ts'
import { attendLiveCalls, callDecider } from './calls.ts'
import { readConfig } from './config.ts'
import { lines } from './modules.ts'
import { runPart } from './part.ts'
import { createServices } from './services.ts'
import { openSwitch } from './switch/open.ts'

runPart(async () => {
  const config = readConfig(process.env)
  const services = createServices('switch', config, lines)
  const { pool } = services.databases
  const opened = await openSwitch({
    home: config.LINECARD_HOME,
    databaseUrl: config.DATABASE_URL,
    masterKey: config.LINECARD_MASTER_KEY.split(',')[0] ?? '',
    pool,
    decider: callDecider(services),
    log: services.log,
    node: config.SWITCH_NODE,
    address: config.SWITCH_ADDRESS,
    port: config.SWITCH_PORT,
    linkPort: config.SWITCH_LINK_PORT,
    mediaAddress: config.SWITCH_MEDIA_ADDRESS ?? config.SWITCH_ADDRESS,
    mediaControlPort: config.SWITCH_MEDIA_CONTROL_PORT,
    mediaPortMin: config.SWITCH_MEDIA_PORT_MIN,
    mediaPortMax: config.SWITCH_MEDIA_PORT_MAX,
    voicemailPort: config.SWITCH_VOICEMAIL_PORT,
    flood: config.SWITCH_FLOOD,
  })
  const stopAttending = attendLiveCalls(services, switchControl(pool))
  return {
    async stop() {
      await stopAttending()
      await opened.stop()
      await services.stop()
    },
  }
})
