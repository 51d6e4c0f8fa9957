import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findPrograms } from './debian.ts'

const MODULES = ['evapi', 'db_postgres', 'jansson', 'mqueue', 'rtpengine', 'dialog']

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'lc-root-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(file: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true })
  writeFileSync(path.join(root, file), '')
}

test('what is missing is one sentence that names the packages, also when only a module is', () => {
  const sentence =
    /^The SIP switch needs Debian's Kamailio 5\.6 and rtpengine: run `apt-get install kamailio .* rtpengine-daemon` as root\.$/
  expect(() => findPrograms(root)).toThrow(sentence)
  put('usr/sbin/kamailio')
  put('usr/bin/rtpengine')
  for (const module of MODULES.slice(1)) put(`usr/lib/some-machine/kamailio/modules/${module}.so`)
  expect(() => findPrograms(root)).toThrow(sentence)
  put(`usr/lib/some-machine/kamailio/modules/${MODULES[0]}.so`)
  expect(findPrograms(root).modules).toBe(path.join(root, 'usr/lib/some-machine/kamailio/modules'))
})
