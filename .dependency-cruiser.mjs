/** Modules of each layer in the order of ARCHITECTURE.md: one may import the doors of those before it, never of those after. */
const ORDER = {
  spine: [
    'tenants',
    'accounts',
    'ledger',
    'access',
    'providers',
    'catalog',
    'pricing',
    'rating',
    'charging',
    'orders',
    'subscriptions',
    'payments',
  ],
  lines: ['numbers', 'messaging', 'voice', 'esim', 'cloud', 'packages', 'carriers', 'routing'],
  care: ['verification', 'support', 'notifications', 'insights', 'monitoring', 'archive'],
}

const forbid = (name, from, to) => ({ name, severity: 'error', from: { path: from }, to })

const inOrder = Object.entries(ORDER).flatMap(([layer, modules]) =>
  modules.slice(0, -1).map((module, index) =>
    forbid(`${layer}-order-${module}`, `^server/src/${layer}/${module}/`, {
      path: `^server/src/${layer}/(${modules.slice(index + 1).join('|')})/`,
    }),
  ),
)

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    forbid('platform-knows-nothing-above', '^server/src/platform', { path: '^server/src/(spine|lines|care|providers|main)' }),
    forbid('spine-knows-no-line', '^server/src/spine', { path: '^server/src/(lines|care|providers|main)' }),
    forbid('lines-know-no-care', '^server/src/lines', { path: '^server/src/(care|providers|main)' }),
    forbid('care-knows-no-main', '^server/src/care', { path: '^server/src/(providers|main)' }),
    forbid('modules-have-one-door', '^server/src/(spine|lines|care)/([^/]+)/', {
      path: '^server/src/(spine|lines|care)/([^/]+)/',
      pathNot: ['^server/src/(spine|lines|care)/$2/', '/index\\.ts$'],
    }),
    forbid('providers-see-only-ports', '^server/src/providers/([^/]+)/', {
      path: '^server/src/(spine|lines|care|main|providers)/',
      pathNot: ['^server/src/providers/$1/', '/port\\.ts$'],
    }),
    forbid('web-knows-no-server', '^web/', { path: '^(server|simulators)/' }),
    forbid('server-knows-no-simulator', '^server/src', { path: '^(simulators|web)/' }),
    forbid('simulators-stand-alone', '^simulators/', { path: '^(server|web)/' }),
    ...inOrder,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: '(^|/)(dist|node_modules)/|\\.test\\.ts$',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
}
