import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** The programs of the switch, as Debian installs them. */
export type Programs = {
  readonly kamailio: string
  readonly modules: string
  readonly rtpengine: string
  readonly setpriv: string | undefined
}

const PACKAGES = 'kamailio kamailio-postgres-modules kamailio-extra-modules rtpengine-daemon'
const NEEDED = ['evapi.so', 'db_postgres.so', 'jansson.so', 'mqueue.so', 'rtpengine.so', 'dialog.so']

const firstOf = (files: readonly string[]) => files.find((file) => existsSync(file))

function modulesFolder(): string | undefined {
  const folders = readdirSync('/usr/lib').map((name) => path.join('/usr/lib', name, 'kamailio/modules'))
  return folders.find((folder) => NEEDED.every((module) => existsSync(path.join(folder, module))))
}

/** Finds what the switch runs. Throws one sentence that names the packages when something is missing. */
export function findPrograms(): Programs {
  const kamailio = firstOf(['/usr/sbin/kamailio', '/usr/local/sbin/kamailio'])
  const rtpengine = firstOf(['/usr/bin/rtpengine', '/usr/sbin/rtpengine'])
  const modules = kamailio && modulesFolder()
  if (!kamailio || !rtpengine || !modules) {
    throw new Error(`The SIP switch needs Debian's Kamailio 5.6 and rtpengine: run \`apt-get install ${PACKAGES}\` as root.`)
  }
  return { kamailio, modules, rtpengine, setpriv: firstOf(['/usr/bin/setpriv']) }
}
