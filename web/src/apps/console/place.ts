import { useRouteContext } from '@tanstack/react-router'

/** Where this console starts: its screens are the same for operator and reseller, its addresses are not. */
export function useBase(): '/admin' | '/reseller' {
  const { base } = useRouteContext({ strict: false }) as { base?: '/admin' | '/reseller' }
  return base ?? '/admin'
}

/** Who is signed in, and whether they may do something; buttons hide, the API decides. */
export function useMay(): (permission: string) => boolean {
  const { me } = useRouteContext({ strict: false }) as { me?: { permissions: readonly string[] } }
  return (permission) => me?.permissions.includes(permission) ?? false
}
