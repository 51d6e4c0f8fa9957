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

const firstOf = (root: string, ...files: readonly string[]) => files.map((file) => path.join(root, file)).find((file) => existsSync(file))

function modulesFolder(root: string): string | undefined {
  const libraries = path.join(root, 'usr/lib')
  const folders = readdirSync(libraries).map((name) => path.join(libraries, name, 'kamailio/modules'))
  return folders.find((folder) => NEEDED.every((module) => existsSync(path.join(folder, module))))
}

/** Finds what the switch runs below `root`. Throws one sentence that names the packages when something is missing. */
export function findPrograms(root = '/'): Programs {
  const kamailio = firstOf(root, 'usr/sbin/kamailio', 'usr/local/sbin/kamailio')
  const rtpengine = firstOf(root, 'usr/bin/rtpengine', 'usr/sbin/rtpengine')
  const modules = kamailio && modulesFolder(root)
  if (!kamailio || !rtpengine || !modules) {
    throw new Error(`The SIP switch needs Debian's Kamailio 5.6 and rtpengine: run \`apt-get install ${PACKAGES}\` as root.`)
  }
  return { kamailio, modules, rtpengine, setpriv: firstOf(root, 'usr/bin/setpriv') }
}
