import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

export type Softphone = { said(): string; stop(): Promise<void> }

const MODULES = '/usr/lib/baresip/modules'

const config = (address: string, folder: string, audio: string) => `poll_method epoll
sip_listen ${address}:5060
net_interface ${address}
call_max_calls 4
audio_source aufile,${audio}
audio_player aubridge,none
ausrc_format s16
auplay_format s16
auenc_format s16
audec_format s16
audio_buffer 20-160
module_path ${MODULES}
module g711.so
module aufile.so
module aubridge.so
module_tmp account.so
module_app menu.so
snd_path ${folder}
`

export type Phone = {
  readonly address: string
  readonly username: string
  readonly password: string
  readonly realm: string
  /** Where it registers, as host:port. */
  readonly proxy: string
  /** What it says to whoever calls, a WAV of 16-bit samples. */
  readonly audio: string
}

/** A real softphone without a screen: registers, and answers every call. */
export function startSoftphone({ address, username, password, realm, proxy, audio }: Phone): Softphone {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lc-phone-'))
  const outbound = `outbound="sip:${proxy};transport=udp"`
  const account = `<sip:${username}@${realm};transport=udp>;auth_user=${username};auth_pass=${password};${outbound};regint=60;answermode=auto\n`
  writeFileSync(path.join(folder, 'config'), config(address, folder, audio))
  writeFileSync(path.join(folder, 'accounts'), account, { mode: 0o600 })
  writeFileSync(path.join(folder, 'contacts'), '')
  const child = spawn('baresip', ['-f', folder], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
  const ended = once(child, 'close')
  return {
    said: () => said,
    async stop() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
