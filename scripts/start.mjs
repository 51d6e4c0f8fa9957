import module from 'node:module'
import path from 'node:path'
import { buildWeb, ensureNode, ensurePackages, fail, ROOT } from './bootstrap.mjs'

await ensureNode()
// Compiled code is kept beside the packages it belongs to, where nobody else may write.
module.enableCompileCache(path.join(ROOT, 'node_modules', '.cache', 'compiled'))
ensurePackages()
if (!buildWeb()) fail('The web could not be built: the reason is above.')
await import('../server/src/main/supervisor/main.ts')
