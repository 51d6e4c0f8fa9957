import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { ListSearch } from '../search-params.ts'

/** The list's part of the address and a way to change it; an empty value leaves the address. */
export function useListSearch(): readonly [ListSearch, (change: ListSearch, push?: boolean) => void] {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const change = useCallback(
    (next: ListSearch, push = false) => {
      const merged = (old: ListSearch) => Object.fromEntries(Object.entries({ ...old, ...next }).filter(([, value]) => value))
      void navigate({ to: '.', search: merged as never, replace: !push, resetScroll: push })
    },
    [navigate],
  )
  return [search, change]
}
