import { Stack, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type NumberSearch, numberSearchQuery } from '../../api/numbers.ts'
import type { NumberOffer } from '../../api/types.ts'
import { Notice } from '../../ui/notice.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { OfferSkeletons, Offers } from './offers.tsx'
import { SearchForm } from './search-form.tsx'

type NumberSearchProps = {
  /** What is searched for, from the address; without a country nothing is searched yet. */
  readonly search: Partial<NumberSearch>
  readonly onSearch: (search: NumberSearch) => void
  readonly onChoose: (offer: NumberOffer) => void
}

const first = { country: 'US', type: 'local' } as const

/** Search for a number and pick one: the same on the storefront and in the portal. */
export function NumberSearchPanel({ search, onSearch, onChoose }: NumberSearchProps) {
  const { country, type, areaCode, contains } = search
  const asked: NumberSearch | undefined =
    country && type ? { country, type, ...(areaCode && { areaCode }), ...(contains && { contains }) } : undefined
  const found = useQuery({ ...numberSearchQuery(asked ?? first), enabled: asked !== undefined })
  return (
    <Stack gap="md">
      <SearchForm initial={{ ...first, ...asked }} busy={found.isLoading} onSearch={onSearch} />
      <VisuallyHidden role="status">{found.data && asked ? `${found.data.items.length} numbers found` : ''}</VisuallyHidden>
      {asked && found.isLoading && <OfferSkeletons />}
      {asked && found.error && <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />}
      {asked && found.data?.incomplete && (
        <Notice tone="warn" title="Some numbers may be missing">
          One of our suppliers did not answer in time. Search again for the full list.
        </Notice>
      )}
      {asked && found.data && <Offers offers={found.data.items} onChoose={onChoose} />}
    </Stack>
  )
}
