import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What a list keeps in the address: its filters, its sort and where its page starts. */
export type ListSearch = Readonly<Record<string, string | undefined>>

/** For `validateSearch` of a route with a list: keeps short texts, drops what is not one. */
export function listSearch(raw: Record<string, unknown>): ListSearch {
  const texts = Object.entries(raw).filter(([, value]) => (typeof value === 'string' || typeof value === 'number') && String(value) !== '')
  return Object.fromEntries(texts.map(([key, value]) => [key, String(value).slice(0, 500)]))
}

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
