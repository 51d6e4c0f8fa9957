import { getRouteApi } from '@tanstack/react-router'
import { PageHeader } from '../../../ui/page-header.tsx'
import { choose } from '../../storefront/choice.ts'
import { NumberSearchPanel } from '../../storefront/number-search.tsx'

const route = getRouteApi('/portal/numbers/find')

/** Another number for a customer who is signed in. */
export function FindNumber() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <>
      <PageHeader title="Get a number" back={{ to: '/numbers', label: 'Numbers' }} />
      <NumberSearchPanel
        key={Object.values(search).join()}
        search={search}
        onSearch={(next) => void navigate({ to: '/numbers/find', search: next, resetScroll: false })}
        onChoose={(offer) => {
          choose(offer, window.location.search)
          void navigate({ to: '/checkout' })
        }}
      />
    </>
  )
}
