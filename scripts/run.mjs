import { spawnSync } from 'node:child_process'
import { ensureNode, ensurePackages, ROOT } from './bootstrap.mjs'

await ensureNode()
ensurePackages()
const child = spawnSync(process.execPath, process.argv.slice(2), { stdio: 'inherit', cwd: ROOT })
process.exit(child.status ?? 1)
