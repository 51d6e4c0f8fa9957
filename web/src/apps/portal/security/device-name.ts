// Order matters: every browser also claims to be the ones it descends from.
const BROWSERS = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
  ['curl/', 'curl'],
] as const

const SYSTEMS = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

const named = (agent: string, names: readonly (readonly [string, string])[]) => names.find(([mark]) => agent.includes(mark))?.[1]

/** A user agent as a person would say it: “Firefox on Windows”. */
export function deviceName(agent: string | null): string {
  if (!agent) return 'Unknown device'
  const browser = named(agent, BROWSERS) ?? agent.split(/[ /]/)[0]
  const system = named(agent, SYSTEMS)
  return system ? `${browser} on ${system}` : `${browser}`
}
