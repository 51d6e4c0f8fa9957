import { buildWeb, ensureNode, ensurePackages, fail } from './bootstrap.mjs'

await ensureNode()
ensurePackages()
if (!buildWeb()) fail('The web could not be built: the reason is above.')
await import('../server/src/main/supervisor/main.ts')
