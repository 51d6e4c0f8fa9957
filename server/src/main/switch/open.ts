import { createHash, randomBytes } from 'node:crypto'
import path from 'node:path'
import type pg from 'pg'
import type { CallDecider } from '../../lines/voice/port.ts'
import type { Logger } from '../../platform/log.ts'
import { SwitchDesk } from '../../providers/kamailio/desk.ts'
import { TimeLimits } from '../../providers/kamailio/limits.ts'
import { SwitchLink } from '../../providers/kamailio/link.ts'
import { renderKamailio, renderRtpengine } from '../../providers/kamailio/render.ts'
import type { SwitchSettings } from '../../providers/kamailio/settings.ts'
import { Recorder } from '../../providers/voicemail/recorder.ts'
import { Daemon } from './daemon.ts'
import { openSwitchDatabase } from './database.ts'
import { findPrograms, type Programs } from './debian.ts'
import { endPrograms, openFolder, type RunFolder } from './folder.ts'
import { kamailioReady, rtpengineReady } from './probe.ts'

export type SwitchOptions = {
  readonly home: string
  /** Of the schema's owner: lets the switch's role sign in. */
  readonly databaseUrl: string
  readonly masterKey: string
  readonly pool: pg.Pool
  readonly decider: CallDecider
  readonly log: Logger
  readonly node: string
  readonly address: string
  readonly port: number
  readonly linkPort: number
  readonly mediaAddress: string
  readonly mediaControlPort: number
  readonly mediaPortMin: number
  readonly mediaPortMax: number
  readonly voicemailPort: number
  readonly flood: number
}

export type OpenSwitch = {
  readonly kamailio: Daemon
  readonly rtpengine: Daemon
  readonly link: SwitchLink
  readonly folder: string
  stop(): Promise<void>
}

const VOICEMAIL_ADDRESS = '127.0.0.1'

function settingsFor(options: SwitchOptions, folder: string, modules: string, databaseUrl: string): SwitchSettings {
  const { node, address, port, linkPort, mediaAddress, mediaControlPort, mediaPortMin, mediaPortMax, voicemailPort, flood } = options
  return {
    ...{ node, address, port, linkPort, mediaAddress, mediaControlPort, mediaPortMin, mediaPortMax, voicemailPort, flood },
    ...{ folder, modules, databaseUrl, workers: 4, voicemailAddress: VOICEMAIL_ADDRESS },
    linkKey: randomBytes(24).toString('base64url'),
    instance: createHash('sha256').update(`${options.masterKey} sip`).digest('hex').slice(0, 16),
  }
}

function daemons(options: SwitchOptions, programs: Programs, folder: RunFolder, settings: SwitchSettings, env: Record<string, string>) {
  const common = { folder: folder.path, identity: folder.identity, setpriv: programs.setpriv, log: options.log }
  const base = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  const kamailioFile = folder.write('kamailio.cfg', renderKamailio(settings))
  const rtpengineFile = folder.write('rtpengine.conf', renderRtpengine(settings))
  const memory = ['-m', '256', '-M', '16']
  return {
    kamailio: new Daemon({
      ...common,
      name: 'kamailio',
      sweep: () => endPrograms(folder.path, 'kamailio'),
      command: programs.kamailio,
      args: ['-f', kamailioFile, '-DD', '-E', '-Y', folder.path, '-w', folder.path, ...memory],
      env: { ...base, ...env },
    }),
    rtpengine: new Daemon({
      ...common,
      name: 'rtpengine',
      sweep: () => endPrograms(folder.path, 'rtpengine'),
      command: programs.rtpengine,
      args: [`--config-file=${rtpengineFile}`, '--config-section=rtpengine'],
      env: base,
    }),
  }
}

/** Starts the switch: media relay, Kamailio, recorder, and the platform's link to them. Throws one sentence when something does not start. */
export async function openSwitch(options: SwitchOptions): Promise<OpenSwitch> {
  const programs = findPrograms()
  const folder = openFolder(options.home)
  await endPrograms(folder.path)
  const database = await openSwitchDatabase(options.databaseUrl, options.masterKey)
  const settings = settingsFor(options, folder.path, programs.modules, database.url)
  const { kamailio, rtpengine } = daemons(options, programs, folder, settings, database.env)
  const { decider, log, pool, databaseUrl, node } = options
  const link = new SwitchLink({ port: settings.linkPort, key: settings.linkKey, decider, log })
  const limits = new TimeLimits(link)
  const desk = new SwitchDesk({ databaseUrl, pool, link, limits, node, decider, log })
  const recorder = new Recorder({
    address: VOICEMAIL_ADDRESS,
    port: settings.voicemailPort,
    spool: path.join(options.home, 'voicemail'),
    keep: (message) => decider.record(message),
    log,
  })
  const stop = async () => {
    await kamailio.stop()
    limits.stop()
    link.stop()
    await recorder.stop()
    await desk.stop()
    await rtpengine.stop()
    await endPrograms(folder.path)
    folder.remove()
  }
  try {
    await recorder.start()
    rtpengine.start()
    await rtpengineReady(settings.mediaControlPort, () => `rtpengine does not start: ${rtpengine.lastWords}`)
    kamailio.start()
    await kamailioReady(settings.linkPort, () => `Kamailio does not start: ${kamailio.lastWords}`)
  } catch (error) {
    await stop()
    throw error
  }
  link.start()
  desk.start()
  return { kamailio, rtpengine, link, folder: folder.path, stop }
}
